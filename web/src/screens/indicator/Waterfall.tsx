import { useTranslation } from 'react-i18next';
import { cv, limit as limitText, percent } from '../../parts/format';
import { Sized } from '../../parts/Sized';
import type { Step } from './model';

interface Given {
  label: string;
  steps: Step[];
  cv: number;
  limit: number | null;
  onPick: (code: string) => void;
}

const line = 20;
const top = 34;

/** From nothing to the whole variance, school by school. */
export function Waterfall(given: Given) {
  return <Sized>{(width) => <Drawing {...given} width={width} />}</Sized>;
}

function Drawing({ label, steps, cv: value, limit, onPick, width }: Given & { width: number }) {
  const { t } = useTranslation('indicator');
  const left = Math.min(170, width * 0.4);
  const right = width - 52;
  const height = top + (steps.length + 1) * line + 6;
  const at = (share: number) => left + share * (right - left);
  // Were the mean the same, this much of the variance would give the limit.
  const allowed = limit !== null && value > limit ? (limit / value) ** 2 : null;
  const most = Math.floor((left - 8) / 12);
  return (
    <svg data-chart role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} fontSize={12}>
      {allowed !== null && (
        <g>
          <line x1={at(allowed)} x2={at(allowed)} y1={top - 6} y2={height - 4} stroke="#1d2626" strokeWidth={1.5} strokeDasharray="4 3" />
          <text x={at(allowed)} y={top - 12} textAnchor={allowed > 0.6 ? 'end' : 'middle'}>
            {t('waterfall.limit', { limit: limitText(limit!), share: percent(allowed) })}
          </text>
        </g>
      )}
      {steps.map((step, index) => {
        const y = top + index * line;
        const colour = step.above === null ? '#8a9696' : step.above ? 'var(--brand)' : 'var(--below)';
        const name = step.name.length > most ? `${step.name.slice(0, most - 1)}…` : step.name;
        return (
          <g key={step.key} onClick={step.key === 'rest' ? undefined : () => onPick(step.key)} cursor={step.key === 'rest' ? undefined : 'pointer'}>
            <title>{`${step.name} ${percent(step.to - step.from)}`}</title>
            <text x={left - 8} y={y + 13} textAnchor="end">
              {name}
            </text>
            <rect x={at(step.from)} y={y + 3} width={Math.max(1, at(step.to) - at(step.from))} height={line - 7} fill={colour} />
            {index + 1 <= steps.length && <line x1={at(step.to)} x2={at(step.to)} y1={y + line - 4} y2={y + line + 3} stroke="#8a9696" />}
            <text x={at(step.to) + 4} y={y + 13}>
              {percent(step.to - step.from)}
            </text>
          </g>
        );
      })}
      <g transform={`translate(0 ${top + steps.length * line})`}>
        <text x={left - 8} y={13} textAnchor="end" fontWeight={600}>
          {t('waterfall.all')}
        </text>
        <rect x={left} y={3} width={right - left} height={line - 7} fill="#1d2626" />
        <text x={right + 4} y={13} fontWeight={600}>
          {cv(value, limit)}
        </text>
      </g>
    </svg>
  );
}
