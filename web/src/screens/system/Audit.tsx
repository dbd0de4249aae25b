import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../api/client';
import { get } from '../../api/get';
import { useAct, useGet } from '../../api/use';
import { useParameter } from '../../app/view';
import { Fault, Given } from '../../parts/act';
import { moment, number } from '../../parts/format';
import { Page, PageHead } from '../../parts/PageHead';
import { Empty, Loaded } from '../../parts/states';
import { SimpleTable, type Column } from '../../parts/table';
import './system.css';

type Entry = Schema<'Audit'>['entries'][number];
type Check = Schema<'AuditCheck'>;

const pageSize = 100;

/** Who did what, the newest first; the chain of hashes can be checked. */
export default function Audit() {
  const { t } = useTranslation('system');
  const first = useGet('/api/v1/audit/verify', {}, { staleTime: 0 });
  const [check, setCheck] = useState<Check | null>(null);
  const verify = useAct(async () => setCheck(await get('/api/v1/audit/verify')));
  const count = first.data?.entries;
  return (
    <Page ready={Boolean(first.data || first.error)}>
      <PageHead title={t('audit.title')} answer={count === undefined ? undefined : t('audit.answer', { count })} how={t('audit.how')} />
      <div className="acts gap">
        <button type="button" className="button main" disabled={verify.isPending} onClick={() => verify.mutate()}>
          {t('audit.verify')}
        </button>
      </div>
      <Fault failure={verify.error} />
      {check && <Verified check={check} />}
      <Loaded from={first}>{({ entries }) => <Entries count={entries} />}</Loaded>
    </Page>
  );
}

function Verified({ check }: { check: Check }) {
  const { t } = useTranslation('system');
  return (
    <div className={check.intact ? 'said' : 'said bad'} role="status">
      <p>{check.intact ? t('audit.intact', { count: check.entries }) : t('audit.broken', { id: check.broken_at ?? 0 })}</p>
      <p className="note">{t('audit.head')}</p>
      <p className="hash" translate="no">
        {check.head}
      </p>
    </div>
  );
}

const shownOfTarget = 60;

/** A list of 120 accounts is one target: its beginning, and the whole of it on hover. */
function Target({ text }: { text: string }) {
  const cut = text.length > shownOfTarget;
  return (
    <span className="long" translate="no" title={cut ? text : undefined}>
      {cut ? `${text.slice(0, shownOfTarget)}…` : text}
    </span>
  );
}

function Entries({ count }: { count: number }) {
  const { t } = useTranslation('system');
  const [told, setTo] = useParameter('to');
  const [query, setQuery] = useParameter('q');
  const to = Math.min(count, Number(told) || count);
  const after = Math.max(0, to - pageSize);
  const answer = useGet('/api/v1/audit', { query: { after, limit: Math.max(1, to - after) } });
  const person = (name: string) => (name === 'local' ? t('local') : <Given>{name}</Given>);
  const columns: Column<Entry>[] = [
    { key: 'id', title: t('audit.number'), num: true, cell: ({ id }) => id },
    { key: 'at', title: t('at'), cell: ({ at }) => <span className="nowrap">{moment(at)}</span> },
    { key: 'who', title: t('audit.who'), cell: ({ who }) => person(who) },
    { key: 'action', title: t('audit.action'), cell: ({ action }) => <Given>{t(`audit.actions.${action}`, { defaultValue: action })}</Given> },
    { key: 'target', title: t('audit.target'), cell: ({ target }) => <Target text={target} /> },
    { key: 'purpose', title: t('purpose'), cell: ({ purpose }) => <span className="long"><Given>{purpose}</Given></span> },
    { key: 'outcome', title: t('audit.outcome'), cell: ({ outcome }) => <span className={outcome === 'done' ? '' : 'tag bad'}><Given>{t(`audit.outcomes.${outcome}`, { defaultValue: outcome })}</Given></span> },
    { key: 'hash', title: t('audit.hash'), cell: ({ hash }) => <span translate="no" title={hash}>{hash.slice(0, 12)}</span> },
  ];
  return (
    <>
      <div className="filters">
        <label>
          <span className="sr">{t('audit.search')}</span>
          <input type="search" value={query} placeholder={t('audit.search')} onChange={(event) => setQuery(event.target.value)} />
        </label>
        <button type="button" className="button" disabled={after === 0} onClick={() => setTo(String(after))}>
          {t('audit.older')}
        </button>
        <button type="button" className="button" disabled={to >= count} onClick={() => setTo(String(Math.min(count, to + pageSize)))}>
          {t('audit.newer')}
        </button>
        <span className="note">{t('audit.range', { from: number(after + 1), to: number(to) })}</span>
      </div>
      <Loaded from={answer}>
        {({ entries }) => {
          const shown = [...entries].reverse().filter((entry) => !query || [entry.who, entry.target, entry.purpose].some((text) => text.includes(query)));
          return shown.length ? <SimpleTable stacked caption={t('audit.title')} columns={columns} rows={shown} rowKey={({ id }) => String(id)} compact /> : <Empty title={t('nothing_matches')} />;
        }}
      </Loaded>
    </>
  );
}
