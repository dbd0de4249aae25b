import type { Schema } from '../../api/client';

export type Issue = Schema<'Checks'>['issues'][number];

/** 1 → A, 27 → AA, as a workbook names its columns. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

export interface SchoolIssues {
  school: string;
  issues: Issue[];
  errors: number;
}

/** Faults by school, the worst first; what belongs to no school stands under ''. */
export function bySchool(issues: Issue[]): SchoolIssues[] {
  const found = new Map<string, Issue[]>();
  for (const issue of issues) {
    const school = issue.school ?? '';
    found.set(school, [...(found.get(school) ?? []), issue]);
  }
  return [...found]
    .map(([school, own]) => ({ school, issues: own, errors: own.filter(({ severity }) => severity === 'error').length }))
    .sort((a, b) => b.errors - a.errors || b.issues.length - a.issues.length || a.school.localeCompare(b.school));
}

export interface Sheet {
  key: string;
  file: string;
  sheet: string | null;
  columns: number[];
  rows: { row: number; cells: Map<number, Issue> }[];
  /** What stands at no cell. */
  loose: Issue[];
}

/** The faults as they lie in their workbooks: only the rows and columns that have some. */
export function sheetsOf(issues: Issue[]): Sheet[] {
  const found = new Map<string, Issue[]>();
  for (const issue of issues) {
    const key = `${issue.file ?? ''}\n${issue.sheet ?? ''}`;
    found.set(key, [...(found.get(key) ?? []), issue]);
  }
  return [...found].map(([key, own]) => {
    const placed = own.filter((issue) => issue.row !== null && issue.column !== null);
    const rows = [...new Set(placed.map((issue) => issue.row!))].sort((a, b) => a - b);
    return {
      key,
      file: own[0]!.file ?? '',
      sheet: own[0]!.sheet,
      columns: [...new Set(placed.map((issue) => issue.column!))].sort((a, b) => a - b),
      rows: rows.map((row) => ({ row, cells: cellsOf(placed.filter((issue) => issue.row === row)) })),
      loose: own.filter((issue) => issue.row === null || issue.column === null),
    };
  });
}

/** An error is shown before a doubt about the same cell. */
function cellsOf(issues: Issue[]): Map<number, Issue> {
  const cells = new Map<number, Issue>();
  for (const issue of issues) if (issue.severity === 'error' || !cells.has(issue.column!)) cells.set(issue.column!, issue);
  return cells;
}

const unknownColumn = 'import.unknown_column';
export const errorsOf = (issues: Issue[]) => issues.filter(({ severity }) => severity === 'error');
export const doubtsOf = (issues: Issue[]) => issues.filter(({ severity, code }) => severity === 'warning' && code !== unknownColumn);

/** Where a fault of what is stored lies: "shared 2141000007 equipment_yuan". */
export function storedPlace(issue: Issue): { table: string; key: string; field: string | null } | null {
  const words = issue.sheet?.split(' ') ?? [];
  if (words.length < 2) return null;
  const [table, key, field] = words;
  return { table: table!, key: key!, field: field ?? null };
}
