import type { Schema } from '../../api/client';

export type Wish = Schema<'ScenarioChange'>;

/** A change of the list, with what it replaces, so that it can be read without asking again. */
export interface Entry {
  wish: Wish;
  before?: string | null;
}

/** A cell is set once: setting it again replaces what the list says of it. */
export function cellOf(wish: Wish): string | null {
  return wish.act === 'set' ? [wish.table, wish.field, ...(wish.key ?? [])].join(' ') : null;
}

export function withEntries(entries: Entry[], added: Entry[]): Entry[] {
  return added.reduce((list, entry) => {
    const cell = cellOf(entry.wish);
    const at = cell === null ? -1 : list.findIndex(({ wish }) => cellOf(wish) === cell);
    return at < 0 ? [...list, entry] : list.map((old, index) => (index === at ? { ...entry, before: old.before } : old));
  }, entries);
}

/** The list with everything that it was, for undo without end. */
export interface Draft {
  past: Entry[][];
  now: Entry[];
  future: Entry[][];
}

export type Step = { kind: 'add'; entries: Entry[] } | { kind: 'remove'; index: number } | { kind: 'clear' } | { kind: 'undo' } | { kind: 'redo' };

export const emptyDraft: Draft = { past: [], now: [], future: [] };

function then(draft: Draft, now: Entry[]): Draft {
  return { past: [...draft.past, draft.now], now, future: [] };
}

export function step(draft: Draft, taken: Step): Draft {
  switch (taken.kind) {
    case 'add':
      return then(draft, withEntries(draft.now, taken.entries));
    case 'remove':
      return then(draft, draft.now.filter((_, index) => index !== taken.index));
    case 'clear':
      return draft.now.length === 0 ? draft : then(draft, []);
    case 'undo': {
      const last = draft.past.at(-1);
      return last ? { past: draft.past.slice(0, -1), now: last, future: [draft.now, ...draft.future] } : draft;
    }
    case 'redo': {
      const [next, ...rest] = draft.future;
      return next ? { past: [...draft.past, draft.now], now: next, future: rest } : draft;
    }
  }
}

/** A draft belongs to a person, a county, a year and what it is built upon. */
export function draftKey(user: string, county: string, year: number, base?: string): string {
  return ['junheng.what-if', user, county, year, base ?? ''].join('/');
}

export function readDraft(store: Storage, key: string): Draft {
  try {
    const kept = JSON.parse(store.getItem(key) ?? 'null') as Draft | null;
    return kept && Array.isArray(kept.now) && Array.isArray(kept.past) && Array.isArray(kept.future) ? kept : emptyDraft;
  } catch {
    return emptyDraft;
  }
}

const keptSteps = 50;

export function keepDraft(store: Storage, key: string, draft: Draft) {
  if (draft.now.length === 0 && draft.past.length === 0) return store.removeItem(key);
  store.setItem(key, JSON.stringify({ ...draft, past: draft.past.slice(-keptSteps) }));
}

export const setCell = (table: string, key: string[], field: string, after: string, before: string | null): Entry => ({
  wish: { act: 'set', table, key, field, after },
  before,
});

type Shown = Schema<'ScenarioChangeShown'>;

/** A saved what-if as a list that can be changed further; null where it did more than set figures. */
export function fromSaved(changes: Shown[]): Entry[] | null {
  if (changes.some(({ act, field, after }) => act !== 'set' || field === null || after === null)) return null;
  return changes.map(({ table, key, field, before, after }) => setCell(table, key.split('/'), field!, after!, before));
}

/** "1,240.5" and "1240.50" are one figure; null where it is none. At most two decimals, as the tables hold them. */
export function figure(text: string, whole: boolean): string | null {
  const plain = text.replaceAll(/[,，\s]/g, '');
  const pattern = whole ? /^\d{1,12}$/ : /^\d{1,12}(\.\d{1,2})?$/;
  return pattern.test(plain) ? plain.replace(/^0+(?=\d)/, '') : null;
}

/** Sums of figures with at most two decimals, without the dust of binary fractions. */
export function plus(before: string, added: number): string {
  return String(Math.round((Number(before) + added) * 100) / 100);
}
