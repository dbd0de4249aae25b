import { useTranslation } from 'react-i18next';
import type { Schema } from '../../api/client';
import { useGet } from '../../api/use';
import { To, useParameter } from '../../app/view';
import { Given } from '../../parts/act';
import { moment, number } from '../../parts/format';
import { Page, PageHead } from '../../parts/PageHead';
import { Empty, Loaded } from '../../parts/states';
import { SimpleTable, type Column } from '../../parts/table';
import { Person } from './words';
import './data.css';

export type ChangeSet = Schema<'History'>['changes'][number];

export default function History() {
  const { t } = useTranslation('data');
  const [kind, setKind] = useParameter('kind');
  const answer = useGet('/api/v1/history', {});
  return (
    <Page ready={Boolean(answer.data || answer.error)}>
      <Loaded from={answer}>
        {({ changes }) => {
          const newest = [...changes].reverse();
          const kinds = [...new Set(changes.map((one) => one.kind))];
          const shown = newest.filter((one) => !kind || one.kind === kind);
          return (
            <>
              <PageHead title={t('history.title')} answer={newest[0] ? <Answer last={newest[0]} count={newest.length} /> : t('history.none')} how={t('history.how')} />
              {newest.length > 0 && (
                <div className="filters">
                  <label>
                    {t('history.kind')}
                    <select value={kind} onChange={(event) => setKind(event.target.value || null)}>
                      <option value="">{t('all')}</option>
                      {kinds.map((one) => (
                        <option key={one} value={one}>
                          {t(`kinds.${one}`)}
                        </option>
                      ))}
                    </select>
                  </label>
                </div>
              )}
              {shown.length ? <ChangeSets rows={shown} /> : <Empty title={newest.length ? t('nothing_matches') : t('history.none')} />}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Answer({ last, count }: { last: ChangeSet; count: number }) {
  const { t } = useTranslation('data');
  return (
    <>
      {t('history.answer', { count, kind: t(`kinds.${last.kind}`), at: moment(last.at) })}
      <Person name={last.who} />
    </>
  );
}

const tally = (rows: ChangeSet['rows']) => [rows.added, rows.changed, rows.gone].map((count) => number(count)).join(' / ');

function ChangeSets({ rows }: { rows: ChangeSet[] }) {
  const { t } = useTranslation('data');
  const columns: Column<ChangeSet>[] = [
    { key: 'id', title: t('history.number'), num: true, cell: (one) => one.changes_id },
    {
      key: 'kind',
      title: t('history.kind'),
      cell: (one) => (
        <>
          {t(`kinds.${one.kind}`)}
          {one.undoes !== null && <span className="note"> {t('history.undoes', { id: one.undoes })}</span>}
          {one.undone_by !== null && <span className="tag"> {t('history.undone')}</span>}
          {one.after_freeze.length > 0 && <span className="tag warn"> {t('history.after_freeze')}</span>}
        </>
      ),
    },
    { key: 'at', title: t('at'), cell: (one) => <span className="nowrap">{moment(one.at)}</span> },
    { key: 'who', title: t('who'), cell: (one) => <Person name={one.who} /> },
    { key: 'why', title: t('reason'), cell: (one) => <span className="long">{one.kind === 'demo' ? t('kinds.demo') : <Given>{one.why}</Given>}</span> },
    { key: 'rows', title: t('history.rows'), num: true, cell: (one) => tally(one.rows) },
    { key: 'pupils', title: t('history.pupils'), num: true, cell: (one) => tally(one.pupils) },
    {
      key: 'open',
      title: <span className="sr">{t('acts')}</span>,
      cell: (one) => (
        <To to={`/history/${one.changes_id}`} title={t('history.open_of', { id: one.changes_id })}>
          {t('history.open')}
        </To>
      ),
    },
  ];
  return <SimpleTable stacked caption={t('history.title')} columns={columns} rows={rows} rowKey={(one) => String(one.changes_id)} />;
}
