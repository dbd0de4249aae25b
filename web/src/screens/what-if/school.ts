import type { Answer } from '../../api/get';
import type { SchoolRow, Stage } from '../../api/client';
import { plus, setCell, type Entry } from './changes';

export type SchoolAnswer = Answer<'/api/v1/schools/{code}'>;

export interface Teacher {
  id: string;
  stage: string;
  subject: string | null;
  degree: string | null;
  honour: string | null;
}

/** A row of a school's table as a record; the school's tables come as the csv prints them. */
export function rowsOf(school: SchoolAnswer, table: string): Record<string, string | null>[] {
  const found = school.tables.find((one) => one.table === table);
  if (!found) return [];
  return found.rows.map((row) => Object.fromEntries(found.columns.map(({ name }, index) => [name, row[index] ?? null])));
}

export function teachersOf(school: SchoolAnswer): Teacher[] {
  return rowsOf(school, 'teachers').map((row) => ({ id: row.id!, stage: row.stage ?? '', subject: row.subject!, degree: row.degree!, honour: row.honour! }));
}

export interface Quantity {
  table: 'stages' | 'shared';
  field: string;
  unit: string;
  whole: boolean;
}

export const sharedQuantities: Quantity[] = [
  { table: 'shared', field: 'teaching_area_m2', unit: 'm2', whole: false },
  { table: 'shared', field: 'sports_ground_m2', unit: 'm2', whole: false },
  { table: 'shared', field: 'indoor_sports_m2', unit: 'm2', whole: false },
  { table: 'shared', field: 'equipment_yuan', unit: 'yuan', whole: false },
  { table: 'shared', field: 'multimedia_rooms', unit: 'room', whole: true },
];
const pupils: Quantity = { table: 'stages', field: 'pupils', unit: 'pupil', whole: true };
const teacherTotals: Quantity[] = ['above_degree_teachers', 'backbone_teachers', 'pe_art_teachers'].map((field) => ({ table: 'stages', field, unit: 'teacher', whole: true }));

/** One quantity of a school that can be set, with its present value. */
export interface Settable {
  id: string;
  quantity: Quantity;
  stage: Stage | null;
  key: string[];
  before: string | null;
}

/** Totals that are counted from the list of teachers are left out where there is such a list. */
export function settable(school: SchoolAnswer): Settable[] {
  const code = school.school.code;
  const listed = new Set(teachersOf(school).map(({ stage }) => stage));
  const ofStages = rowsOf(school, 'stages')
    .filter(({ stage }) => stage === 'primary' || stage === 'junior')
    .flatMap((row) => {
      const stage = row.stage as Stage;
      return [pupils, ...(listed.has(stage) ? [] : teacherTotals)].map(
        (quantity): Settable => ({ id: `${stage} ${quantity.field}`, quantity, stage, key: [code, stage], before: row[quantity.field] ?? null }),
      );
    });
  const shared = rowsOf(school, 'shared')[0];
  const ofSchool = shared ? sharedQuantities.map((quantity): Settable => ({ id: quantity.field, quantity, stage: null, key: [code], before: shared[quantity.field] ?? null })) : [];
  return [...ofStages, ...ofSchool];
}

/** What an indicator is short of, and the entries that bring it. */
export interface Gap {
  indicator: string;
  stage: Stage;
  amount: number;
  unit: string;
  entries: Entry[];
}

const fieldOf: Record<string, string> = { L4: 'teaching_area_m2', L5: 'sports_ground_m2', L6: 'equipment_yuan', L7: 'multimedia_rooms' };

/** A teacher who counts for this indicator and for as little else as can be. */
function teachers(indicator: string, school: string, stage: Stage, count: number): Entry[] {
  const subject = indicator === 'L3' ? '22' : '13';
  // A bachelor is above the required degree in both stages.
  const degree = indicator === 'L1' ? '21' : undefined;
  return [{ wish: { act: 'add_teachers', school, stage, count, subject, ...(degree ? { degree } : {}), ...(indicator === 'L2' ? { honour: 'backbone' as const } : {}) } }];
}

export function gapsOf(school: SchoolAnswer): Gap[] {
  const shared = rowsOf(school, 'shared')[0] ?? {};
  return (school.assessment as unknown as SchoolRow[]).flatMap((row) =>
    row.values.flatMap(({ indicator, compliance, shortfall }) => {
      if (compliance !== 'short' || !shortfall || shortfall.amount <= 0) return [];
      const field = fieldOf[indicator];
      const amount = shortfall.unit === 'yuan' ? Math.ceil(shortfall.amount) : shortfall.amount;
      const before = field ? (shared[field] ?? null) : null;
      if (field && before === null) return [];
      const entries = field
        ? [setCell('shared', [row.code], field, plus(before!, amount), before)]
        : teachers(indicator, row.code, row.stage as Stage, Math.ceil(amount));
      return [{ indicator, stage: row.stage as Stage, amount, unit: shortfall.unit, entries }];
    }),
  );
}
