import type { Mark } from './StateMark';
import { colourOf } from './StateMark';

interface Given {
  /** What the bar says, for readers of the screen. */
  label: string;
  value: number | null;
  limit: number | null;
  /** The right end of the scale. */
  max: number;
  mark: Mark;
  /** The 85% floor. */
  floor?: number | null;
  width?: number;
  height?: number;
}

/** A value against its limit: the bar is the value, the upright line the limit. */
export function BulletBar({ label, value, limit, max, mark, floor, width = 120, height = 12 }: Given) {
  const at = (figure: number) => Math.min(1, Math.max(0, figure / max)) * width;
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} width={width} height={height} className="bullet" preserveAspectRatio="none">
      <rect width={width} height={height} fill="#eef1f1" />
      {value === null ? (
        <g stroke="#b9c2c2">
          {Array.from({ length: Math.ceil(width / 6) }, (_, i) => (
            <line key={i} x1={i * 6} y1={height} x2={i * 6 + height} y2={0} />
          ))}
        </g>
      ) : (
        <rect y={height / 4} width={at(value)} height={height / 2} fill={colourOf[mark]} />
      )}
      {floor !== null && floor !== undefined && <line x1={at(floor)} x2={at(floor)} y1={0} y2={height} stroke="#616e6e" strokeDasharray="2 2" vectorEffect="non-scaling-stroke" />}
      {limit !== null && <line x1={at(limit)} x2={at(limit)} y1={0} y2={height} stroke="#1d2626" strokeWidth={2} vectorEffect="non-scaling-stroke" />}
    </svg>
  );
}
