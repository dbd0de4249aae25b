import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Failure, type Schema } from '../../api/client';
import { useMay, useSession } from '../../api/session';
import { useAct } from '../../api/use';
import { useParameter, useView } from '../../app/view';
import { number, unit as unitName } from '../../parts/format';
import { Unknown } from '../../parts/figures';
import { moveInTable } from '../../parts/table';
import { conflictsOf, drafted, emptyDraft, insisting, keepDraft, keptDraft, keyOf, typed, withCell, withoutCell, type Draft, type DraftCell } from './draft';
import { DraftBar } from './DraftBar';
import type { SchoolData } from './School';
import { numberOf, type Table } from './tables';
import { useWords } from './words';

type Column = Schema<'Column'>;
const own = 'shared';
const firstRows = 60;

/** The school's tables as they are stored; a figure that is pressed can be changed, with a reason. */
export function Figures({ data }: { data: SchoolData }) {
  const { t } = useTranslation('school');
  const words = useWords();
  const may = useMay();
  const { user } = useSession();
  const { scenario } = useView();
  const { school, school_year: year, tables } = data;
  const [chosen, choose] = useParameter('table', own);
  const [draft, setDraft] = useState<Draft>(() => keptDraft(user, school.code, year));
  useEffect(() => keepDraft(user, school.code, year, draft), [user, school.code, year, draft]);
  const table = tables.find((one) => one.table === chosen) ?? tables.find((one) => one.table === own) ?? tables[0]!;
  const conflicts = useMemo(() => conflictsOf(draft, tables), [draft, tables]);
  const client = useQueryClient();
  const save = useAct((wanted: Draft) => api.POST('/api/v1/edits', { body: { year, why: wanted.why.trim(), changes: wanted.cells } }));
  // Somebody was first: what stands there now is asked for, and the draft shows both.
  const lookAgain = (failure: Failure) => {
    if (failure.status === 409) void client.invalidateQueries({ queryKey: ['/api/v1/schools/{code}'] });
  };
  const editable = may('figures_write') && !scenario;
  return (
    <section className="card figures" id="figures">
      <header>
        <h2>{t('figures.title')}</h2>
        <span className="note">{scenario ? t('figures.scenario') : editable ? t('figures.how') : t('figures.read_only')}</span>
      </header>
      <div className="table-tabs" role="group" aria-label={t('figures.choose')}>
        {tables.map((one) => (
          <button key={one.table} type="button" aria-pressed={one === table} onClick={() => choose(one.table)}>
            {words.table(one.table)} <span className="note">{number(one.rows.length)}</span>
            {draft.cells.some((cell) => cell.table === one.table) && <span className="dot" title={t('figures.changed')}>●</span>}
          </button>
        ))}
      </div>
      <StoredTable key={table.table} table={table} draft={draft} editable={editable} onChange={(cell) => setDraft((was) => withCell(was, cell))} />
      {editable && draft.cells.length > 0 && (
        <DraftBar
          draft={draft}
          tables={tables}
          year={year}
          conflicts={conflicts}
          saving={save.isPending}
          failure={save.error}
          onWhy={(why) => setDraft((was) => ({ ...was, why }))}
          onMine={({ cell, found }) => setDraft((was) => (found === undefined ? withoutCell(was, cell) : insisting(was, cell, found)))}
          onTheirs={({ cell }) => setDraft((was) => withoutCell(was, cell))}
          onDrop={() => {
            setDraft(emptyDraft);
            save.reset();
          }}
          onSave={() => save.mutate(draft, { onSuccess: () => setDraft(emptyDraft), onError: lookAgain })}
        />
      )}
      {save.isSuccess && draft.cells.length === 0 && (
        <p className="saved" role="status">
          {t('figures.saved')}
        </p>
      )}
    </section>
  );
}

interface TableGiven {
  table: Table;
  draft: Draft;
  editable: boolean;
  onChange: (cell: DraftCell) => void;
}

