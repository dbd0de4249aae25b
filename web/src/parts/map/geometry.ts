import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';

export interface Properties {
  layer: 'township' | 'village' | 'road' | 'river' | 'school' | string;
  code?: string;
  name?: string;
  [more: string]: unknown;
}
export type CountyFeature = Feature<Geometry, Properties>;
export type CountyMapData = FeatureCollection<Geometry, Properties>;

export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export function positions(geometry: Geometry): Position[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates];
    case 'MultiPoint':
    case 'LineString':
      return geometry.coordinates;
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.flat();
    case 'MultiPolygon':
      return geometry.coordinates.flat(2);
    case 'GeometryCollection':
      return geometry.geometries.flatMap(positions);
  }
}

export function boxOf(points: Position[]): Box | null {
  if (points.length === 0) return null;
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [x = 0, y = 0] of points) {
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
    box.south = Math.min(box.south, y);
    box.north = Math.max(box.north, y);
  }
  return box;
}

const metresPerDegree = 111_320;

export interface Projection {
  width: number;
  height: number;
  at: (position: Position) => [number, number];
  /** Metres for one unit of the drawing. */
  metres: number;
}

/** Equirectangular at the county's middle latitude: true to a thousandth over a county. */
export function projection(box: Box, width: number, height: number, margin = 8): Projection {
  const squeeze = Math.cos((((box.south + box.north) / 2) * Math.PI) / 180);
  const across = Math.max((box.east - box.west) * squeeze, 1e-9);
  const up = Math.max(box.north - box.south, 1e-9);
  const scale = Math.min((width - 2 * margin) / across, (height - 2 * margin) / up);
  const left = (width - across * scale) / 2;
  const top = (height - up * scale) / 2;
  return {
    width,
    height,
    metres: metresPerDegree / scale,
    at: ([x = 0, y = 0]) => [left + (x - box.west) * squeeze * scale, top + (box.north - y) * scale],
  };
}

export function path(geometry: Geometry, { at }: Projection): string {
  const line = (points: Position[], closed: boolean) =>
    `M${points.map((point) => at(point).map((n) => n.toFixed(1)).join(' ')).join('L')}${closed ? 'Z' : ''}`;
  switch (geometry.type) {
    case 'LineString':
      return line(geometry.coordinates, false);
    case 'MultiLineString':
      return geometry.coordinates.map((part) => line(part, false)).join('');
    case 'Polygon':
      return geometry.coordinates.map((ring) => line(ring, true)).join('');
    case 'MultiPolygon':
      return geometry.coordinates.flat().map((ring) => line(ring, true)).join('');
    default:
      return '';
  }
}

/** A round length for the scale bar, in metres, that fits into `width` units. */
export function roundLength(metresPerUnit: number, width: number): number {
  const most = metresPerUnit * width;
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
}

/** WKT as the tables hold it (POLYGON, MULTIPOLYGON, LINESTRING) → GeoJSON; null where it is something else. */
export function fromWkt(text: string | null): Geometry | null {
  const found = /^\s*(MULTIPOLYGON|POLYGON|LINESTRING)\s*(\(.*\))\s*$/is.exec(text ?? '');
  if (!found) return null;
  const coordinates = JSON.parse(
    found[2]!
      .replace(/(-?[\d.]+(?:e-?\d+)?)\s+(-?[\d.]+(?:e-?\d+)?)/gi, '[$1,$2]')
      .replace(/\(/g, '[')
      .replace(/\)/g, ']'),
  ) as never;
  const type = { POLYGON: 'Polygon', MULTIPOLYGON: 'MultiPolygon', LINESTRING: 'LineString' }[found[1]!.toUpperCase()];
  return { type, coordinates } as Geometry;
}
