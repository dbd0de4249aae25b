import { describe, expect, test } from 'vitest';
import type { Row } from '../schools/model';
import { areaMeans, carriers, levelling, waterfall, type Contribution } from './model';

const contribution = (code: string, share: number, above: boolean): Contribution => ({ code, name: code, value: 1, pupils: 1, share, more_raises_cv: above });
const contributions = [contribution('b', 0.3, false), contribution('a', 0.4, true), contribution('c', 0.2, true), contribution('d', 0.1, false)];

describe('the waterfall', () => {
  test('each step begins where the last ended, the largest first, and the last ends at the whole', () => {
    const steps = waterfall(contributions, 2, (count) => `+${count}`);
    expect(steps.map(({ name }) => name)).toEqual(['a', 'b', '+2']);
    expect(steps.map(({ from }) => from)).toEqual([0, 0.4, 0.7]);
    expect(steps.at(-1)!.to).toBeCloseTo(1);
    expect(steps.map(({ above }) => above)).toEqual([true, false, null]);
  });
  test('one more school than fits is shown by its name', () => expect(waterfall(contributions, 3, () => 'rest').map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']));
});

test('how few carry half', () => expect(carriers(contributions)).toEqual({ count: 2, share: 0.7, above: 1 }));

function row(code: string, area_class: number, pupils: number, indicator: string, value: number | null, amount: number, counted = true): Row {
  const compliance = value === null ? 'unknown' : amount > 0 ? 'short' : 'met';
  return {
    key: code,
    school: { code, name: code, area_class },
    stage: 'primary',
    pupils,
    counted,
    cells: [{ indicator, compliance, mark: 'met', near: false, value: { indicator, value, threshold: 5, shortfall: { amount, unit: 'm2' } } }],
  } as unknown as Row;
}

test('means of town and country are weighted by pupils and leave out what is not known or not counted', () => {
  const rows = [row('1', 111, 100, 'L4', 4, 1), row('2', 121, 300, 'L4', 8, 0), row('3', 220, 50, 'L4', 6, 0), row('4', 220, 50, 'L4', null, 0), row('5', 220, 50, 'L4', 99, 0, false)];
  expect(areaMeans(rows, 'L4')).toEqual([
    { area: 'town', schools: 2, pupils: 400, mean: 7, short: 1 },
    { area: 'country', schools: 2, pupils: 50, mean: 6, short: 0 },
  ]);
});

describe('levelling up', () => {
  test('what is short is added to what is held, in whole hundredths upwards', () => {
    const rows = [row('1', 111, 100, 'L5', 4, 526.441), row('2', 111, 100, 'L5', 8, 0), row('3', 111, 10, 'L5', 1, 5, false)];
    expect(levelling(rows, 'L5', new Map([['1', '100.5'], ['2', '9']]))).toEqual([{ act: 'set', table: 'shared', key: ['1'], field: 'sports_ground_m2', after: '626.95' }]);
  });
  test('teachers come as whole people of the kind that counts', () =>
    expect(levelling([row('1', 111, 100, 'L2', 4, 2)], 'L2', new Map())).toEqual([{ act: 'add_teachers', school: '1', stage: 'primary', count: 2, subject: '13', degree: '21', honour: 'backbone' }]));
  test('what is not reported is not taken for nothing', () => expect(levelling([row('1', 111, 100, 'L5', 4, 5)], 'L5', new Map([['1', null]]))).toEqual([]));
});
