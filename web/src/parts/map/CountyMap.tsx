import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../format';
import { Sized } from '../Sized';
import { colourOf, signOf, type Mark } from '../StateMark';
import { boxOf, path, positions, projection, roundLength, type CountyFeature, type CountyMapData } from './geometry';
import './map.css';

export interface SchoolDot {
  code: string;
  name: string;
  lon: number;
  lat: number;
  mark: Mark;
  /** Under the name in the card. */
  text?: ReactNode;
}

interface Given {
  label: string;
  map: CountyMapData | undefined;
  schools: SchoolDot[];
  /** Shades townships: 0 (ground) … 1 (darkest). */
  shade?: (township: string) => number | undefined;
  onPick?: (school: string) => void;
  /** The words of the legend; the counts are added. Only marks that occur are listed. */
  words?: Partial<Record<Mark, string>>;
  /** Height over width. */
  ratio?: number;
}

const order: Mark[] = ['below', 'short', 'met', 'unknown', 'none'];
const layer = (map: CountyMapData | undefined, name: string) => (map?.features ?? []).filter(({ properties }) => properties.layer === name);

/** The county drawn from its own files: no tiles, no fonts from elsewhere, prints as it looks. */
export function CountyMap(given: Given) {
  return <Sized>{(width) => <Drawing {...given} width={width} height={Math.round(width * (given.ratio ?? 0.78))} />}</Sized>;
}

function Drawing({ label, map, schools, shade, onPick, words, width, height }: Given & { width: number; height: number }) {
  const { t } = useTranslation('common');
  const [hover, setHover] = useState<SchoolDot | null>(null);
  const drawn = useMemo(() => {
    const box = boxOf([...(map?.features ?? []).flatMap(({ geometry }) => positions(geometry)), ...schools.map(({ lon, lat }) => [lon, lat])]);
    return box && projection(box, width, height);
  }, [map, schools, width, height]);
  if (!drawn) return null;
  const townships = layer(map, 'township');
  const lines = (name: string) => layer(map, name).map(({ geometry }, index) => <path key={index} className={name} d={path(geometry, drawn)} />);
  const bar = roundLength(drawn.metres, 90);
  const at = (dot: SchoolDot) => drawn.at([dot.lon, dot.lat]);
  return (
    <div className="county-map">
      <div className="county-map-box">
        <svg data-chart role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} fontSize={11}>
          {townships.map((feature) => (
            <path key={feature.properties.code} className="township" d={path(feature.geometry, drawn)} fillOpacity={0.08 + 0.32 * (shade?.(feature.properties.code ?? '') ?? 0)} />
          ))}
          {lines('river')}
          {lines('road')}
          {placedNames(townships, drawn.at, schools.map(at)).map(({ key, name, x, y }) => (
            <text key={key} className="township-name" x={x.toFixed(1)} y={y.toFixed(1)} textAnchor="middle">
              {name}
            </text>
          ))}
          {[...schools]
            .sort((a, b) => order.indexOf(b.mark) - order.indexOf(a.mark))
            .map((school) => (
              <SchoolSign key={school.code} school={school} at={at(school)} onHover={setHover} onPick={onPick} />
            ))}
          <g className="scale-bar" transform={`translate(8 ${height - 8})`}>
            <path d={`M0 -5V0H${(bar / drawn.metres).toFixed(1)}V-5`} />
            <text x={4} y={-4}>
              {bar >= 1000 ? `${number(bar / 1000)} ${t('units.km')}` : `${number(bar)} ${t('units.m')}`}
            </text>
          </g>
        </svg>
        {hover && (
          <div className="map-card" style={{ left: `${(at(hover)[0] / width) * 100}%`, top: `${(at(hover)[1] / height) * 100}%` }}>
            <strong>{hover.name}</strong>
            {hover.text && <div>{hover.text}</div>}
          </div>
        )}
      </div>
      <ul className="legend">
        {order
          .map((mark) => ({ mark, count: schools.filter((school) => school.mark === mark).length }))
          .filter(({ count }) => count > 0)
          .map(({ mark, count }) => (
            <li key={mark}>
              <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
                <Sign mark={mark} />
              </svg>
              {words?.[mark] ?? t(`marks.${mark}`)} <span className="num">{count}</span>
            </li>
          ))}
      </ul>
    </div>
  );
}

function Sign({ mark }: { mark: Mark }) {
  const fill = colourOf[mark];
  if (mark === 'below' || mark === 'over') return <rect x={-3.6} y={-3.6} width={7.2} height={7.2} fill={fill} />;
  if (mark === 'short') return <path d="M0 -4.6L4.6 3.6H-4.6Z" fill={fill} />;
  if (mark === 'met') return <circle r={3.4} fill={fill} />;
  return <circle r={3} fill="#fff" stroke={fill} strokeWidth={1.4} strokeDasharray="2 1.4" />;
}

function SchoolSign({ school, at, onHover, onPick }: { school: SchoolDot; at: [number, number]; onHover: (school: SchoolDot | null) => void; onPick?: (code: string) => void }) {
  return (
    <g
      className="school"
      transform={`translate(${at[0].toFixed(1)} ${at[1].toFixed(1)})`}
      onPointerEnter={() => onHover(school)}
      onPointerLeave={() => onHover(null)}
      onClick={onPick && (() => onPick(school.code))}
      cursor={onPick && 'pointer'}
    >
      <circle r={8} fill="transparent" stroke="none" />
      <Sign mark={school.mark} />
      <title>{`${school.name} ${signOf[school.mark]}`}</title>
    </g>
  );
}

const letter = 11;
const shifts = [0, -14, 14, -26, 26].flatMap((dy) => [0, -20, 20].map((dx) => [dx, dy] as const));

interface Name {
  key: string;
  name: string;
  x: number;
  y: number;
  half: number;
}

/** One after the other near the middle of its township, off the names that stand already and the schools as far as can be. */
function placedNames(townships: CountyFeature[], at: (position: number[]) => [number, number], schools: [number, number][]): Name[] {
  const placed: Name[] = [];
  for (const { geometry, properties } of townships) {
    const box = boxOf(positions(geometry));
    const { name, code } = properties;
    if (!box || !name) continue;
    const [middleX, middleY] = at([(box.west + box.east) / 2, (box.south + box.north) / 2]);
    const half = (name.length * letter) / 2 + 4;
    const cost = (x: number, y: number) =>
      schools.filter(([schoolX, schoolY]) => Math.abs(schoolX - x) < half && Math.abs(schoolY - y + 4) < letter).length +
      schools.length * placed.filter((other) => Math.abs(other.x - x) < half + other.half && Math.abs(other.y - y) < letter + 2).length;
    const [x, y] = shifts
      .map(([dx, dy]) => [middleX + dx, middleY + dy] as const)
      .reduce((best, next) => (cost(...next) < cost(...best) ? next : best));
    placed.push({ key: code ?? name, name, x, y, half });
  }
  return placed;
}
