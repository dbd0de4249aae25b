import type { Group } from '../screens/screen';

const drawn: Record<Group, string> = {
  overview: 'M2 3h5v5H2zM9 3h5v3H9zM9 8h5v6H9zM2 10h5v4H2z',
  schools: 'M2 14V7l6-4 6 4v7M6 14v-4h4v4',
  indicators: 'M2 4h9M2 8h12M2 12h6M12 2v4M9 10v4',
  planning: 'M2 3l4 2 4-2 4 2v8l-4-2-4 2-4-2zM6 5v8M10 3v8',
  teachers: 'M8 8a3 3 0 100-6 3 3 0 000 6zM2 14c0-3 3-4 6-4s6 1 6 4',
  pupils: 'M2 6l6-3 6 3-6 3zM4 8v4c2 2 6 2 8 0V8',
  inspection: 'M3 2h10v12H3zM5 6l2 2 4-4M5 11h6',
  data: 'M2 3h12v10H2zM2 7h12M6 3v10',
  system: 'M8 5a3 3 0 100 6 3 3 0 000-6zM8 1v3M8 12v3M1 8h3M12 8h3',
};

export function GroupIcon({ group }: { group: Group }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round">
      <path d={drawn[group]} />
    </svg>
  );
}
