import { useQuery } from '@tanstack/react-query';
import { Failure, noAnswer } from '../../api/client';
import { useMay } from '../../api/session';
import { get } from '../../api/get';
import { useView } from '../../app/view';
import type { Item } from './items';

export type PaperState = 'missing' | 'present' | 'returned' | 'accepted';

export interface PaperFile {
  id: number;
  name: string;
  size: number;
  current: boolean;
  who: string;
  at: string;
}

/** One paper that a judged indicator needs. */
export interface Slot {
  indicator: string;
  slot: string;
  /** What kind of paper; null where only its row is known. */
  name: string | null;
  state: PaperState;
  title: string | null;
  judged: 'met' | 'short' | null;
  last: { kind: string; who: string; at: string; why: string } | null;
  files: PaperFile[];
}

export interface Papers {
  slots: Slot[];
  /** The server takes files and reviews. */
  files: boolean;
}

async function fromServer(query: Record<string, unknown>): Promise<Papers | null> {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const response = await fetch(`/api/v1/evidence?${search.toString()}`).catch(() => {
    throw new Failure(0, noAnswer, {}, null, '');
  });
  if (!response.ok) return null;
  return { slots: ((await response.json()) as { slots: Slot[] }).slots, files: true };
}

/** Out of the table, where there is no more; a slot without a row is missing. */
async function fromTable(query: { year?: number }, wanted: { indicator: string; slot: string }[]): Promise<Papers> {
  const table = await get('/api/v1/tables/{table}', { path: { table: 'evidence' }, query });
  const at = (name: string) => table.columns.findIndex((column) => column.name === name);
  const slots = wanted.map(({ indicator, slot }): Slot => {
    const row = table.rows.find((cells) => cells[at('item')] === indicator && cells[at('slot')] === slot);
    return {
      indicator,
      slot,
      name: null,
      state: (row?.[at('state')] as PaperState | undefined) ?? 'missing',
      title: row?.[at('title')] ?? null,
      judged: (row?.[at('judged')] as 'met' | 'short' | undefined) ?? null,
      last: null,
      files: [],
    };
  });
  return { slots, files: false };
}

/** Undefined while on its way, null where the role may not see them. */
export function usePapers(items: Item[]): Papers | null | undefined {
  const { year, lang } = useView();
  const may = useMay();
  const mayTable = may('figures_read');
  const wanted = items.flatMap((item) => (item.part === 'resource' ? [] : item.rule.evidence.map((slot) => ({ indicator: item.id, slot }))));
  const years = year === undefined ? {} : { year };
  const answer = useQuery<Papers | null, Failure>({
    queryKey: ['papers', years, lang, mayTable, wanted],
    queryFn: async () => (await fromServer({ ...years, lang })) ?? (mayTable ? fromTable(years, wanted) : null),
  });
  return answer.error ? null : answer.data;
}
