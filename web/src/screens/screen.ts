import type { ComponentType } from 'react';

/** The groups of the rail, in their order. */
export const groups = ['overview', 'schools', 'indicators', 'planning', 'teachers', 'pupils', 'inspection', 'data', 'system'] as const;
export type Group = (typeof groups)[number];

/** One screen = one folder with a `screen.ts` that exports this as `screen`, and locale files of the same name as `id`. */
export interface Screen {
  /** Also the namespace of its texts: locales/zh/ID.json and locales/en/ID.json, whose `title` names it. */
  id: string;
  /** Of react-router: '/schools', '/schools/:code'. */
  path: string;
  group: Group;
  /** Place within its group; the first one is where the group's name leads. */
  order: number;
  /** The right, or all the rights, that opening it needs (data/roles.toml). None: everybody who is logged in. */
  right?: string | string[];
  /** Not in the rail: a page below another one. */
  below?: boolean;
  /** Without rail and bar: 大屏. */
  bare?: boolean;
  /** Open to whoever has no account. */
  open?: boolean;
  /** Uses nothing of Ant Design, so that a first load does without it. */
  plain?: boolean;
  /** A real address for tests where the path has parameters. */
  example?: string;
  /** Texts of other namespaces that it prints too. */
  texts?: string[];
  load: () => Promise<{ default: ComponentType }>;
}
