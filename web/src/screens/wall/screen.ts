import type { Screen } from '../screen';

export const screen: Screen = {
  id: 'wall',
  path: '/wall',
  group: 'overview',
  order: 9,
  right: ['assessment_read', 'schools_read'],
  bare: true,
  load: () => import('./Wall'),
};
