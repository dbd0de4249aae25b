import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema } from '../../api/client';
import { useMay, useSession } from '../../api/session';
import { useAct, useGet } from '../../api/use';
import { To, useParameter, useView } from '../../app/view';
import { Fault, Given } from '../../parts/act';
import { signed } from '../../parts/BeforeAfter';
import { moment, number, schoolYear } from '../../parts/format';
import { Page, PageHead } from '../../parts/PageHead';
import { Empty, Loaded } from '../../parts/states';
import { SimpleTable, type Column } from '../../parts/table';
import { Person, SchoolName, StoredValue, useSchools, useWords } from './words';
import './data.css';

type State = Schema<'ReportedState'>;
type Difference = Schema<'ReportedDifferences'>['differences'][number];

/** 上报数 | 现时数 | 差异 | 原因 */
export default function Reported() {
  const { t } = useTranslation('data');
  const may = useMay();
  const [told, setId] = useParameter('id');
  const states = useGet('/api/v1/reported', {});
  const all = [...(states.data?.reported ?? [])].sort((a, b) => b.id - a.id);
  const shown = all.find(({ id }) => String(id) === told) ?? all[0];
  const differences = useGet('/api/v1/reported/{id}', { path: { id: shown?.id ?? 0 } }, { enabled: Boolean(shown), staleTime: 0 });
  const answer = () => {
    if (!shown) return t('reported.none');
    const head = t('reported.answer', { year: schoolYear(shown.school_year), at: moment(shown.at), signer: shown.signer });
    if (!differences.data) return head;
    return head + (differences.data.differences.length ? t('reported.answer_changed', { count: differences.data.differences.length }) : t('reported.answer_same'));
  };
  return (
    <Page ready={Boolean(states.error || (states.data && (!shown || differences.data || differences.error)))}>
      <PageHead title={t('reported.title')} answer={answer()} how={t('reported.how')} />
      {may('figures_review') && <Freeze onDone={(id) => setId(String(id))} />}
      <Loaded from={states}>
        {() =>
          shown ? (
            <>
              {all.length > 1 && (
                <div className="filters">
                  <label>
                    {t('reported.which')}
                    <select value={shown.id} onChange={(event) => setId(event.target.value)}>
                      {all.map((state) => (
                        <option key={state.id} value={state.id}>
                          {t('reported.option', { year: schoolYear(state.school_year), at: moment(state.at), signer: state.signer })}
                        </option>
                      ))}
                    </select>
                  </label>
                </div>
              )}
              <p className="note">
                {t('reported.digest')} <Given>{shown.digest.slice(0, 16)}</Given>
              </p>
              <Loaded from={differences}>{({ differences: rows }) => (rows.length ? <Differences rows={rows} state={shown} /> : <Empty title={t('reported.same')} />)}</Loaded>
            </>
          ) : (
            <Empty title={t('reported.none')}>{t('reported.none_advice')}</Empty>
          )
        }
      </Loaded>
    </Page>
  );
}

function Differences({ rows, state }: { rows: Difference[]; state: State }) {
  const { t } = useTranslation('data');
  const { nameOf } = useSchools();
  const { table, column } = useWords();
  const difference = (row: Difference) => {
    if (row.act !== 'set') return t(`acts_on_rows.${row.act}`);
    const [before, after] = [Number(row.reported), Number(row.current)];
    return row.reported === null || row.current === null || Number.isNaN(after - before) ? '–' : signed(after - before, (value) => number(value, 2));
  };
  const columns: Column<Difference>[] = [
    { key: 'school', title: t('school'), cell: (row) => (row.school ? <SchoolName code={row.school} name={nameOf(row.school)} /> : '–') },
    { key: 'what', title: t('figure'), cell: (row) => <Given>{[table(row.table), column(row.table, row.field)].filter(Boolean).join(' · ')}</Given> },
    { key: 'reported', title: t('reported.reported'), num: true, cell: (row) => <StoredValue field={row.field} value={row.reported} gone={row.act !== 'set'} /> },
    { key: 'current', title: t('reported.current'), num: true, cell: (row) => <StoredValue field={row.field} value={row.current} gone={row.act !== 'set'} /> },
    { key: 'difference', title: t('compare.difference', { ns: 'common' }), num: true, cell: difference },
    {
      key: 'why',
      title: t('reason'),
      cell: (row) => (
        <span className="long">
          <Given>{row.why}</Given>{' '}
          <span className="note">
            {row.who && <Person name={row.who} />} {row.at && moment(row.at)}
          </span>
        </span>
      ),
    },
  ];
  return <SimpleTable stacked caption={t('reported.caption', { year: schoolYear(state.school_year) })} columns={columns} rows={rows} rowKey={(row) => `${row.table} ${row.key} ${row.field}`} />;
}

/** Freezing names the year and what it means; it takes nothing away. */
function Freeze({ onDone }: { onDone: (id: number) => void }) {
  const { t } = useTranslation('data');
  const { full_name: name } = useSession();
  const { year } = useView();
  const county = useGet('/api/v1/county', {}).data;
  const chosen = year ?? county?.school_year ?? undefined;
  const hand = useGet('/api/v1/hand-ins', { query: useView().yearQuery }).data;
  const [open, setOpen] = useState(false);
  const [signer, setSigner] = useState(name);
  const freeze = useAct(async () => {
    const { data } = await api.POST('/api/v1/reported', { body: { signer: signer.trim(), ...(chosen === undefined ? {} : { year: chosen }) } });
    onDone(data!.id);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    freeze.mutate();
  };
  const cells = hand?.schools.flatMap(({ tables }) => tables) ?? [];
  const unfrozen = cells.filter(({ state }) => state !== 'frozen' && state !== 'none').length;
  return (
    <div className="freeze">
      <button type="button" className="button" aria-expanded={open} onClick={() => setOpen((was) => !was)}>
        {t('reported.freeze')}
      </button>
      {open && (
        <form className="card line-form" onSubmit={submit}>
          <p>{t('reported.freeze_text', { year: chosen === undefined ? '' : schoolYear(chosen) })}</p>
          {unfrozen > 0 && (
            <p className="said warn">
              {t('reported.still_open', { open: number(unfrozen), all: number(cells.length) })} <To to="/data">{t('reported.to_matrix')}</To>
            </p>
          )}
          <div className="row">
            <label className="field">
              {t('reported.signer')}
              <input value={signer} onChange={(event) => setSigner(event.target.value)} maxLength={64} required />
            </label>
            <button type="submit" className="button main" disabled={freeze.isPending}>
              {t('reported.freeze_now')}
            </button>
          </div>
          <Fault failure={freeze.error} />
        </form>
      )}
    </div>
  );
}
