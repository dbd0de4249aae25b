import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Failure, type ResourceRow, type Schema, type Stage } from '../../api/client';
import { useMay } from '../../api/session';
import { useGet } from '../../api/use';
import { To, useView } from '../../app/view';
import { BeforeAfter, type Pair } from '../../parts/BeforeAfter';
import { amount, cv, limit, number } from '../../parts/format';
import { Failed, Skeleton } from '../../parts/states';
import type { Row } from '../schools/model';
import { useHas } from '../schools/useHas';
import { levelling, sharedField } from './model';

interface Given {
  rows: Row[];
  resource: ResourceRow;
}

/** What the coefficient of variation is once every school that is short has what it lacks; and what would bring it within its limit. */
export function Levelled({ rows, resource }: Given) {
  const { t } = useTranslation('indicator');
  const { lang, year, scenario } = useView();
  const { indicator, stage } = resource as { indicator: string; stage: Stage };
  const may = useMay();
  const field = sharedField[indicator];
  const needsShared = field !== undefined;
  const places = { ...(year === undefined ? {} : { year }), ...(scenario === undefined ? {} : { scenario }) };
  const shared = useGet('/api/v1/tables/{table}', { path: { table: 'shared' }, query: places }, { enabled: needsShared && may('figures_read') });
  const held = useMemo(() => heldOf(shared.data, field), [shared.data, field]);
  const own = useMemo(() => rows.filter((row) => row.stage === stage), [rows, stage]);
  const changes = useMemo(() => levelling(own, indicator, held), [own, indicator, held]);
  const allowed = may('scenarios_read') && (!needsShared || may('figures_read'));
  const answer = useQuery<Schema<'WhatIfAnswer'>, Failure>({
    queryKey: ['/api/v1/what-if', places, lang, changes],
    queryFn: async () => (await api.POST('/api/v1/what-if', { params: { query: { lang } }, body: { ...places, changes } })).data!,
    enabled: allowed && changes.length > 0 && (!needsShared || shared.data !== undefined),
    placeholderData: keepPreviousData,
  });
  const after = answer.data?.comparison.resource.find((row) => row.indicator === indicator && row.stage === stage);
  const schoolName = (code: string) => own.find((row) => row.school.code === code)?.school.name ?? code;
  return (
    <section className="card levelled">
      <header>
        <h2>{title()}</h2>
      </header>
      {resource.short_schools > 0 && !allowed && <p className="note">{t('levelled.no_right')}</p>}
      {answer.error && <Failed failure={answer.error} />}
      {allowed && changes.length > 0 && !after && !answer.error && <Skeleton lines={3} />}
      {after && (
        <>
          <BeforeAfter
            caption={t('levelled.caption')}
            pairs={[
              { key: 'cv', name: t('levelled.cv', { limit: limit(resource.cv_limit ?? 0) }), before: after.before.cv, after: after.after.cv, complianceBefore: after.before.cv_compliance, complianceAfter: after.after.cv_compliance } as Pair,
            ]}
            format={(value) => cv(value, resource.cv_limit)}
            compact
          />
          <p>
            {t('levelled.shorts', { before: number(after.before.short_schools), after: number(after.after.short_schools) })}
            {resource.shortfall && t('levelled.needs', { amount: amount(resource.shortfall.amount, resource.shortfall.unit), count: changes.length })}
          </p>
        </>
      )}
      {resource.level_up && (
        <p className="level-up">
          {t('levelled.level_up', { limit: limit(resource.cv_limit ?? 0), amount: amount(resource.level_up.amount, resource.level_up.unit), count: resource.level_up.schools.length })}{' '}
          <span className="note" translate="no">
            {resource.level_up.schools
              .slice(0, 4)
              .map((one) => `${schoolName(one.code)} ${amount(one.amount, resource.level_up!.unit)}`)
              .join(t('comma', { ns: 'common' }))}
            {resource.level_up.schools.length > 4 ? '…' : ''}
          </span>
        </p>
      )}
      <WhatIfDoor />
    </section>
  );

  function title() {
    if (resource.short_schools === 0) return t('levelled.none');
    if (!after || after.after.cv === null || after.before.cv === null) return t('levelled.title');
    const [before, then] = [cv(after.before.cv, resource.cv_limit), cv(after.after.cv, resource.cv_limit)];
    return t(after.after.cv_compliance === 'short' ? 'levelled.still_over' : 'levelled.within', { before, after: then });
  }
}

function WhatIfDoor() {
  const { t } = useTranslation('indicator');
  const has = useHas();
  return has('/what-if') ? (
    <p>
      <To to="/what-if">{t('levelled.door')}</To>
    </p>
  ) : null;
}

function heldOf(table: Schema<'Table'> | undefined, field: string | undefined): Map<string, string | null> {
  if (!table || !field) return new Map();
  const [code, at] = ['code', field].map((name) => table.columns.findIndex((column) => column.name === name)) as [number, number];
  return new Map(table.rows.map((row) => [row[code] ?? '', row[at] ?? null]));
}
