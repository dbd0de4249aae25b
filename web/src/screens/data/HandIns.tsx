import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, Failure } from '../../api/client';
import { useSession } from '../../api/session';
import { useAct, useGet } from '../../api/use';
import { useParameter, useView } from '../../app/view';
import { Confirmed } from '../../parts/act';
import { moment, number, schoolYear } from '../../parts/format';
import { Overlay } from '../../parts/Overlay';
import { Page, PageHead } from '../../parts/PageHead';
import { Empty, Loaded } from '../../parts/states';
import { SimpleTable, type Column } from '../../parts/table';
import { actsFor, countStates, moved, waiting, type Act, type Cell, type HandIns as Matrix, type SchoolRow } from './handIn';
import { Person, SchoolName, useWords } from './words';
import './data.css';

export default function HandIns() {
  const { t } = useTranslation('data');
  const { yearQuery } = useView();
  const answer = useGet('/api/v1/hand-ins', { query: yearQuery });
  return (
    <Page ready={Boolean(answer.data || answer.error)} className="hand-ins">
      <Loaded from={answer}>
        {(matrix) =>
          matrix.schools.length ? <MatrixPage matrix={matrix} /> : <Empty title={t('hand_in.empty')}>{t('hand_in.empty_advice')}</Empty>
        }
      </Loaded>
    </Page>
  );
}

function Answer({ matrix, own }: { matrix: Matrix; own: SchoolRow[] }) {
  const { t } = useTranslation('data');
  const counts = countStates(matrix.schools);
  const all = matrix.schools.length * matrix.tables.length;
  return (
    <>
      {t('hand_in.answer', { year: schoolYear(matrix.school_year), schools: number(matrix.schools.length), tables: number(all), frozen: number(counts.get('frozen') ?? 0) })}
      {own.length > 0 && t('hand_in.waiting', { count: own.length })}
    </>
  );
}

function MatrixPage({ matrix }: { matrix: Matrix }) {
  const { t } = useTranslation('data');
  const { rights } = useSession();
  const [state, setState] = useParameter('state');
  const [query, setQuery] = useParameter('q');
  const [mine, setMine] = useParameter('mine');
  const [history, setHistory] = useParameter('school');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const acts = actsFor(matrix.acts, rights);
  const own = waiting(matrix.schools, acts);
  const shown = (mine ? own : matrix.schools).filter(
    (school) => (!query || school.name.includes(query) || school.code.includes(query)) && (!state || school.tables.some((cell) => cell.state === state)),
  );
  const counts = countStates(matrix.schools);
  const allFilled = matrix.schools.every(({ tables }) => tables.every((cell) => cell.state !== 'unfilled' || cell.filled));
  const chosen = shown.filter(({ code }) => picked.has(code));
  const pick = (codes: string[], on: boolean) =>
    setPicked((old) => {
      const next = new Set(old);
      for (const code of codes) if (on) next.add(code);
        else next.delete(code);
      return next;
    });
  const shownHistory = matrix.schools.find(({ code }) => code === history);
  return (
    <>
      <PageHead title={t('hand_in.title')} answer={<Answer matrix={matrix} own={own} />} how={t('hand_in.how')} />
      <ul className="state-counts">
        {matrix.states
          .filter(({ id }) => counts.get(id))
          .map(({ id, name }) => (
            <li key={id}>
              <button type="button" className="state-count" aria-pressed={state === id} onClick={() => setState(state === id ? null : id)}>
                <HandInMark state={id === 'unfilled' && allFilled ? 'waits' : id} name={id === 'unfilled' ? t(allFilled ? 'hand_in.filled_not_handed_in' : 'hand_in.not_handed_in') : name} /> <strong className="num">{number(counts.get(id)!)}</strong>
              </button>
            </li>
          ))}
      </ul>
      <div className="filters">
        <label>
          <span className="sr">{t('search_school')}</span>
          <input type="search" value={query} placeholder={t('search_school')} onChange={(event) => setQuery(event.target.value)} />
        </label>
        {acts.length > 0 && (
          <label>
            <input type="checkbox" checked={Boolean(mine)} onChange={(event) => setMine(event.target.checked ? '1' : null)} />
            {t('hand_in.mine', { count: own.length })}
          </label>
        )}
      </div>
      {acts.length > 0 && <ActBar matrix={matrix} acts={acts} chosen={chosen} onDone={() => setPicked(new Set())} />}
      {shown.length ? (
        <Grid matrix={matrix} schools={shown} picked={picked} pick={acts.length > 0 ? pick : null} onHistory={setHistory} />
      ) : (
        <Empty title={t('nothing_matches')}>
          <button type="button" className="button" onClick={() => [setState, setQuery, setMine].forEach((set) => set(null))}>
            {t('clear_filters')}
          </button>
        </Empty>
      )}
      {shownHistory && <History school={shownHistory} matrix={matrix} onClose={() => setHistory(null)} />}
    </>
  );
}

