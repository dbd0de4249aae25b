import type { Schema } from '../../api/client';
import { tableNamed, type Table } from './tables';

type Column = Schema<'Column'>;

/** A figure that was changed but not saved: what stood there when it was changed, and what shall stand there. */
export interface DraftCell {
  table: string;
  key: string[];
  field: string;
  before: string | null;
  after: string | null;
}

export interface Draft {
  cells: DraftCell[];
  why: string;
}

export const emptyDraft: Draft = { cells: [], why: '' };

const sameCell = (a: Pick<DraftCell, 'table' | 'key' | 'field'>, b: Pick<DraftCell, 'table' | 'key' | 'field'>) =>
  a.table === b.table && a.field === b.field && a.key.join('\0') === b.key.join('\0');

export function drafted(draft: Draft, cell: Pick<DraftCell, 'table' | 'key' | 'field'>): DraftCell | null {
  return draft.cells.find((one) => sameCell(one, cell)) ?? null;
}

/** What was seen first stays `before`; a figure that is put back leaves the draft. */
export function withCell(draft: Draft, cell: DraftCell): Draft {
  const before = drafted(draft, cell)?.before ?? cell.before;
  const others = draft.cells.filter((one) => !sameCell(one, cell));
  return { ...draft, cells: before === cell.after ? others : [...others, { ...cell, before }] };
}

export function withoutCell(draft: Draft, cell: DraftCell): Draft {
  return { ...draft, cells: draft.cells.filter((one) => !sameCell(one, cell)) };
}

/** Keeps one's own value over what meanwhile stands there. */
export function insisting(draft: Draft, cell: DraftCell, found: string | null): Draft {
  return { ...draft, cells: draft.cells.flatMap((one) => (!sameCell(one, cell) ? [one] : one.after === found ? [] : [{ ...one, before: found }])) };
}

export function keyOf(table: Table, row: (string | null)[]): string[] {
  return table.columns.flatMap((column, index) => (column.key ? [row[index] ?? ''] : []));
}

function stored(tables: Table[], cell: DraftCell): string | null | undefined {
  const table = tableNamed(tables, cell.table);
  const row = table?.rows.find((one) => keyOf(table, one).join('\0') === cell.key.join('\0'));
  const at = table?.columns.findIndex((column) => column.name === cell.field) ?? -1;
  return row && at >= 0 ? (row[at] ?? null) : undefined;
}

export interface Conflict {
  cell: DraftCell;
  /** Undefined: the row is gone. */
  found: string | null | undefined;
}

/** Figures of the draft that somebody else changed meanwhile. */
export function conflictsOf(draft: Draft, tables: Table[]): Conflict[] {
  return draft.cells.flatMap((cell) => {
    const found = stored(tables, cell);
    return found === cell.before ? [] : [{ cell, found }];
  });
}

const patterns: Record<string, RegExp> = {
  count: /^\d+$/,
  integer: /^-?\d+$/,
  year: /^(19|20|21)\d\d$/,
  hundredths: /^-?\d+(\.\d{1,2})?$/,
  coordinate: /^-?\d+(\.\d+)?$/,
  date: /^\d{4}-\d\d-\d\d$/,
};

/** Null: not reported. Undefined: it does not fit the column. */
export function typed(column: Column, text: string): string | null | undefined {
  const plain = text.trim().replaceAll(/[,，\s]/g, column.type in patterns ? '' : '$&');
  if (plain === '') return null;
  if (column.words.length > 0 && column.type === 'word') return column.words.includes(plain) ? plain : undefined;
  const pattern = patterns[column.type];
  return !pattern || pattern.test(plain) ? plain : undefined;
}

const place = (user: string, school: string, year: number) => `junheng.draft.${user}.${school}.${year}`;

export function keptDraft(user: string, school: string, year: number): Draft {
  try {
    const told = JSON.parse(window.localStorage.getItem(place(user, school, year)) ?? 'null') as Draft | null;
    return told && Array.isArray(told.cells) ? told : emptyDraft;
  } catch {
    return emptyDraft;
  }
}

export function keepDraft(user: string, school: string, year: number, draft: Draft) {
  if (draft.cells.length === 0 && draft.why === '') window.localStorage.removeItem(place(user, school, year));
  else window.localStorage.setItem(place(user, school, year), JSON.stringify(draft));
}
