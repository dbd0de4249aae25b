import { mayWith } from '../api/session';
import { screens } from '../screens';
import { groups, type Group, type Screen } from '../screens/screen';

export interface RailGroup {
  group: Group;
  screens: Screen[];
}

/** What the rail shows to whoever has these rights: only groups in which something may be opened. */
export function railFor(rights: readonly string[]): RailGroup[] {
  return groups
    .map((group) => ({
      group,
      screens: screens.filter((s) => s.group === group && !s.below && !s.bare && !s.open && mayWith(rights, s.right)),
    }))
    .filter((entry) => entry.screens.length > 0);
}

export function firstOpen(rights: readonly string[]): string | undefined {
  return railFor(rights)[0]?.screens[0]?.path;
}
