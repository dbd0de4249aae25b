import type { Screen } from '../screen';

export const screen: Screen = {
  id: 'schools',
  path: '/schools',
  group: 'schools',
  order: 0,
  right: 'schools_read',
  texts: ['words'],
  load: () => import('./Schools'),
};
