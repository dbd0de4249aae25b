import { expect, test } from 'vitest';
import type { Assessment } from '../../api/client';
import type { Rules } from './items';
import { deciding, otherReadings, touching } from './readings';
import { shareAgainst, shareLimit } from './share';

test('a share shows on which side of its limit it is', () => {
  expect(shareAgainst(0.9998817, 1)).toBe('99.99%');
  expect(shareAgainst(0.9978431, 1)).toBe('99.8%');
  expect(shareAgainst(1, 1)).toBe('100.0%');
  expect(shareAgainst(0.95135, 0.95)).toBe('95.1%');
  expect(shareAgainst(0.9500001, 0.95)).toBe('95.00001%');
  expect(shareAgainst(0.5, null)).toBe('50.0%');
  expect(shareLimit(1)).toBe('100%');
  expect(shareLimit(0.85)).toBe('85%');
  expect(shareLimit(0.075)).toBe('7.5%');
});

const source = { document: 'd', title: 't', clause: 'c', confidence: 'M', from: '2017-05-01', href: '' };
const rule = (id: string) => ({ id, name: id, chosen: 'a', ask: 'p', choices: [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }], source });
const rules = { readings: [rule('quiet'), rule('schools'), rule('cv'), rule('verdict')] } as unknown as Rules;
const assessment = {
  readings: [
    { reading: 'schools', choice: 'b', changes: [{ what: 'school:1/primary', from: 'pass', to: 'fail' }] },
    { reading: 'cv', choice: 'b', changes: [{ what: 'cv:L2/junior', from: 'short', to: 'met' }] },
    { reading: 'verdict', choice: 'b', changes: [{ what: 'resource_verdict', from: 'fail', to: 'pass' }, { what: 'verdict', from: 'fail', to: 'pass' }] },
  ],
} as unknown as Assessment;

test('readings stand by how deep they cut, and only those that turn the verdict decide', () => {
  const all = otherReadings(assessment, rules);
  expect(all.map(({ rule: { id } }) => id)).toEqual(['verdict', 'cv', 'schools', 'quiet']);
  expect(all.map(({ choice }) => choice.id)).toEqual(['b', 'b', 'b', 'b']);
  expect(deciding(all).map(({ rule: { id } }) => id)).toEqual(['verdict']);
  expect(touching(all)).toHaveLength(3);
  expect(all[1]!.cvs).toEqual([{ indicator: 'L2', stage: 'junior', from: 'short', to: 'met' }]);
  expect(deciding(otherReadings({ ...assessment, readings: [] }, rules))).toEqual([]);
});
