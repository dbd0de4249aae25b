import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../api/client';
import { boxOf, path, positions, projection, type CountyFeature, type CountyMapData } from '../../parts/map/geometry';
import { verdictMark, type Mark } from '../../parts/StateMark';
import { verdictOf } from './townships';

type Listed = Schema<'SchoolListed'>;

interface Given {
  label: string;
  map: CountyMapData | undefined;
  schools: Listed[];
  /** The township whose turn it is. */
  highlight: string | undefined;
}

const width = 640;
const height = 440;
const order: Mark[] = ['none', 'met', 'unknown', 'below'];

const markOf = (school: Listed): Mark => {
  const verdict = verdictOf(school);
  return verdict ? verdictMark(verdict) : 'none';
};

/** Signs that differ by form, large enough for the far end of a room. */
function Sign({ mark }: { mark: Mark }) {
  if (mark === 'below') return <rect className="below" x={-6} y={-6} width={12} height={12} />;
  if (mark === 'unknown') return <circle className="unknown" r={5} />;
  if (mark === 'none') return <circle className="none" r={2.5} />;
  return <circle className="met" r={4} />;
}

export function WallMap({ label, map, schools, highlight }: Given) {
  const { t } = useTranslation('wall');
  const townships = useMemo(() => (map?.features ?? []).filter(({ properties }) => properties.layer === 'township'), [map]);
  const shown = useMemo(() => schools.filter(({ merged_into, lon, lat }) => !merged_into && lon !== null && lat !== null), [schools]);
  const drawn = useMemo(() => {
    const box = boxOf([...townships.flatMap(({ geometry }) => (geometry ? positions(geometry) : [])), ...shown.map(({ lon, lat }) => [lon!, lat!])]);
    return box && projection(box, width, height, 14);
  }, [townships, shown]);
  if (!drawn) return <p>{t('no_map')}</p>;
  const now = townships.find(({ properties }) => properties.code === highlight);
  const counts = (mark: Mark) => shown.filter((school) => markOf(school) === mark).length;
  return (
    <>
      <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`}>
        {townships.map((feature) => feature.geometry && <path key={feature.properties.code} className={feature === now ? 'township now' : 'township'} d={path(feature.geometry, drawn)} />)}
        {[...shown]
          .sort((a, b) => order.indexOf(markOf(a)) - order.indexOf(markOf(b)))
          .map((school) => {
            const [x, y] = drawn.at([school.lon!, school.lat!]);
            return (
              <g key={school.code} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
                <Sign mark={markOf(school)} />
              </g>
            );
          })}
        {now && <Name feature={now} at={drawn.at} />}
      </svg>
      <ul className="wall-legend">
        {(['below', 'unknown', 'met'] as const)
          .filter((mark) => counts(mark) > 0)
          .map((mark) => (
            <li key={mark}>
              <svg viewBox="-8 -8 16 16" aria-hidden="true">
                <Sign mark={mark} />
              </svg>
              {t(`legend.${mark}`, { count: counts(mark) })}
            </li>
          ))}
      </ul>
    </>
  );
}

/** Over its township, kept inside the picture. */
function Name({ feature, at }: { feature: CountyFeature; at: (position: number[]) => [number, number] }) {
  const box = feature.geometry && boxOf(positions(feature.geometry));
  if (!box || !feature.properties.name) return null;
  const [x, y] = at([(box.west + box.east) / 2, (box.south + box.north) / 2]);
  return (
    <text className="township-name" x={Math.min(width - 80, Math.max(80, x))} y={Math.min(height - 16, Math.max(32, y))} textAnchor="middle">
      {feature.properties.name}
    </text>
  );
}
