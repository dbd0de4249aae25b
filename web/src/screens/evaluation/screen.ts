import type { Screen } from '../screen';

export const screen: Screen = {
  id: 'evaluation',
  path: '/evaluation',
  group: 'inspection',
  order: 0,
  right: 'assessment_read',
  load: () => import('./Evaluation'),
};
