import type { Schema, Stage } from '../../api/client';

export type Table = Schema<'Table'>;
export type TableRow = Record<string, string | null>;

export function tableNamed(tables: Table[], name: string): Table | null {
  return tables.find((table) => table.table === name) ?? null;
}

/** The rows of a table by the names of its columns. */
export function records(tables: Table[], name: string): TableRow[] {
  const table = tableNamed(tables, name);
  return (table?.rows ?? []).map((row) => Object.fromEntries(table!.columns.map((column, index) => [column.name, row[index] ?? null])));
}

/** A number as the csv prints it; null for what is not reported or stands as a word. */
export function numberOf(text: string | null | undefined): number | null {
  if (text === null || text === undefined || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

export interface ClassOf {
  grade: number;
  name: string;
  pupils: number | null;
  stage: Stage | null;
}

const lastOfPrimary = 6;
const lastOfJunior = 9;
export const stageOfGrade = (grade: number): Stage | null => (grade <= lastOfPrimary ? 'primary' : grade <= lastOfJunior ? 'junior' : null);

export function classesOf(tables: Table[]): ClassOf[] {
  return records(tables, 'classes')
    .flatMap((row) => {
      const grade = numberOf(row.grade);
      return grade === null ? [] : [{ grade, name: row.class ?? '', pupils: numberOf(row.pupils), stage: stageOfGrade(grade) }];
    })
    .sort((a, b) => a.grade - b.grade || a.name.localeCompare(b.name, 'zh-CN', { numeric: true }));
}

export const ageBands = ['under30', 'under40', 'under50', 'under55', 'from55', 'unknown'] as const;
export type AgeBand = (typeof ageBands)[number];

export function bandOf(age: number | null): AgeBand {
  if (age === null) return 'unknown';
  if (age < 30) return 'under30';
  if (age < 40) return 'under40';
  if (age < 50) return 'under50';
  return age < 55 ? 'under55' : 'from55';
}

export interface SubjectLine {
  subject: string;
  all: number;
  bands: Record<AgeBand, number>;
}

/** Teachers by subject and age at the start of the school year, the most taught subject first. */
export function teachersBySubject(tables: Table[], schoolYear: number): SubjectLine[] {
  const lines = new Map<string, SubjectLine>();
  for (const row of records(tables, 'teachers')) {
    const subject = row.subject ?? '';
    const born = numberOf(row.birth_year);
    const line = lines.get(subject) ?? { subject, all: 0, bands: Object.fromEntries(ageBands.map((band) => [band, 0])) as Record<AgeBand, number> };
    line.all += 1;
    line.bands[bandOf(born === null ? null : schoolYear - born)] += 1;
    lines.set(subject, line);
  }
  return [...lines.values()].sort((a, b) => b.all - a.all || a.subject.localeCompare(b.subject));
}
