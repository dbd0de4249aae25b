import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, type Failure, type Schema } from '../../api/client';
import { useMay } from '../../api/session';
import { useView } from '../../app/view';
import { BeforeAfter, useCvPairs } from '../../parts/BeforeAfter';
import { cv } from '../../parts/format';
import { StateMark, verdictMark } from '../../parts/StateMark';
import { SimpleTable } from '../../parts/table';
import type { Conflict, Draft, DraftCell } from './draft';
import { tableNamed, type Table } from './tables';
import { useWords } from './words';

interface Given {
  draft: Draft;
  tables: Table[];
  year: number;
  conflicts: Conflict[];
  saving: boolean;
  failure: Failure | null;
  onWhy: (why: string) => void;
  onMine: (conflict: Conflict) => void;
  onTheirs: (conflict: Conflict) => void;
  onDrop: () => void;
  onSave: () => void;
}

/** What was changed and not yet saved: the list, what others changed meanwhile, what it would do, the reason. */
export function DraftBar({ draft, tables, year, conflicts, saving, failure, onWhy, onMine, onTheirs, onDrop, onSave }: Given) {
  const { t } = useTranslation('school');
  const may = useMay();
  const { lang } = useView();
  const effect = useMutation<Schema<'WhatIfAnswer'>, Failure, DraftCell[]>({
    mutationFn: async (cells) => {
      const changes = cells.map(({ table, key, field, after }) => ({ act: 'set' as const, table, key, field, after }));
      return (await api.POST('/api/v1/what-if', { params: { query: { lang } }, body: { year, changes } })).data!;
    },
  });
  const blocked = draft.why.trim() === '' || conflicts.length > 0 || saving;
  return (
    <form
      className="draft"
      aria-label={t('draft.title', { count: draft.cells.length })}
      onSubmit={(event) => {
        event.preventDefault();
        if (!blocked) onSave();
      }}
    >
      <h3>{t('draft.title', { count: draft.cells.length })}</h3>
      <DraftList cells={draft.cells} tables={tables} />
      {conflicts.length > 0 && <Conflicts conflicts={conflicts} onMine={onMine} onTheirs={onTheirs} />}
      {failure && conflicts.length === 0 && <Refused failure={failure} />}
      {effect.data && <Effect answer={effect.data} />}
      {effect.error && <p className="fault">{effect.error.message}</p>}
      <label className="field">
        <span>{t('draft.why')}</span>
        <input value={draft.why} maxLength={500} placeholder={t('draft.why_hint')} onChange={(event) => onWhy(event.target.value)} />
      </label>
      <div className="draft-acts">
        <button type="submit" className="button main" disabled={blocked}>
          {saving ? t('draft.saving') : t('draft.save')}
        </button>
        {may('scenarios_read') && (
          <button type="button" className="button" disabled={effect.isPending} onClick={() => effect.mutate(draft.cells)}>
            {t('draft.effect')}
          </button>
        )}
        <button type="button" className="button" onClick={onDrop}>
          {t('draft.drop')}
        </button>
        <span className="note">{t('draft.kept')}</span>
      </div>
    </form>
  );
}

function useCellNames(tables: Table[]) {
  const { t } = useTranslation('school');
  const words = useWords();
  const value = (cell: DraftCell, text: string | null | undefined) => {
    if (text === undefined) return t('draft.row_gone');
    if (text === null) return t('not_told');
    const column = tableNamed(tables, cell.table)?.columns.find(({ name }) => name === cell.field);
    return column ? words.word(cell.table, column, text) : text;
  };
  const place = (cell: DraftCell) => {
    const table = tableNamed(tables, cell.table);
    const keys = table?.columns.filter(({ key }) => key) ?? [];
    const rest = cell.key.flatMap((part, index) => (keys[index]?.name === 'code' || part === '' ? [] : [words.word(cell.table, keys[index]!, part)]));
    return [words.table(cell.table), ...rest].join(' · ');
  };
  return { value, place, column: (cell: DraftCell) => words.column(cell.table, cell.field) };
}

const idOf = (cell: DraftCell) => `${cell.table} ${cell.key.join('/')} ${cell.field}`;

