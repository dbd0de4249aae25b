import { useSearchParams } from 'react-router';
import type { ResourceRow, Stage } from '../../api/client';
import { indicators } from '../schools/model';

/** The indicator and stage of the address; without them the one whose coefficient is largest against its limit. */
export function useChosen(resource: ResourceRow[]): { indicator: string; stage: Stage } {
  const [params] = useSearchParams();
  const told = params.get('indicator');
  const indicator = (indicators as readonly string[]).includes(told ?? '') ? told : null;
  const asked = params.get('stage');
  const stage = asked === 'primary' || asked === 'junior' ? asked : null;
  const worst = worstOf(resource.filter((row) => (!indicator || row.indicator === indicator) && (!stage || row.stage === stage)));
  return { indicator: worst?.indicator ?? 'L1', stage: (worst?.stage ?? 'primary') as Stage };
}

export function worstOf(resource: ResourceRow[]): ResourceRow | undefined {
  const against = (row: ResourceRow) => (row.cv === null || !row.cv_limit ? -1 : row.cv / row.cv_limit);
  return resource.reduce<ResourceRow | undefined>((worst, row) => (!worst || against(row) > against(worst) ? row : worst), undefined);
}
