import type { Assessment, Compliance, Schema, SchoolRow, SchoolValue, Stage, Verdict } from '../../api/client';
import { markOf, verdictMark, type Mark } from '../../parts/StateMark';

export type Listed = Schema<'SchoolListed'>;
export type StageOf = Listed['stages'][number];

export const indicators = ['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7'] as const;
export type IndicatorId = (typeof indicators)[number];

/** What an indicator's state is, with its figure where the assessment may be read. */
export interface Cell {
  indicator: string;
  compliance: Compliance;
  mark: Mark;
  near: boolean;
  value: SchoolValue | null;
}

/** A school at one stage, which is what the standard judges; a school outside the standard has one row without a stage. */
export interface Row {
  key: string;
  school: Listed;
  stage: Stage | null;
  pupils: number | null;
  counted: boolean;
  excluded: string | null;
  verdict: Verdict | null;
  cells: Cell[];
  /** Value over threshold of the worst indicator; null where nothing is known. */
  worst: number | null;
}

const isCountry = (areaClass: number | null) => areaClass !== null && areaClass >= 200;
export const areaOf = (school: Listed): 'town' | 'country' | null => (school.area_class === null ? null : isCountry(school.area_class) ? 'country' : 'town');

/** How near a figure is to its threshold: below 1 is short. */
export function ratioOf(value: SchoolValue | null): number | null {
  return value === null || value.value === null || !value.threshold ? null : value.value / value.threshold;
}

function rowOf(school: Listed, stage: StageOf, assessed: SchoolRow | undefined): Row {
  const cells = stage.states.map((state): Cell => ({
    indicator: state.indicator,
    compliance: state.compliance,
    mark: markOf(state.compliance, state.above_floor),
    near: state.near,
    value: assessed?.values.find(({ indicator }) => indicator === state.indicator) ?? null,
  }));
  const ratios = cells.flatMap(({ value }) => ratioOf(value) ?? []);
  return {
    key: `${school.code} ${stage.stage}`,
    school,
    stage: stage.stage,
    pupils: stage.pupils,
    counted: stage.counted,
    excluded: stage.excluded_reason,
    verdict: stage.verdict,
    cells,
    worst: ratios.length > 0 ? Math.min(...ratios) : null,
  };
}

export function rowsOf(schools: Listed[], assessment: Pick<Assessment, 'schools'> | undefined): Row[] {
  const assessed = new Map((assessment?.schools ?? []).map((row) => [`${row.code} ${row.stage}`, row]));
  return schools
    .filter((school) => !school.merged_into)
    .flatMap((school): Row[] => {
      if (school.stages.length > 0) return school.stages.map((stage) => rowOf(school, stage, assessed.get(`${school.code} ${stage.stage}`)));
      return [{ key: school.code, school, stage: null, pupils: null, counted: false, excluded: 'kind_outside', verdict: null, cells: [], worst: null }];
    });
}

export const verdictMarkOf = (row: Row): Mark => (row.verdict === null ? 'none' : verdictMark(row.verdict));

export interface Filters {
  text: string;
  township: string;
  kind: string;
  stage: string;
  verdict: string;
  area: string;
  /** Where `indicator` is chosen, its own state; otherwise of any indicator. */
  state: string;
  indicator: string;
}

export const states = ['met', 'short', 'below', 'unknown', 'near'] as const;
export type StateFilter = (typeof states)[number];

export const isIn = (cell: Cell, state: string) => (state === 'near' ? cell.near : cell.mark === state);

export function matches(row: Row, filters: Filters): boolean {
  const { school } = row;
  const text = filters.text.trim().toLowerCase();
  if (text && !school.name.toLowerCase().includes(text) && !school.code.startsWith(text)) return false;
  if (filters.township && school.township !== filters.township) return false;
  if (filters.kind && String(school.kind) !== filters.kind) return false;
  if (filters.stage && row.stage !== filters.stage) return false;
  if (filters.area && areaOf(school) !== filters.area) return false;
  if (filters.verdict && (filters.verdict === 'none' ? row.verdict !== null : row.verdict !== filters.verdict)) return false;
  if (!filters.state) return true;
  return row.cells.some((cell) => (!filters.indicator || cell.indicator === filters.indicator) && isIn(cell, filters.state));
}

/** How many cells of counted rows are in each state. */
export function countStates(rows: Row[], indicator: string): Record<StateFilter, number> {
  const cells = rows.filter(({ counted }) => counted).flatMap((row) => row.cells.filter((cell) => !indicator || cell.indicator === indicator));
  return Object.fromEntries(states.map((state) => [state, cells.filter((cell) => isIn(cell, state)).length])) as Record<StateFilter, number>;
}

const cellOf = (row: Row, indicator: string) => row.cells.find((cell) => cell.indicator === indicator) ?? null;
export const shortfallOf = (row: Row, indicator: string) => cellOf(row, indicator)?.value?.shortfall?.amount ?? null;

/** `name`, `pupils`, `worst`, `L1`…`L7` (distance to the threshold) or `shortfall.L1`…; `-` before it turns it round. */
export function sorted(rows: Row[], by: string): Row[] {
  const down = by.startsWith('-');
  const key = down ? by.slice(1) : by;
  if (key === 'name') {
    const order = new Intl.Collator('zh-CN');
    return [...rows].sort((a, b) => (down ? -1 : 1) * order.compare(a.school.name, b.school.name));
  }
  const measure = measureOf(key);
  // Counted first, and what is not known last, whichever way round.
  return [...rows].sort((a, b) => {
    if (a.counted !== b.counted) return a.counted ? -1 : 1;
    const [x, y] = [measure(a), measure(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return down ? y - x : x - y;
  });
}

function measureOf(key: string): (row: Row) => number | null {
  if (key === 'pupils') return (row) => row.pupils;
  if (key.startsWith('shortfall.')) return (row) => shortfallOf(row, key.slice('shortfall.'.length));
  if (key.startsWith('L')) return (row) => ratioOf(cellOf(row, key)?.value ?? null);
  return (row) => row.worst;
}

/** Counted schools by verdict; a school fails where one of its stages does. */
export function countSchools(rows: Row[]): { counted: number; fail: number; unknown: number; pass: number } {
  const worst = new Map<string, Verdict>();
  const rank: Verdict[] = ['pass', 'unknown', 'fail'];
  for (const { school, counted, verdict } of rows) {
    if (!counted || verdict === null) continue;
    const before = worst.get(school.code);
    if (!before || rank.indexOf(verdict) > rank.indexOf(before)) worst.set(school.code, verdict);
  }
  const all = [...worst.values()];
  const count = (verdict: Verdict) => all.filter((one) => one === verdict).length;
  return { counted: all.length, fail: count('fail'), unknown: count('unknown'), pass: count('pass') };
}
