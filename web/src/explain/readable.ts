const shownDigits = 7;

/** The program prints every digit that it computes with; seven say enough on a screen. */
export function readable(formula: string): string {
  return formula.replace(/\d+\.\d{7,}/g, (digits) => String(Number(Number(digits).toPrecision(shownDigits))));
}
