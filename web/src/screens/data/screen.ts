import type { Screen } from '../screen';

const common: Pick<Screen, 'group' | 'texts'> = { group: 'data', texts: ['words', 'data'] };

export const screen: Screen[] = [
  { ...common, id: 'hand_ins', path: '/data', order: 0, right: 'figures_read', load: () => import('./HandIns') },
  { ...common, id: 'imports', path: '/imports', order: 1, right: 'imports_write', load: () => import('./Imports') },
  {
    ...common,
    id: 'import',
    path: '/imports/:id/:step',
    example: '/imports/new/files',
    order: 1,
    below: true,
    right: 'imports_write',
    load: () => import('./ImportWizard'),
  },
  { ...common, id: 'checks', path: '/checks', order: 2, right: 'figures_read', load: () => import('./Checks') },
  { ...common, id: 'three_counts', path: '/three-counts', order: 3, right: 'figures_read', load: () => import('./ThreeCounts') },
  { ...common, id: 'reported', path: '/reported', order: 4, right: 'figures_read', load: () => import('./Reported') },
  { ...common, id: 'history', path: '/history', order: 5, right: 'history_read', load: () => import('./History') },
  {
    ...common,
    id: 'change_set',
    path: '/history/:id',
    example: '/history/1',
    order: 5,
    below: true,
    right: 'history_read',
    load: () => import('./ChangeSet'),
  },
  { ...common, id: 'children', path: '/children', order: 6, right: 'children_read', load: () => import('./Children') },
];
