import type { Screen } from '../screen';

export const screen: Screen = {
  id: 'overview',
  path: '/',
  group: 'overview',
  order: 0,
  right: 'assessment_read',
  plain: true,
  load: () => import('./Overview'),
};
