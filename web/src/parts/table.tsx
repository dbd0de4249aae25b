import { useRef, type KeyboardEvent, type ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  title: ReactNode;
  /** A figure: right aligned, tabular. */
  num?: boolean;
  cell: (row: Row) => ReactNode;
}

interface Given<Row> {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  rowClass?: (row: Row) => string | undefined;
  compact?: boolean;
  /** Shows the caption; it is always there for readers of the screen. */
  captioned?: boolean;
  /** On a phone every row becomes a card: for rows of words, which no phone shows side by side. */
  stacked?: boolean;
}

const steps: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrows go from cell to cell where a cell holds something to press. */
export function moveInTable(table: HTMLTableElement | null, event: KeyboardEvent) {
  const step = steps[event.key];
  const cell = (event.target as HTMLElement).closest('td, th') as HTMLTableCellElement | null;
  if (!step || !table || !cell || (event.target as HTMLElement).matches('input, select, textarea')) return;
  const row = cell.parentElement as HTMLTableRowElement;
  for (let r = row.rowIndex + step[0], c = cell.cellIndex + step[1]; ; r += step[0], c += step[1]) {
    const next = table.rows[r]?.cells[c];
    if (!next) return;
    const target = next.querySelector<HTMLElement>('button, a, input, select');
    if (!target) continue;
    event.preventDefault();
    return target.focus();
  }
}

/** A plain table: for everything that is not paged or edited. */
export function SimpleTable<Row>({ caption, columns, rows, rowKey, rowClass, compact, captioned, stacked }: Given<Row>) {
  const table = useRef<HTMLTableElement>(null);
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label={caption}>
      <table className={['table', compact && 'compact', stacked && 'stacked'].filter(Boolean).join(' ')} ref={table} onKeyDown={(event) => moveInTable(table.current, event)}>
        <caption className={captioned ? undefined : 'sr'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.num ? 'num' : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={rowClass?.(row)}>
              {columns.map((column) => (
                <td key={column.key} className={column.num ? 'num' : undefined} data-label={stacked && typeof column.title === 'string' ? column.title : undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
