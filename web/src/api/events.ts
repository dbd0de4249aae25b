import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { get } from './get';
import type { Job } from './client';

/** Two states of the county: the newest that the server told of, and the one that the page has asked for. */
const revision = { told: 0, asked: 0 };
const listeners = new Set<() => void>();
function move(change: Partial<typeof revision>) {
  Object.assign(revision, change);
  listeners.forEach((listener) => listener());
}
function listen(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function hear(event: Event) {
  const told = (JSON.parse((event as MessageEvent<string>).data) as { revision: number }).revision;
  move({ told, asked: revision.asked || told });
}

/** After an act of one's own: what it did is no news, and what is shown is asked for again. */
export async function catchUp(client: QueryClient): Promise<void> {
  // Roles that may not read the county have no page that shows it.
  const county = await get('/api/v1/county').catch(() => null);
  if (county) move({ asked: Math.max(revision.asked, county.revision) });
  await client.invalidateQueries();
}

/** True once others changed the county's data since they were last asked for; the function asks for them again. */
export function useRevision(): [boolean, () => void] {
  const client = useQueryClient();
  useEffect(() => {
    const stream = new EventSource('/api/v1/events');
    stream.addEventListener('revision', hear);
    return () => stream.close();
  }, []);
  const stale = useSyncExternalStore(listen, () => revision.told > revision.asked);
  const refresh = useCallback(() => {
    move({ asked: revision.told });
    void client.invalidateQueries();
  }, [client]);
  return [stale, refresh];
}

const ended = new Set(['done', 'failed', 'cancelled']);
export const hasEnded = (job: Job) => ended.has(job.state);

/** Follows one job until it ends; falls back to asking when the stream breaks. */
export function followJob(id: string, onChange: (job: Job) => void): () => void {
  let open = true;
  let timer = 0;
  const stream = new EventSource(`/api/v1/jobs/${encodeURIComponent(id)}/events`);
  const tell = (job: Job) => {
    if (!open) return;
    onChange(job);
    if (hasEnded(job)) stop();
  };
  const heard = (event: Event) => tell(JSON.parse((event as MessageEvent<string>).data) as Job);
  stream.addEventListener('progress', heard);
  stream.addEventListener('end', heard);
  stream.onerror = () => {
    stream.close();
    const ask = () =>
      void get('/api/v1/jobs/{id}', { path: { id } })
        .then(tell)
        .catch(() => undefined)
        .finally(() => {
          if (open) timer = window.setTimeout(ask, 1000);
        });
    if (open) ask();
  };
  function stop() {
    open = false;
    stream.close();
    window.clearTimeout(timer);
  }
  return stop;
}

export function useJob(id: string | null | undefined): Job | null {
  const [job, setJob] = useState<Job | null>(null);
  useEffect(() => {
    setJob(null);
    return id ? followJob(id, setJob) : undefined;
  }, [id]);
  return job;
}
