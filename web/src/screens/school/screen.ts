import type { Screen } from '../screen';

export const screen: Screen = {
  id: 'school',
  path: '/schools/:code',
  group: 'schools',
  order: 1,
  right: 'schools_read',
  below: true,
  example: '/schools/3141000056',
  texts: ['words', 'schools'],
  load: () => import('./School'),
};