const signs: Record<string, string> = { unfilled: '?', waits: '○', filled: '✎', signed: '◔', checked: '◑', returned: '↩', frozen: '●', none: '–' };

export function HandInMark({ state, name }: { state: string; name: string }) {
  return (
    <span className={`hand-in-state ${state}${state === 'unfilled' ? ' hatched' : ''}`}>
      <span aria-hidden="true">{signs[state] ?? '·'}</span> {name}
    </span>
  );
}

interface GridGiven {
  matrix: Matrix;
  schools: SchoolRow[];
  picked: ReadonlySet<string>;
  pick: ((codes: string[], on: boolean) => void) | null;
  onHistory: (code: string) => void;
}

function Grid({ matrix, schools, picked, pick, onHistory }: GridGiven) {
  const { t } = useTranslation('data');
  const { table } = useWords();
  const all = schools.every(({ code }) => picked.has(code));
  const columns: Column<SchoolRow>[] = [
    {
      key: 'school',
      title: pick ? (
        <label className="pick">
          <input type="checkbox" checked={all} onChange={(event) => pick(schools.map(({ code }) => code), event.target.checked)} aria-label={t('hand_in.pick_all', { count: schools.length })} />
          {t('school')}
        </label>
      ) : (
        t('school')
      ),
      cell: (school) => (
        <span className="pick">
          {pick && <input type="checkbox" checked={picked.has(school.code)} onChange={(event) => pick([school.code], event.target.checked)} aria-label={t('hand_in.pick', { school: school.name })} />}
          <SchoolName code={school.code} name={school.name} />
        </span>
      ),
    },
    ...matrix.tables.map((name): Column<SchoolRow> => ({ key: name, title: table(name), cell: (school) => <StateCell cell={school.tables.find((one) => one.table === name)} matrix={matrix} /> })),
    {
      key: 'history',
      title: <span className="sr">{t('hand_in.record')}</span>,
      cell: (school) => (
        <button type="button" className="link" onClick={() => onHistory(school.code)} aria-label={t('hand_in.record_of', { school: school.name })}>
          {t('hand_in.record')}
        </button>
      ),
    },
  ];
  return <SimpleTable caption={t('hand_in.title')} columns={columns} rows={schools} rowKey={({ code }) => code} rowClass={({ code }) => (picked.has(code) ? 'changed' : undefined)} />;
}

/** Data that are there without having been handed in look other than what is not there at all. */
function StateCell({ cell, matrix }: { cell: Cell | undefined; matrix: Matrix }) {
  const { t } = useTranslation('data');
  if (!cell) return null;
  const name = matrix.states.find(({ id }) => id === cell.state)?.name ?? cell.state;
  if (cell.state === 'unfilled' && cell.filled) return <HandInMark state="waits" name={t('hand_in.not_handed_in')} />;
  return (
    <span className="state-cell">
      <HandInMark state={cell.state} name={name} />
      {cell.who && (
        <span className="note">
          <Person name={cell.who} /> {cell.at && moment(cell.at).slice(5, 10)}
        </span>
      )}
      {cell.reason && (
        <span className="note reason" title={cell.reason}>
          {cell.reason}
        </span>
      )}
    </span>
  );
}

interface Outcome {
  done: number;
  failed: { school: SchoolRow; failure: Failure }[];
}

