import type { Screen } from '../screen';

export const screen: Screen = {
  id: 'what-if',
  path: '/what-if',
  group: 'planning',
  order: 0,
  right: ['scenarios_read', 'schools_read', 'figures_read'],
  load: () => import('./WhatIf'),
};
