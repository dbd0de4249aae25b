import type { Screen } from '../screen';

export const screen: Screen = {
  id: 'indicator',
  path: '/indicators',
  group: 'indicators',
  order: 0,
  right: ['assessment_read', 'schools_read'],
  texts: ['words', 'schools'],
  load: () => import('./Indicator'),
};
