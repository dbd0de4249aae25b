import type { Screen } from '../screen';

const common: Pick<Screen, 'group' | 'texts'> = { group: 'system', texts: ['system'] };

export const screen: Screen[] = [
  { ...common, id: 'users', path: '/users', order: 0, right: 'users_read', load: () => import('./Users') },
  { ...common, id: 'users_add', path: '/users/add', order: 0, below: true, right: 'users_write', load: () => import('./AddUsers') },
  { ...common, id: 'roles', path: '/roles', order: 1, right: 'users_read', load: () => import('./Roles') },
  { ...common, id: 'audit', path: '/audit', order: 2, right: 'audit_read', load: () => import('./Audit') },
  { ...common, id: 'exports', path: '/exports', order: 3, right: 'exports_write', load: () => import('./Exports') },
  { ...common, id: 'jobs', path: '/jobs', order: 4, load: () => import('./Jobs') },
  { ...common, id: 'about', path: '/about', order: 5, load: () => import('./About') },
];
