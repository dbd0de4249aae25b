import type { Schema } from '../../api/client';

export type HandIns = Schema<'HandIns'>;
export type Act = HandIns['acts'][number];
export type SchoolRow = HandIns['schools'][number];
export type Cell = SchoolRow['tables'][number];

/** In the order in which the figures go their way; what goes back comes last. */
const order = ['fill', 'sign', 'check', 'review', 'declare_none', 'send_back', 'return', 'reopen'];
const forward = new Set(['fill', 'sign', 'check', 'review']);

export const isForward = (act: Act) => forward.has(act.id);

/** The acts that the rights allow. */
export function actsFor(acts: Act[], rights: readonly string[]): Act[] {
  return acts.filter((act) => rights.includes(act.right)).sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

/** Whether the act leads on from here; nobody hands in a table without a row. */
export function applies(act: Act, cell: Cell): boolean {
  if (!act.from.includes(cell.state)) return false;
  return act.id !== 'fill' || cell.filled;
}

/** The tables of a school that the act would move; `table`: only this one. */
export function moved(act: Act, school: SchoolRow, table: string): string[] {
  return school.tables.filter((cell) => (!table || cell.table === table) && applies(act, cell)).map((cell) => cell.table);
}

/** Schools with a table that waits for one of the forward acts of this role. */
export function waiting(schools: SchoolRow[], acts: Act[]): SchoolRow[] {
  const own = acts.filter(isForward);
  return schools.filter((school) => school.tables.some((cell) => own.some((act) => applies(act, cell))));
}

export function countStates(schools: SchoolRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { tables } of schools) for (const { state } of tables) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}
