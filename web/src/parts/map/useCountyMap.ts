import { useQuery } from '@tanstack/react-query';
import { Failure, noAnswer } from '../../api/client';
import { useMay } from '../../api/session';
import { get } from '../../api/get';
import { useView } from '../../app/view';
import { fromWkt, type CountyFeature, type CountyMapData } from './geometry';

interface Told {
  columns: { name: string }[];
  rows: (string | null)[][];
}

/** Townships out of their table, where the server has no map yet. */
function townships(table: Told): CountyFeature[] {
  const column = (name: string) => table.columns.findIndex((one) => one.name === name);
  const [code, name, polygon] = [column('code'), column('name'), column('polygon')];
  return table.rows.flatMap((row) => {
    const geometry = fromWkt(row[polygon] ?? null);
    if (!geometry) return [];
    return [{ type: 'Feature', geometry, properties: { layer: 'township', code: row[code] ?? '', name: row[name] ?? '' } }];
  });
}

async function askMap(query: { year?: number }, mayTables: boolean): Promise<CountyMapData> {
  const years = query.year === undefined ? '' : `?year=${query.year}`;
  const response = await fetch(`/api/v1/map${years}`).catch(() => {
    throw new Failure(0, noAnswer, {}, null, '');
  });
  if (response.ok) return (await response.json()) as CountyMapData;
  if (!mayTables) return { type: 'FeatureCollection', features: [] };
  const table = await get('/api/v1/tables/{table}', { path: { table: 'townships' }, query });
  return { type: 'FeatureCollection', features: townships(table) };
}

/** Townships, villages, roads, rivers and schools of the county as features; empty where nothing is drawn. */
export function useCountyMap() {
  const { year } = useView();
  const may = useMay();
  const mayTables = may('figures_read');
  return useQuery<CountyMapData, Failure>({
    queryKey: ['map', year ?? null, mayTables],
    queryFn: () => askMap(year === undefined ? {} : { year }, mayTables),
    staleTime: Infinity,
  });
}
