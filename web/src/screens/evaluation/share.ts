/** A share as percent, with the digits that show on which side of the limit it is: 99.99%, not 100.0%, where 100% is asked. */
export function shareAgainst(share: number, limit: number | null): string {
  if (limit === null || share === limit) return `${(share * 100).toFixed(1)}%`;
  for (let digits = 1; digits < 6; ++digits) {
    const shown = Number((share * 100).toFixed(digits)) / 100;
    if (Math.sign(shown - limit) === Math.sign(share - limit)) return `${(share * 100).toFixed(digits)}%`;
  }
  return `${(share * 100).toFixed(6)}%`;
}

/** A limit as the documents write it: 100%, 95%, 7.5%. */
export function shareLimit(limit: number): string {
  return `${Number((limit * 100).toFixed(2))}%`;
}
