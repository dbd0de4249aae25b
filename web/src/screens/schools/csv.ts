import { save } from '../../parts/savePicture';

/** Office programs know UTF-8 by its mark; a leading = + - @ would be taken for a formula. */
export function csvText(rows: (string | number | null)[][]): string {
  const cell = (value: string | number | null) => {
    if (value === null) return '';
    if (typeof value === 'number') return String(value);
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

export function saveCsv(rows: (string | number | null)[][], name: string) {
  save(new Blob([csvText(rows)], { type: 'text/csv' }), `${name}.csv`);
}
