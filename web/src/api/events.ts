import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { get } from './use';
import type { Job } from './client';

/** True once the county's data changed since they were last asked for; the function asks for them again. */
export function useRevision(): [boolean, () => void] {
  const client = useQueryClient();
  const [stale, setStale] = useState(false);
  useEffect(() => {
    let known: string | null = null;
    const stream = new EventSource('/api/v1/events');
    stream.addEventListener('revision', (event) => {
      const told = (event as MessageEvent<string>).data;
      if (known !== null && told !== known) setStale(true);
      known = told;
    });
    return () => stream.close();
  }, []);
  const refresh = () => {
    setStale(false);
    void client.invalidateQueries();
  };
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