function StoredTable({ table, draft, editable, onChange }: TableGiven) {
  const { t } = useTranslation('school');
  const words = useWords();
  const box = useRef<HTMLTableElement>(null);
  const [shown, setShown] = useState(firstRows);
  // The school's own code says nothing on its own page.
  const columns = table.columns.map((column, index) => ({ column, index })).filter(({ column }) => column.name !== 'code' || table.table === 'schools');
  const caption = words.table(table.table);
  if (table.rows.length === 0)
    return (
      <p>
        <Unknown />
      </p>
    );
  return (
    <>
      <div className="table-box" tabIndex={0} role="region" aria-label={caption}>
        <table className="table compact stored" ref={box} onKeyDown={(event) => moveInTable(box.current, event)}>
          <caption className="sr">{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ column }) => (
                <th key={column.name} scope="col" className={isNumber(column) ? 'num' : undefined}>
                  {words.column(table.table, column.name)}
                  {column.unit && <span className="note">（{unitName(column.unit)}）</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(0, shown).map((row) => {
              const key = keyOf(table, row);
              return (
                <tr key={key.join(' ')}>
                  {columns.map(({ column, index }) => (
                    <StoredCell key={column.name} table={table.table} column={column} cellKey={key} stored={row[index] ?? null} draft={draft} editable={editable && !column.key} onChange={onChange} />
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {table.rows.length > shown && (
        <button type="button" className="button" onClick={() => setShown(table.rows.length)}>
          {t('show_all', { ns: 'schools', count: table.rows.length, value: number(table.rows.length) })}
        </button>
      )}
    </>
  );
}

const isNumber = (column: Column) => ['count', 'hundredths'].includes(column.type);

interface CellGiven {
  table: string;
  column: Column;
  cellKey: string[];
  stored: string | null;
  draft: Draft;
  editable: boolean;
  onChange: (cell: DraftCell) => void;
}

function StoredCell({ table, column, cellKey, stored, draft, editable, onChange }: CellGiven) {
  const { t } = useTranslation('school');
  const words = useWords();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const changed = drafted(draft, { table, key: cellKey, field: column.name });
  const value = changed ? changed.after : stored;
  const shown = <Shown table={table} column={column} value={value} />;
  const close = () => {
    setOpen(false);
    window.setTimeout(() => button.current?.focus());
  };
  return (
    <td className={[isNumber(column) && 'num', changed && 'drafted'].filter(Boolean).join(' ') || undefined} title={changed ? t('figures.was', { value: stored ?? t('not_told') }) : undefined}>
      {!editable ? (
        <span translate="no">{shown}</span>
      ) : open ? (
        <Editor
          table={table}
          column={column}
          value={value}
          onDone={(after) => {
            onChange({ table, key: cellKey, field: column.name, before: stored, after });
            close();
          }}
          onCancel={close}
        />
      ) : (
        <button ref={button} type="button" className="edit" translate="no" onClick={() => setOpen(true)}>
          {shown}
          <span className="sr">{t('figures.change', { column: words.column(table, column.name) })}</span>
        </button>
      )}
    </td>
  );
}

function Shown({ table, column, value }: { table: string; column: Column; value: string | null }) {
  const words = useWords();
  if (value === null) return <Unknown />;
  if (value === 'not_applicable' || value === 'suppressed') return <Unknown reason={value} />;
  if (isNumber(column) && !['grade'].includes(column.name)) {
    const known = numberOf(value);
    return <>{known === null ? value : number(known, 2)}</>;
  }
  if (column.name === 'unit') return <>{unitName(value)}</>;
  if (column.type === 'flags') return <>{value.split(/[\s,;|]+/).map((flag) => words.word(table, column, flag)).join(' ')}</>;
  return <>{words.word(table, column, value)}</>;
}

interface EditorGiven {
  table: string;
  column: Column;
  value: string | null;
  onDone: (after: string | null) => void;
  onCancel: () => void;
}

function Editor({ table, column, value, onDone, onCancel }: EditorGiven) {
  const { t } = useTranslation('school');
  const words = useWords();
  const [text, setText] = useState(value ?? '');
  const after = typed(column, text);
  const name = words.column(table, column.name);
  const done = () => (after === undefined ? undefined : onDone(after));
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') done();
    if (event.key === 'Escape') onCancel();
    if (event.key === 'Enter' || event.key === 'Escape') event.preventDefault();
    event.stopPropagation();
  };
  if (column.type === 'word' && column.words.length > 0)
    return (
      <select autoFocus aria-label={name} value={text} onChange={(event) => onDone(event.target.value || null)} onKeyDown={onKey} onBlur={onCancel}>
        <option value="">{t('not_told')}</option>
        {column.words.map((word) => (
          <option key={word} value={word}>
            {words.word(table, column, word)}
          </option>
        ))}
      </select>
    );
  return (
    <span className="editor">
      <input
        autoFocus
        value={text}
        aria-label={name}
        aria-invalid={after === undefined}
        inputMode={isNumber(column) ? 'decimal' : undefined}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKey}
        onBlur={() => (after === undefined ? onCancel() : onDone(after))}
      />
      {after === undefined && <span className="wrong">{t(`figures.types.${column.type}`, { defaultValue: t('figures.types.other') })}</span>}
    </span>
  );
}
