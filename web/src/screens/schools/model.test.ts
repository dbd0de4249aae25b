import { describe, expect, test } from 'vitest';
import type { SchoolRow } from '../../api/client';
import { csvText } from './csv';
import { countSchools, countStates, matches, ratioOf, rowsOf, sorted, type Listed } from './model';
import { noFilters } from './useFilters';

const value = (indicator: string, figure: number | null, threshold: number, amount: number) => ({
  indicator,
  value: figure,
  threshold,
  floor: threshold * 0.85,
  compliance: figure === null ? ('unknown' as const) : figure >= threshold ? ('met' as const) : ('short' as const),
  near: false,
  above_floor: figure === null ? null : figure >= threshold * 0.85,
  shortfall: { amount, unit: 'teacher' },
  exceptions: [],
});

function school(code: string, some: Partial<Listed>, stages: { stage: 'primary' | 'junior'; verdict: 'pass' | 'fail' | 'unknown' | null; counted?: boolean; figure: number | null }[]) {
  const listed = {
    code, name: `学校${code}`, kind: 211, area_class: 220, ownership: 'education', township: 't1', village: '', central_school: '', campus_of: '', merged_into: '',
    flags: [], lon: null, lat: null, crs: '',
    stages: stages.map(({ stage, verdict, counted = true, figure }) => {
      const { compliance, above_floor } = value('L1', figure, 4, 0);
      return { stage, pupils: 100, counted, excluded_reason: counted ? null : 'kind_outside', verdict, met: 0, states: [{ indicator: 'L1', compliance, above_floor, near: false }] };
    }),
    ...some,
  } as Listed;
  const assessed = stages.map(({ stage, figure }) => ({ code, stage, values: [value('L1', figure, 4, figure === null ? 0 : Math.max(0, 4 - figure))] })) as unknown as SchoolRow[];
  return { listed, assessed };
}

const made = [
  school('1', { area_class: 111, kind: 312 }, [{ stage: 'primary', verdict: 'fail', figure: 3.8 }, { stage: 'junior', verdict: 'pass', figure: 6 }]),
  school('2', { township: 't2' }, [{ stage: 'primary', verdict: 'fail', figure: 1 }]),
  school('3', {}, [{ stage: 'primary', verdict: 'unknown', figure: null }]),
  school('4', {}, [{ stage: 'primary', verdict: null, counted: false, figure: 0 }]),
  school('5', { merged_into: '1' }, [{ stage: 'primary', verdict: 'pass', figure: 9 }]),
  school('6', {}, []),
];
const rows = rowsOf(made.map(({ listed }) => listed), { schools: made.flatMap(({ assessed }) => assessed) });
const keys = (found: typeof rows) => found.map(({ key }) => key);

describe('rows', () => {
  test('one a stage; a merged school has none, one without a stage has one', () =>
    expect(keys(rows)).toEqual(['1 primary', '1 junior', '2 primary', '3 primary', '4 primary', '6']));
  test('what is short is parted by the floor', () => expect(rows.map((row) => row.cells[0]?.mark)).toEqual(['short', 'met', 'below', 'unknown', 'below', undefined]));
  test('not known is no ratio, and zero is one', () => expect(rows.map((row) => ratioOf(row.cells[0]?.value ?? null))).toEqual([0.95, 1.5, 0.25, null, 0, null]));
});

describe('order', () => {
  test('the worst first; what is not counted or not known last', () => expect(keys(sorted(rows, 'worst'))).toEqual(['2 primary', '1 primary', '1 junior', '3 primary', '4 primary', '6']));
  test('turned round the unknown stay last', () => expect(keys(sorted(rows, '-L1')).slice(0, 4)).toEqual(['1 junior', '1 primary', '2 primary', '3 primary']));
  test('by shortfall', () => expect(keys(sorted(rows, '-shortfall.L1'))[0]).toBe('2 primary'));
});

describe('filters', () => {
  const found = (some: object) => keys(rows.filter((row) => matches(row, { ...noFilters, ...some })));
  test('each by itself', () => {
    expect(found({ text: '学校2' })).toEqual(['2 primary']);
    expect(found({ township: 't2' })).toEqual(['2 primary']);
    expect(found({ kind: '312' })).toEqual(['1 primary', '1 junior']);
    expect(found({ stage: 'junior' })).toEqual(['1 junior']);
    expect(found({ area: 'town' })).toEqual(['1 primary', '1 junior']);
    expect(found({ verdict: 'fail' })).toEqual(['1 primary', '2 primary']);
    expect(found({ verdict: 'none' })).toEqual(['4 primary', '6']);
    expect(found({ state: 'below' })).toEqual(['2 primary', '4 primary']);
  });
  test('a state of an indicator that the school has not', () => expect(found({ state: 'below', indicator: 'L2' })).toEqual([]));
});

test('counts', () => {
  expect(countStates(rows, '')).toEqual({ met: 1, short: 1, below: 1, unknown: 1, near: 0 });
  expect(countSchools(rows)).toEqual({ counted: 3, fail: 2, unknown: 1, pass: 0 });
});

test('csv: quotes, what is not known is empty, no formulas', () =>
  expect(csvText([['a"b', null, 1.5, '=1+1']])).toBe("\uFEFF\"a\"\"b\",,1.5,'=1+1\r\n"));
