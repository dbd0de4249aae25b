import type { Schema } from '../../api/client';

export type ThreeCounts = Schema<'ThreeCounts'>;
export type Difference = ThreeCounts['differing'][number];
export type Effect = Difference['effects'][number];
export type CvShift = Effect['cvs'][number];

/** The CV that a correction moves most. */
export function strongest(effect: Effect): CvShift | null {
  const size = (shift: CvShift) => (shift.before === null || shift.after === null ? -1 : Math.abs(shift.after - shift.before));
  return effect.cvs.reduce<CvShift | null>((best, shift) => (best === null || size(shift) > size(best) ? shift : best), null);
}

export const turnsVerdict = (counts: ThreeCounts, effect: Effect) =>
  effect.verdict !== counts.verdict || effect.resource_verdict !== counts.resource_verdict;

export const turnsCv = (effect: Effect) => effect.cvs.some((shift) => shift.compliance_before !== shift.compliance_after);

export const keyOf = (difference: Difference) => [difference.school, difference.stage ?? '', difference.figure].join('/');
