import type { Schema, SchoolValue } from '../../api/client';
import { areaOf, shortfallOf, type Cell, type Row } from '../schools/model';

export interface Contribution {
  code: string;
  name: string;
  value: number;
  pupils: number;
  share: number;
  more_raises_cv?: boolean;
}

export interface Step {
  key: string;
  name: string;
  from: number;
  to: number;
  /** More than the county's mean: true; less: false; several schools together: null. */
  above: boolean | null;
}

/** Who carries the variance, the largest first, the others together: each step begins where the last one ended. */
export function waterfall(contributions: Contribution[], most: number, restName: (count: number) => string): Step[] {
  const ordered = [...contributions].sort((a, b) => b.share - a.share);
  const shown = ordered.length > most + 1 ? ordered.slice(0, most) : ordered;
  const steps: Step[] = [];
  let at = 0;
  for (const { code, name, share, more_raises_cv } of shown) {
    steps.push({ key: code, name, from: at, to: at + share, above: more_raises_cv ?? null });
    at += share;
  }
  const rest = ordered.slice(shown.length);
  if (rest.length > 0) steps.push({ key: 'rest', name: restName(rest.length), from: at, to: at + rest.reduce((sum, { share }) => sum + share, 0), above: null });
  return steps;
}

/** How few schools carry half of the variance. */
export function carriers(contributions: Contribution[]): { count: number; share: number; above: number } {
  const ordered = [...contributions].sort((a, b) => b.share - a.share);
  let share = 0;
  let count = 0;
  while (count < ordered.length && share < 0.5) share += ordered[count++]!.share;
  return { count, share, above: ordered.slice(0, count).filter(({ more_raises_cv }) => more_raises_cv).length };
}

export interface AreaMean {
  area: 'town' | 'country';
  schools: number;
  pupils: number;
  /** Weighted by pupils, as the county's mean is. */
  mean: number | null;
  short: number;
}

export function areaMeans(rows: Row[], indicator: string): AreaMean[] {
  return (['town', 'country'] as const).map((area) => {
    const own = rows.filter((row) => row.counted && areaOf(row.school) === area);
    const known = own.flatMap((row) => {
      const value = valueOf(row, indicator)?.value ?? null;
      return value === null || row.pupils === null ? [] : [{ value, pupils: row.pupils }];
    });
    const pupils = known.reduce((sum, one) => sum + one.pupils, 0);
    return {
      area,
      schools: own.length,
      pupils,
      mean: pupils > 0 ? known.reduce((sum, one) => sum + one.value * one.pupils, 0) / pupils : null,
      short: own.filter((row) => cellOf(row, indicator)?.compliance === 'short').length,
    };
  });
}

export const cellOf = (row: Row, indicator: string): Cell | null => row.cells.find((cell) => cell.indicator === indicator) ?? null;
export const valueOf = (row: Row, indicator: string): SchoolValue | null => cellOf(row, indicator)?.value ?? null;

type Change = Schema<'ScenarioChange'>;

/** The teachers that count for an indicator: any above the degree asked for; of county level or higher; of PE. */
const teacherOf: Record<string, Partial<Change>> = {
  L1: { subject: '13', degree: '21' },
  L2: { subject: '13', degree: '21', honour: 'backbone' },
  L3: { subject: '22', degree: '21' },
};
export const sharedField: Record<string, string> = { L4: 'teaching_area_m2', L5: 'sports_ground_m2', L6: 'equipment_yuan', L7: 'multimedia_rooms' };

/** What brings every school that is short to the threshold: its shortfall, added to what it has. `held`: the shared figure of a school as it is stored. */
export function levelling(rows: Row[], indicator: string, held: Map<string, string | null>): Change[] {
  const short = rows.filter((row) => row.counted && cellOf(row, indicator)?.compliance === 'short');
  return short.flatMap((row): Change[] => {
    const amount = shortfallOf(row, indicator);
    if (amount === null || amount <= 0) return [];
    const school = row.school.code;
    const teacher = teacherOf[indicator];
    if (teacher) return [{ act: 'add_teachers', school, stage: row.stage!, count: Math.ceil(amount), ...teacher }];
    const before = held.get(school) ?? null;
    if (before === null) return [];
    // Hundredths, rounded up: what is short by a fraction of a square metre stays short.
    const after = Math.ceil((Number(before) + amount) * 100 - 1e-6) / 100;
    return [{ act: 'set', table: 'shared', key: [school], field: sharedField[indicator]!, after: String(after) }];
  });
}
