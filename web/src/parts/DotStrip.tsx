import { Sized } from './Sized';
import { colourOf, type Mark } from './StateMark';

export interface Dot {
  key: string;
  name: string;
  value: number;
  mark: Mark;
  /** Town: solid, country: outlined. */
  country?: boolean;
}

interface Given {
  label: string;
  dots: Dot[];
  threshold: number | null;
  floor?: number | null;
  thresholdText?: string;
  floorText?: string;
  highlight?: string;
  format: (value: number) => string;
  onPick?: (key: string) => void;
  height?: number;
}

const radius = 4;
const margin = 24;
const foot = 22;

/** Beside each other where they would cover each other. */
function stacked(dots: Dot[], at: (value: number) => number): { dot: Dot; x: number; level: number }[] {
  const ends: number[] = [];
  return [...dots]
    .sort((a, b) => a.value - b.value)
    .map((dot) => {
      const x = at(dot.value);
      let level = ends.findIndex((end) => end <= x - 2 * radius);
      if (level < 0) level = ends.push(0) - 1;
      ends[level] = x;
      return { dot, x, level };
    });
}

/** Every school a dot, one of them highlighted, against the threshold and its 85% floor. */
export function DotStrip(given: Given) {
  return <Sized>{(width) => <Strip {...given} width={width} />}</Sized>;
}

function Strip({ label, dots, threshold, floor, thresholdText, floorText, highlight, format, onPick, width, height = 132 }: Given & { width: number }) {
  const values = [...dots.map((dot) => dot.value), ...(threshold === null ? [] : [threshold]), ...(floor === null || floor === undefined ? [] : [floor])];
  const low = Math.min(...values, 0);
  const high = Math.max(...values, low + 1e-9);
  const at = (value: number) => margin + ((value - low) / (high - low)) * (width - 2 * margin);
  const placed = stacked(dots, at);
  const levels = Math.max(1, ...placed.map(({ level }) => level + 1));
  const base = height - foot;
  const top = 18;
  const step = Math.min(2 * radius + 1, (base - top - radius) / levels);
  const ticks = [low, low + (high - low) / 2, high];
  return (
    <svg data-chart role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} fontSize={12}>
      <line x1={margin} x2={width - margin} y1={base} y2={base} stroke="#b9c2c2" />
      {ticks.map((tick, index) => (
        <text key={index} x={at(tick)} y={height - 6} textAnchor={index === 0 ? 'start' : index === 2 ? 'end' : 'middle'}>
          {format(tick)}
        </text>
      ))}
      {floor !== null && floor !== undefined && (
        <g>
          <line x1={at(floor)} x2={at(floor)} y1={top} y2={base} stroke="#616e6e" strokeDasharray="3 3" />
          {floorText && <text x={at(floor) - 4} y={12} textAnchor="end">{floorText}</text>}
        </g>
      )}
      {threshold !== null && (
        <g>
          <line x1={at(threshold)} x2={at(threshold)} y1={top} y2={base} stroke="#1d2626" strokeWidth={2} />
          {thresholdText && <text x={at(threshold) + 4} y={12}>{thresholdText}</text>}
        </g>
      )}
      {placed.map(({ dot, x, level }) => (
        <circle
          key={dot.key}
          cx={x}
          cy={base - radius - 1 - level * step}
          r={dot.key === highlight ? radius + 2 : radius}
          fill={dot.country ? '#fff' : colourOf[dot.mark]}
          stroke={dot.key === highlight ? '#1d2626' : colourOf[dot.mark]}
          strokeWidth={dot.key === highlight ? 2 : 1.5}
          onClick={onPick && (() => onPick(dot.key))}
          cursor={onPick && 'pointer'}
        >
          <title>{`${dot.name} ${format(dot.value)}`}</title>
        </circle>
      ))}
    </svg>
  );
}