function DraftList({ cells, tables }: { cells: DraftCell[]; tables: Table[] }) {
  const { t } = useTranslation('school');
  const names = useCellNames(tables);
  return (
    <SimpleTable
      caption={t('draft.list')}
      compact
      columns={[
        { key: 'place', title: t('columns.table'), cell: (cell) => <span translate="no">{names.place(cell)}</span> },
        { key: 'field', title: t('columns.what'), cell: (cell) => names.column(cell) },
        { key: 'before', title: t('compare.before', { ns: 'common' }), num: true, cell: (cell) => names.value(cell, cell.before) },
        { key: 'after', title: t('compare.after', { ns: 'common' }), num: true, cell: (cell) => <strong>{names.value(cell, cell.after)}</strong> },
      ]}
      rows={cells}
      rowKey={idOf}
    />
  );
}

/** Another was first: both values side by side, and whose shall stand. */
function Conflicts({ conflicts, onMine, onTheirs }: { conflicts: Conflict[]; onMine: (conflict: Conflict) => void; onTheirs: (conflict: Conflict) => void }) {
  const { t } = useTranslation('school');
  const names = useCellNames([]);
  return (
    <div className="conflicts" role="alert">
      <p className="fault">{t('draft.conflict', { count: conflicts.length })}</p>
      <SimpleTable
        caption={t('draft.conflict', { count: conflicts.length })}
        columns={[
          { key: 'field', title: t('columns.what'), cell: ({ cell }) => names.column(cell) },
          { key: 'seen', title: t('draft.seen'), num: true, cell: ({ cell }) => names.value(cell, cell.before) },
          { key: 'mine', title: t('draft.mine'), num: true, cell: ({ cell }) => <strong>{names.value(cell, cell.after)}</strong> },
          { key: 'theirs', title: t('draft.theirs'), num: true, cell: ({ cell, found }) => <strong>{names.value(cell, found)}</strong> },
          {
            key: 'choose',
            title: t('draft.choose'),
            cell: (conflict) => (
              <span className="draft-acts">
                {conflict.found !== undefined && (
                  <button type="button" className="button" onClick={() => onMine(conflict)}>
                    {t('draft.use_mine')}
                  </button>
                )}
                <button type="button" className="button" onClick={() => onTheirs(conflict)}>
                  {t('draft.use_theirs')}
                </button>
              </span>
            ),
          },
        ]}
        rows={conflicts}
        rowKey={({ cell }) => idOf(cell)}
      />
    </div>
  );
}

function Refused({ failure }: { failure: Failure }) {
  const { t } = useTranslation('school');
  const words = useWords();
  if (failure.code === 'edit.follows_from_teachers')
    return (
      <p className="fault" role="alert">
        {t('draft.follows', { field: words.column('stages', failure.args.field ?? ''), counted: failure.args.counted })}
      </p>
    );
  return (
    <p className="fault" role="alert">
      {failure.message} <span className="note">{t('code', { ns: 'common', code: failure.code })}</span>
    </p>
  );
}

function Effect({ answer }: { answer: Schema<'WhatIfAnswer'> }) {
  const { t } = useTranslation('school');
  const pairs = useCvPairs()(answer.comparison);
  const moved = pairs.filter((pair) => pair.before !== pair.after);
  const turned = answer.comparison.schools.filter((school) => school.before !== school.after);
  return (
    <div className="effect" role="status">
      <p>{moved.length === 0 && turned.length === 0 ? t('draft.no_effect') : t('draft.effects', { cvs: moved.length, schools: turned.length })}</p>
      {moved.length > 0 && <BeforeAfter caption={t('compare.cvs', { ns: 'common' })} pairs={moved} format={(value) => cv(value)} compact />}
      <ul>
        {turned.map((school) => (
          <li key={`${school.code} ${school.stage}`}>
            <span translate="no">{school.name}</span> {t(`stages.${school.stage}`, { ns: 'indicators' })}: <Judged word={school.before} /> → <Judged word={school.after} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Judged({ word }: { word: string }) {
  const { t } = useTranslation('schools');
  const known = word === 'pass' || word === 'fail' || word === 'unknown';
  return <StateMark mark={known ? verdictMark(word) : 'none'} word={t(`verdict.${known ? word : 'none'}`)} />;
}
