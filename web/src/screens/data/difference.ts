import type { Schema } from '../../api/client';

export type Difference = Schema<'ImportDifference'>;
export type TableDifference = Schema<'TableDifference'>;
export type ListedChange = TableDifference['listed'][number];

export const only = ['all', 'touched', 'gone'] as const;
export type Only = (typeof only)[number];

export interface SchoolDifference {
  code: string;
  name: string;
  tables: TableDifference[];
  added: number;
  changed: number;
  gone: number;
}

const sum = (tables: TableDifference[], what: 'added' | 'changed' | 'gone') => tables.reduce((all, table) => all + table[what], 0);
const keeps: Record<Only, (rows: { changed: number; gone: number }) => boolean> = {
  all: () => true,
  touched: ({ changed, gone }) => changed + gone > 0,
  gone: ({ gone }) => gone > 0,
};

/** The schools with what is asked for, those that lose most first: a slip shows there. */
export function bySchool(difference: Difference, which: Only): SchoolDifference[] {
  return difference.schools
    .map(({ code, name, tables }) => ({ code, name, tables: tables.filter(keeps[which]) }))
    .filter(({ tables }) => tables.length > 0)
    .map((school) => ({ ...school, added: sum(school.tables, 'added'), changed: sum(school.tables, 'changed'), gone: sum(school.tables, 'gone') }))
    .sort((a, b) => b.gone - a.gone || b.changed - a.changed || b.added - a.added || a.code.localeCompare(b.code));
}
