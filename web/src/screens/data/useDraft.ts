import { useEffect, useState } from 'react';
import { api, putFile, type Job, type Schema } from '../../api/client';
import { followJob, hasEnded } from '../../api/events';
import { useGet } from '../../api/use';
import { watchJob } from '../../app/JobTray';
import { useView } from '../../app/view';

export type Draft = Schema<'Import'>;

export type ImportResult = Schema<'ImportResult'>;

const fresh = 'new';

/** An import in preparation with its last job; the server keeps both, so that leaving the page loses nothing. */
export function useDraft(id: string) {
  const answer = useGet('/api/v1/imports/{id}', { path: { id } }, { enabled: id !== fresh, staleTime: 0 });
  const draft = id === fresh ? undefined : answer.data;
  const { refetch } = answer;
  const jobId = draft?.job;
  const [job, setJob] = useState<Job | null>(null);
  useEffect(() => {
    setJob(null);
    if (!jobId) return;
    return followJob(jobId, (told) => {
      setJob(told);
      if (hasEnded(told)) void refetch();
    });
  }, [jobId, refetch]);
  const running = job !== null && !hasEnded(job);
  // What was found in files that have been replaced since says nothing about the present ones.
  const result = job?.state === 'done' && draft && draft.state !== 'open' ? (job.result as unknown as ImportResult) : null;
  return { answer, draft, job, running, result, isNew: id === fresh };
}

export interface Start {
  why: string;
  year?: number;
}

export async function beginImport({ why, year }: Start): Promise<Draft> {
  const { data } = await api.POST('/api/v1/imports', { body: { why, ...(year === undefined ? {} : { year }) } });
  return data!;
}

export async function addFiles(id: string, files: File[], onSent: (bytes: number) => void): Promise<void> {
  let before = 0;
  for (const file of files) {
    await putFile(`/api/v1/imports/${encodeURIComponent(id)}/files/${encodeURIComponent(file.name)}`, file, (bytes) => onSent(before + bytes));
    before += file.size;
  }
}

export function useStartJob(id: string) {
  const { langQuery } = useView();
  return async (step: 'check' | 'confirm') => {
    const asked = { params: { path: { id }, query: langQuery } };
    const { data } = step === 'check' ? await api.POST('/api/v1/imports/{id}/check', asked) : await api.POST('/api/v1/imports/{id}/confirm', asked);
    watchJob(data!.job);
  };
}
