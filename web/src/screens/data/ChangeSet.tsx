import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { api, type Schema } from '../../api/client';
import { useMay } from '../../api/session';
import { useAct, useGet } from '../../api/use';
import { To, useGo, useParameter } from '../../app/view';
import { Confirmed, Given } from '../../parts/act';
import { moment, number } from '../../parts/format';
import { Page, PageHead } from '../../parts/PageHead';
import { Empty, Loaded } from '../../parts/states';
import { SimpleTable, type Column } from '../../parts/table';
import { schoolOf, withinSchool } from './changeKeys';
import { Person, SchoolName, StoredValue, useSchools, useWords } from './words';
import './data.css';

type Detail = Schema<'ChangeSetDetail'>;
type Change = Detail['changes'][number];

const shownAtOnce = 500;

/** What one import, correction or undo did, and the way back. */
export default function ChangeSet() {
  const { t } = useTranslation('data');
  const { id = '' } = useParams();
  const [limit, setLimit] = useParameter('limit', String(shownAtOnce));
  const answer = useGet('/api/v1/history/{id}', { path: { id: Number(id) }, query: { limit: Number(limit) } });
  const listed = useGet('/api/v1/history', {}).data?.changes.find((one) => String(one.changes_id) === id);
  return (
    <Page ready={Boolean(answer.data || answer.error)}>
      <p>
        <To to="/history">{t('history.back')}</To>
      </p>
      <Loaded from={answer}>
        {(detail) => (
          <>
            <PageHead
              title={t('change_set.title', { id })}
              answer={
                <>
                  {t('change_set.answer', { id, kind: t(`kinds.${detail.kind}`), at: moment(detail.at), total: number(detail.total) })} <Person name={detail.who} />
                </>
              }
              how={t('change_set.how')}
            />
            {detail.why && detail.kind !== 'demo' && (
              <p>
                {t('reason')}：<Given>{detail.why}</Given>
              </p>
            )}
            <Undo detail={detail} undoneBy={listed?.undone_by ?? null} afterFreeze={Boolean(listed?.after_freeze.length)} />
            {detail.changes.length ? <Changes detail={detail} /> : <Empty title={t('change_set.nothing')} />}
            {detail.changes.length < detail.total && (
              <p className="acts gap">
                <span>{t('change_set.part', { shown: number(detail.changes.length), total: number(detail.total) })}</span>
                <button type="button" className="button" onClick={() => setLimit(String(Math.min(10000, Number(limit) * 4)))}>
                  {t('change_set.more')}
                </button>
              </p>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Undo({ detail, undoneBy, afterFreeze }: { detail: Detail; undoneBy: number | null; afterFreeze: boolean }) {
  const { t } = useTranslation('data');
  const may = useMay();
  const go = useGo();
  const undo = useAct(async (why: string) => {
    const { data } = await api.POST('/api/v1/history/{id}/undo', { params: { path: { id: detail.changes_id } }, body: { why } });
    if (data?.changes_id) go(`/history/${data.changes_id}`);
  });
  if (undoneBy !== null)
    return (
      <p className="said">
        {t('change_set.undone')} <To to={`/history/${undoneBy}`}>{t('change_set.undone_by', { id: undoneBy })}</To>
      </p>
    );
  if (!may('history_undo')) return null;
  return (
    <div className="acts gap">
      <Confirmed
        label={t('change_set.undo')}
        warning={t(afterFreeze ? 'change_set.undo_warning_frozen' : 'change_set.undo_warning', { total: number(detail.total), id: detail.changes_id })}
        reason="optional"
        confirm={t('change_set.undo_now')}
        danger
        busy={undo.isPending}
        failure={undo.error}
        onConfirm={(why) => undo.mutateAsync(why)}
      />
    </div>
  );
}

function Changes({ detail }: { detail: Detail }) {
  const { t } = useTranslation('data');
  const { nameOf } = useSchools();
  const { table, column, key } = useWords();
  const [school, setSchool] = useParameter('school');
  const schools = [...new Set(detail.changes.map(schoolOf))].filter(Boolean);
  const shown = detail.changes.filter((change) => !school || schoolOf(change) === school);
  const columns: Column<Change>[] = [
    { key: 'school', title: t('school'), cell: (change) => (schoolOf(change) ? <SchoolName code={schoolOf(change)} name={nameOf(schoolOf(change))} /> : '–') },
    { key: 'table', title: t('table'), cell: (change) => <Given>{table(change.table)}</Given> },
    { key: 'key', title: t('change_set.key'), cell: (change) => <Given>{key(change.table, withinSchool(change)) || '–'}</Given> },
    { key: 'act', title: t('change_set.act'), cell: (change) => <span className={change.act === 'removed' ? 'off' : ''}>{t(`acts_on_rows.${change.act}`)}</span> },
    { key: 'field', title: t('figure'), cell: (change) => <Given>{column(change.table, change.field)}</Given> },
    { key: 'before', title: t('compare.before', { ns: 'common' }), num: true, cell: (change) => <StoredValue field={change.field} value={change.before} gone={change.act !== 'set'} /> },
    { key: 'after', title: t('compare.after', { ns: 'common' }), num: true, cell: (change) => <StoredValue field={change.field} value={change.after} gone={change.act !== 'set'} /> },
  ];
  return (
    <>
      {schools.length > 1 && (
        <div className="filters">
          <label>
            {t('change_set.of_school', { count: schools.length })}
            <select value={school} onChange={(event) => setSchool(event.target.value || null)}>
              <option value="">{t('all')}</option>
              {schools.map((code) => (
                <option key={code} value={code}>
                  {nameOf(code) ?? code}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
      <SimpleTable stacked caption={t('change_set.changes')} columns={columns} rows={shown} rowKey={(change) => `${change.year} ${change.table} ${change.key} ${change.field}`} compact />
    </>
  );
}
