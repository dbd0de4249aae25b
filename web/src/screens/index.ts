import { groups, type Screen } from './screen';

const found = import.meta.glob<{ screen: Screen | Screen[] }>('./*/screen.ts', { eager: true });

/** Every screen there is, in the order of the rail. */
export const screens: Screen[] = Object.values(found)
  .flatMap((module) => module.screen)
  .sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group) || a.order - b.order);
