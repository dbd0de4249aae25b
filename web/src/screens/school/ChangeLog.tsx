import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../api/get';
import { useGet } from '../../api/use';
import { moment, number } from '../../parts/format';
import { Skeleton } from '../../parts/states';
import { SimpleTable } from '../../parts/table';
import { records, type Table } from './tables';
import { useWords } from './words';

const latest = 20;
const latestWhole = 3;
/** Larger sets are imports of the whole county; the log names them as such. */
const largest = 1000;

interface Line {
  key: string;
  at: string;
  who: string;
  why: string;
  what: string;
  before: string | null;
  after: string | null;
  whole: boolean;
}

/** What was changed at this school, the newest first, out of the latest change sets. */
export function ChangeLog({ code, tables }: { code: string; tables: Table[] }) {
  const { t } = useTranslation('school');
  const words = useWords();
  const history = useGet('/api/v1/history').data?.changes;
  const sets = useMemo(() => [...(history ?? [])].sort((a, b) => b.changes_id - a.changes_id).slice(0, latest), [history]);
  const size = (rows: { added: number; changed: number; gone: number }) => rows.added + rows.changed + rows.gone;
  const small = sets.filter((set) => size(set.rows) <= largest);
  const details = useQueries({
    queries: small.map(({ changes_id: id }) => ({
      queryKey: ['/api/v1/history/{id}', { id: String(id) }, { limit: largest }],
      queryFn: () => get('/api/v1/history/{id}', { path: { id: String(id) }, query: { limit: largest } }),
      staleTime: Infinity,
    })),
  });
  const teachers = useMemo(() => new Set(records(tables, 'teachers').map((row) => row.id)), [tables]);
  if (!history) return <Skeleton lines={3} />;
  const isOwn = (key: string) => key.split('/').some((part) => part === code || teachers.has(part));
  const lines = sets.flatMap((set): Line[] => {
    const head = { at: set.at, who: set.who, why: set.why };
    if (size(set.rows) > largest) {
      return [{ ...head, key: String(set.changes_id), what: t('log.whole', { kind: t(`log.kinds.${set.kind}`, { defaultValue: set.kind }), rows: number(size(set.rows)) }), before: null, after: null, whole: true }];
    }
    const detail = details[small.indexOf(set)]?.data;
    return (detail?.changes ?? [])
      .filter(({ key }) => isOwn(key))
      .map((change, index) => ({
        ...head,
        key: `${set.changes_id} ${index}`,
        what: [words.table(change.table), change.field ? words.column(change.table, change.field) : t(`log.acts.${change.act}`)].join(' · '),
        before: change.before,
        after: change.after,
        whole: false,
      }));
  });
  const own = lines.filter(({ whole }) => !whole).length;
  const imports = lines.filter(({ whole }) => whole).slice(0, latestWhole);
  const shown = lines.filter((line) => !line.whole || imports.includes(line));
  return (
    <section className="card">
      <header>
        <h2>{own > 0 ? t('log.finding', { count: own, value: number(own) }) : t('log.none')}</h2>
      </header>
      <SimpleTable
        stacked
        caption={t('log.caption')}
        compact
        columns={[
          { key: 'at', title: t('columns.at'), cell: (line) => <span className="nowrap">{moment(line.at)}</span> },
          { key: 'who', title: t('columns.who'), cell: (line) => <span translate="no">{line.who === 'local' ? t('log.local') : line.who}</span> },
          { key: 'what', title: t('columns.what'), cell: (line) => line.what },
          { key: 'before', title: t('compare.before', { ns: 'common' }), num: true, cell: (line) => (line.whole ? '–' : (line.before ?? '–')) },
          { key: 'after', title: t('compare.after', { ns: 'common' }), num: true, cell: (line) => (line.whole ? '–' : (line.after ?? '–')) },
          { key: 'why', title: t('columns.why'), cell: (line) => <span translate="no">{line.why === 'demo' ? t('log.kinds.demo') : line.why}</span> },
        ]}
        rows={shown}
        rowKey={(line) => line.key}
      />
      <p className="note">{t('log.note', { count: latest })}</p>
    </section>
  );
}
