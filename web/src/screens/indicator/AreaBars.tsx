import { useTranslation } from 'react-i18next';
import { indicatorValue, number } from '../../parts/format';
import { Sized } from '../../parts/Sized';
import type { AreaMean } from './model';

interface Given {
  label: string;
  means: AreaMean[];
  threshold: number | null;
  unit: string;
  colour: string;
}

const line = 52;

/** The mean of town and of country against the threshold: town solid, country outlined. */
export function AreaBars(given: Given) {
  return <Sized>{(width) => <Drawing {...given} width={width} />}</Sized>;
}

function Drawing({ label, means, threshold, unit, colour, width }: Given & { width: number }) {
  const { t } = useTranslation('indicator');
  const right = width - 64;
  const top = Math.max(threshold ?? 0, ...means.map(({ mean }) => mean ?? 0), 1e-9) * 1.05;
  const at = (value: number) => (value / top) * right;
  const height = means.length * line + 20;
  return (
    <svg data-chart role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} fontSize={12}>
      {means.map(({ area, mean, schools, short }, index) => (
        <g key={area} transform={`translate(0 ${index * line})`}>
          <text x={0} y={14}>
            {t('area.line', { area: t(`area.${area}`, { ns: 'schools' }), schools: number(schools), short: number(short) })}
          </text>
          {mean !== null && (
            <>
              <rect x={1} y={21} width={at(mean)} height={18} fill={area === 'town' ? colour : '#fff'} stroke={colour} strokeWidth={2} />
              <text x={at(mean) + 8} y={35} fontWeight={600}>
                {indicatorValue(mean, unit)}
              </text>
            </>
          )}
        </g>
      ))}
      {threshold !== null && (
        <>
          {means.map(({ area }, index) => (
            <line key={area} x1={at(threshold)} x2={at(threshold)} y1={index * line + 18} y2={index * line + 43} stroke="#1d2626" strokeWidth={2} />
          ))}
          <text x={at(threshold)} y={height - 3} textAnchor="middle">
            {t('threshold', { value: number(threshold, 2) })}
          </text>
        </>
      )}
    </svg>
  );
}