function ActBar({ matrix, acts, chosen, onDone }: { matrix: Matrix; acts: Act[]; chosen: SchoolRow[]; onDone: () => void }) {
  const { t } = useTranslation('data');
  const { table } = useWords();
  const [only, setOnly] = useState('');
  const [said, setSaid] = useState<(Outcome & { act: string }) | null>(null);
  const run = useAct(async ({ act, reason }: { act: Act; reason: string }): Promise<Outcome> => {
    const outcome: Outcome = { done: 0, failed: [] };
    for (const school of chosen) {
      const tables = moved(act, school, only);
      if (!tables.length) continue;
      const body = { year: matrix.school_year, school: school.code, act: act.id, tables, ...(reason ? { reason } : {}) };
      try {
        await api.POST('/api/v1/hand-ins', { body });
        outcome.done += 1;
      } catch (cause) {
        if (!(cause instanceof Failure)) throw cause;
        outcome.failed.push({ school, failure: cause });
      }
    }
    return outcome;
  });
  const start = async (act: Act, reason: string) => {
    const outcome = await run.mutateAsync({ act, reason });
    setSaid({ ...outcome, act: act.name });
    if (outcome.failed.length === 0) onDone();
  };
  return (
    <section className="act-bar" aria-label={t('hand_in.acts')}>
      <div className="acts">
        <strong>{t('hand_in.chosen', { count: chosen.length })}</strong>
        <select aria-label={t('hand_in.which_tables')} value={only} onChange={(event) => setOnly(event.target.value)}>
          <option value="">{t('hand_in.all_tables')}</option>
          {matrix.tables.map((name) => (
            <option key={name} value={name}>
              {table(name)}
            </option>
          ))}
        </select>
        {acts.map((act) => {
          const tables = chosen.reduce((sum, school) => sum + moved(act, school, only).length, 0);
          const label = tables ? t('hand_in.act_on', { act: act.name, count: tables }) : act.name;
          if (!tables)
            return (
              <button key={act.id} type="button" className="button" disabled>
                {label}
              </button>
            );
          return (
            <Confirmed
              key={act.id}
              label={label}
              warning={t(`hand_in.warnings.${act.id}`, { schools: chosen.filter((school) => moved(act, school, only).length).length, tables, defaultValue: act.name })}
              reason={act.needs_reason ? 'required' : undefined}
              confirm={act.name}
              danger={act.needs_reason}
              busy={run.isPending}
              onConfirm={(reason) => start(act, reason)}
            />
          );
        })}
      </div>
      {run.isPending && <p className="note" role="status">{t('working')}</p>}
      {said && (
        <div className={said.failed.length ? 'said bad' : 'said'} role="status">
          {t('hand_in.done', { act: said.act, count: said.done })}
          {said.failed.map(({ school, failure }) => (
            <p key={school.code} className="fault">
              {school.name}：{failure.message || failure.code}
            </p>
          ))}
        </div>
      )}
    </section>
  );
}

function History({ school, matrix, onClose }: { school: SchoolRow; matrix: Matrix; onClose: () => void }) {
  const { t } = useTranslation('data');
  const { table } = useWords();
  const answer = useGet('/api/v1/hand-ins/{code}', { path: { code: school.code }, query: { year: matrix.school_year } });
  const actName = (id: string) => matrix.acts.find((act) => act.id === id)?.name ?? id;
  type Event = { table: string; act: string; state: string; who: string; at: string; reason: string };
  const columns: Column<Event>[] = [
    { key: 'at', title: t('at'), cell: (event) => moment(event.at) },
    { key: 'table', title: t('table'), cell: (event) => table(event.table) },
    { key: 'act', title: t('hand_in.act'), cell: (event) => actName(event.act) },
    { key: 'who', title: t('who'), cell: (event) => <Person name={event.who} /> },
    { key: 'reason', title: t('reason'), cell: (event) => event.reason },
  ];
  return (
    <Overlay title={t('hand_in.record_of', { school: school.name })} place="side" onClose={onClose}>
      <Loaded from={answer}>
        {({ events }) =>
          events.length ? (
            <SimpleTable caption={t('hand_in.record')} columns={columns} rows={[...events].reverse()} rowKey={(event) => `${event.table} ${event.at} ${event.act}`} compact />
          ) : (
            <p>{t('hand_in.no_record')}</p>
          )
        }
      </Loaded>
    </Overlay>
  );
}
