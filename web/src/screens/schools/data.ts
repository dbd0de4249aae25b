import { useMemo } from 'react';
import { useMay } from '../../api/session';
import { useGet } from '../../api/use';
import { useView } from '../../app/view';
import { rowsOf } from './model';

/** The schools with their states and, where the role may read the assessment, their figures. */
export function useRows() {
  const { query } = useView();
  const may = useMay();
  const listed = useGet('/api/v1/schools', { query });
  const mayValues = may('assessment_read');
  const assessment = useGet('/api/v1/assessment', { query }, { enabled: mayValues });
  const rows = useMemo(() => (listed.data ? rowsOf(listed.data.schools, assessment.data) : []), [listed.data, assessment.data]);
  const ready = listed.data !== undefined && (!mayValues || !assessment.isLoading);
  return { listed, assessment, rows, ready, mayValues };
}

interface Place {
  code: string;
  name: string;
}

function useNames(table: 'townships' | 'villages', enabled = true) {
  const { year, scenario } = useView();
  const may = useMay();
  const query = { ...(year === undefined ? {} : { year }), ...(scenario === undefined ? {} : { scenario }) };
  const answer = useGet('/api/v1/tables/{table}', { path: { table }, query }, { enabled: enabled && may('figures_read'), staleTime: Infinity });
  return useMemo(() => {
    const told = answer.data;
    if (!told) return [];
    const at = (name: string) => told.columns.findIndex((column) => column.name === name);
    const [code, name] = [at('code'), at('name')];
    return told.rows.map((row): Place => ({ code: row[code] ?? '', name: row[name] ?? row[code] ?? '' }));
  }, [answer.data]);
}

/** Names of townships by code; who may not read the tables sees the codes. */
export function useTownships() {
  const places = useNames('townships');
  return useMemo(() => {
    const names = new Map(places.map(({ code, name }) => [code, name]));
    return (code: string) => names.get(code) ?? code;
  }, [places]);
}

export function useVillage(code: string) {
  const places = useNames('villages', code !== '');
  return places.find((place) => place.code === code)?.name ?? code;
}
