const schoolTables = new Set(['schools', 'stages', 'shared', 'classes', 'grades', 'rooms', 'figures', 'counts']);

interface Keyed {
  table: string;
  key: string | null;
}

export const schoolOf = ({ table, key }: Keyed) => (schoolTables.has(table) && key !== null ? key.split('/')[0]! : '');
/** What tells the row apart within its school. */
export const withinSchool = (change: Keyed) => (schoolOf(change) ? change.key!.split('/').slice(1).join('/') : (change.key ?? ''));
