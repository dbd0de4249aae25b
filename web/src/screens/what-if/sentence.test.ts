import { expect, test } from 'vitest';
import type { Comparison } from '../../api/client';
import { cvsTurned, turned } from './sentence';

const side = (cv_compliance: 'met' | 'short') => ({ mean: 1, cv: 0.4, cv_compliance, short_schools: 0 });
const comparison = {
  before: { school_year: 2025, resource_verdict: 'fail', verdict: 'fail' },
  after: { school_year: 2025, resource_verdict: 'fail', verdict: 'fail' },
  resource: [
    { indicator: 'L1', stage: 'primary', before: side('short'), after: side('met') },
    { indicator: 'L2', stage: 'primary', before: side('met'), after: side('short') },
    { indicator: 'L3', stage: 'primary', before: side('met'), after: side('met') },
  ],
  schools: [
    { code: '1', name: 'a', stage: 'primary', before: 'fail', after: 'pass' },
    { code: '1', name: 'a', stage: 'junior', before: 'unknown', after: 'pass' },
    { code: '2', name: 'b', stage: 'primary', before: 'pass', after: 'fail' },
    { code: '3', name: 'c', stage: 'primary', before: 'pass', after: 'absent' },
    { code: '4', name: 'd', stage: 'primary', before: 'absent', after: 'pass' },
  ],
} as unknown as Comparison;

test('what turns is counted by direction; a merged school is neither better nor worse', () => {
  expect(turned(comparison)).toEqual({ better: 3, worse: 1, gone: 1 });
  expect(cvsTurned(comparison)).toEqual({ better: 1, worse: 1 });
});
