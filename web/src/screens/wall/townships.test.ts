import { expect, test } from 'vitest';
import type { Schema } from '../../api/client';
import { townshipsOf, turn, verdictOf } from './townships';

const stage = (verdict: 'pass' | 'fail' | 'unknown' | null, pupils = 100) => ({ stage: 'primary', pupils, counted: verdict !== null, excluded_reason: null, verdict, met: 7, states: [] });
const school = (township: string, ...stages: ReturnType<typeof stage>[]) => ({ code: Math.random().toString(), township, merged_into: '', stages }) as unknown as Schema<'SchoolListed'>;

test('a school is as its worst stage, and none where nothing counts', () => {
  expect(verdictOf(school('a', stage('pass'), stage('fail')))).toBe('fail');
  expect(verdictOf(school('a', stage('pass'), stage('unknown')))).toBe('unknown');
  expect(verdictOf(school('a', stage(null)))).toBeNull();
});

test('townships come by schools short, merged schools and uncounted ones are not counted', () => {
  const gone = { ...school('b', stage('fail')), merged_into: '9' };
  const list = townshipsOf([school('a', stage('pass')), school('b', stage('fail')), school('b', stage(null, 20)), gone], undefined);
  expect(list).toEqual([
    { code: 'b', name: 'b', schools: 1, failing: 1, unknown: 0, pupils: 120 },
    { code: 'a', name: 'a', schools: 1, failing: 0, unknown: 0, pupils: 100 },
  ]);
});

test('turns come round', () => {
  expect([0, 1, 2, 3].map((tick) => turn(['a', 'b', 'c'], tick))).toEqual(['a', 'b', 'c', 'a']);
  expect(turn([], 5)).toBeUndefined();
});
