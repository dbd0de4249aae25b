import { Sized } from './Sized';

export interface Series {
  key: string;
  name: string;
  values: { at: number; value: number | null }[];
  limit?: number | null;
  colour?: string;
}

interface Given {
  label: string;
  series: Series[];
  format: (value: number) => string;
  /** One scale for all, so that they compare; otherwise each has its own. */
  shared?: boolean;
  /** At most; fewer where they would become narrower than `narrowest`. */
  columns?: number;
  height?: number;
}

const narrowest = 92;

/** Small charts beside each other, one a series, over years; a broken line where a year is not known. */
export function SmallMultiples(given: Given) {
  return <Sized>{(width) => <Multiples {...given} width={width} />}</Sized>;
}

function Multiples({ label, series, format, shared = true, columns: most = series.length, height = 84, width }: Given & { width: number }) {
  const columns = Math.max(1, Math.min(most, Math.floor(width / narrowest)));
  const cell = { width: width / columns, height };
  const rows = Math.ceil(series.length / columns);
  const all = series.flatMap((one) => [...known(one), ...(one.limit ? [one.limit] : [])]);
  const top = Math.max(...all, 1e-9);
  return (
    <svg data-chart role="img" aria-label={label} viewBox={`0 0 ${width} ${rows * cell.height}`} fontSize={11}>
      {series.map((one, index) => (
        <g key={one.key} transform={`translate(${(index % columns) * cell.width} ${Math.floor(index / columns) * cell.height})`}>
          <Multiple series={one} top={shared ? top : Math.max(...known(one), one.limit ?? 0, 1e-9)} format={format} cell={cell} />
        </g>
      ))}
    </svg>
  );
}

const known = (series: Series) => series.values.flatMap(({ value }) => (value === null ? [] : [value]));

const head = 16;
const foot = 14;
const side = 6;

function Multiple({ series, top, format, cell }: { series: Series; top: number; format: (value: number) => string; cell: { width: number; height: number } }) {
  const { values, limit, name, colour = 'var(--brand)' } = series;
  const right = cell.width - 38;
  const x = (index: number) => side + (values.length < 2 ? 0 : (index / (values.length - 1)) * (right - side));
  const y = (value: number) => cell.height - foot - (value / top) * (cell.height - head - foot - 6);
  const pieces: string[] = [];
  let pen = 'M';
  values.forEach(({ value }, index) => {
    if (value === null) pen = 'M';
    else {
      pieces.push(`${pen}${x(index).toFixed(1)} ${y(value).toFixed(1)}`);
      pen = 'L';
    }
  });
  const last = values.at(-1);
  const first = values[0];
  return (
    <>
      <text x={side} y={11} fontWeight={600}>
        {name}
      </text>
      {limit !== null && limit !== undefined && <line x1={side} x2={right} y1={y(limit)} y2={y(limit)} stroke="#1d2626" strokeDasharray="3 2" />}
      <path d={pieces.join('')} fill="none" stroke={colour} strokeWidth={1.8} />
      {last?.value !== null && last !== undefined && (
        <>
          <circle cx={x(values.length - 1)} cy={y(last.value)} r={2.6} fill={colour} />
          <text x={x(values.length - 1) + 5} y={y(last.value) + 4} fontWeight={600}>
            {format(last.value)}
          </text>
        </>
      )}
      {first && (
        <text x={side} y={cell.height - 2}>
          {first.at}
        </text>
      )}
      {last && values.length > 1 && (
        <text x={right} y={cell.height - 2} textAnchor="end">
          {last.at}
        </text>
      )}
    </>
  );
}
