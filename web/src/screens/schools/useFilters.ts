import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { Filters } from './model';

const names: Record<keyof Filters, string> = {
  text: 'q',
  township: 'township',
  kind: 'kind',
  stage: 'stage',
  verdict: 'verdict',
  area: 'area',
  state: 'state',
  indicator: 'indicator',
};

/** The filters of a list of schools and its order, in the address. */
export function useFilters(ownSort: string) {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(
    () => Object.fromEntries(Object.entries(names).map(([filter, name]) => [filter, params.get(name) ?? ''])) as unknown as Filters,
    [params],
  );
  const change = useCallback(
    (some: Partial<Filters> & { sort?: string }) =>
      setParams(
        (old) => {
          const next = new URLSearchParams(old);
          for (const [filter, value] of Object.entries(some)) {
            const name = filter === 'sort' ? 'sort' : names[filter as keyof Filters];
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return { filters, sort: params.get('sort') ?? ownSort, change };
}

export const noFilters: Filters = { text: '', township: '', kind: '', stage: '', verdict: '', area: '', state: '', indicator: '' };
