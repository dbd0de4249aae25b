import { useTranslation } from 'react-i18next';
import type { Assessment, ResourceRow, Schema, Verdict } from '../../api/client';
import { BeforeAfter, CvBeforeAfter, type Pair } from '../../parts/BeforeAfter';
import { number } from '../../parts/format';
import { StateMark, verdictMark } from '../../parts/StateMark';
import { SimpleTable } from '../../parts/table';
import { To } from '../../app/view';
import type { Tried } from './WhatIf';

interface Given {
  tried: Tried;
  /** From the question to the answer, in milliseconds. */
  ms: number;
  overview: Schema<'Overview'>;
  changes: number;
}

export function Result({ tried: { comparison, assessment }, ms, overview, changes }: Given) {
  const { t } = useTranslation('what-if');
  return (
    <>
      <section className="card verdicts">
        <header>
          <h2>{t('verdict')}</h2>
          {changes > 0 && <span className="note num" data-ms={ms.toFixed(1)}>{t('took', { ms: number(ms) })}</span>}
        </header>
        <p className="verdict-line">
          <VerdictWord verdict={comparison.before.verdict} /> <span aria-hidden="true">→</span> <VerdictWord verdict={comparison.after.verdict} />
          <span className="note">{t('by_state')}</span>
        </p>
        <CountsBeforeAfter overview={overview} assessment={assessment as Assessment} comparison={comparison} />
      </section>
      <section className="card">
        <header>
          <h2>{t('cvs')}</h2>
        </header>
        <CvBeforeAfter comparison={comparison} compact />
      </section>
      <Turned comparison={comparison} changes={changes} />
    </>
  );
}

function VerdictWord({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('common');
  return <StateMark mark={verdictMark(verdict)} word={t(`verdicts.${verdict}`)} />;
}

/** Schools that fall short, each stage by itself, as the overview counts them. */
export function failing(assessment: Assessment): number {
  return assessment.schools.filter(({ counted, verdict }) => counted && verdict === 'fail').length;
}

export function gapOf(resource: ResourceRow[], indicator: string): number | null {
  const rows = resource.filter((row) => row.indicator === indicator && row.shortfall);
  return rows.length === 0 ? null : rows.reduce((sum, { shortfall }) => sum + shortfall!.amount, 0);
}

function CountsBeforeAfter({ overview, assessment, comparison }: { overview: Schema<'Overview'>; assessment: Assessment; comparison: Schema<'Comparison'> }) {
  const { t } = useTranslation('what-if');
  const over = (side: 'before' | 'after') => comparison.resource.filter((row) => row[side].cv_compliance === 'short').length;
  const resource = overview.resource as unknown as ResourceRow[];
  const gaps = overview.gaps.map(({ indicator, unit }): Pair => ({
    key: indicator,
    name: t('gap_of', { name: t(`short.${indicator}`, { ns: 'indicators' }), unit: t(`units.${unit}`, { ns: 'common', defaultValue: unit }) }),
    before: gapOf(resource, indicator),
    after: gapOf(assessment.resource, indicator),
  }));
  const pairs: Pair[] = [
    { key: 'failing', name: t('schools_failing'), before: overview.schools.fail, after: failing(assessment) },
    { key: 'over', name: t('cvs_over'), before: over('before'), after: over('after') },
    ...gaps.filter(({ before, after }) => before || after),
  ];
  return (
    <>
      <BeforeAfter caption={t('counts')} pairs={pairs} format={(value) => number(value, 1)} compact />
      <p className="note">{t('gaps_by_stage')}</p>
    </>
  );
}

function Turned({ comparison, changes }: { comparison: Schema<'Comparison'>; changes: number }) {
  const { t } = useTranslation('what-if');
  if (comparison.schools.length === 0) return changes > 0 ? <p className="note">{t('no_school_turns')}</p> : null;
  return (
    <section className="card turned">
      <header>
        <h2>{t('schools_turn', { count: comparison.schools.length })}</h2>
      </header>
      <SimpleTable
        caption={t('schools_turn', { count: comparison.schools.length })}
        compact
        columns={[
          { key: 'name', title: t('school'), cell: (row) => <To to={`/what-if?school=${row.code}`}>{row.name}</To> },
          { key: 'stage', title: t('stage'), cell: (row) => t(`stages.${row.stage}`, { ns: 'indicators' }) },
          { key: 'before', title: t('compare.before', { ns: 'common' }), cell: (row) => <SchoolState state={row.before} /> },
          { key: 'after', title: t('compare.after', { ns: 'common' }), cell: (row) => <SchoolState state={row.after} /> },
        ]}
        rows={comparison.schools}
        rowKey={(row) => `${row.code} ${row.stage}`}
      />
    </section>
  );
}

type State = Schema<'Comparison'>['schools'][number]['before'];

function SchoolState({ state }: { state: State }) {
  const { t } = useTranslation('what-if');
  const mark = state === 'not_counted' || state === 'absent' ? 'none' : verdictMark(state);
  return <StateMark mark={mark} word={t(`school_states.${state}`)} />;
}
