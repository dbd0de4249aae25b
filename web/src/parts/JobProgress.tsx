import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Job } from '../api/client';
import { hasEnded } from '../api/events';
import { useAct } from '../api/use';
import { Fault } from './act';
import { number, percent, seconds } from './format';

/** Rows a second since the job began; null while there is nothing to divide. */
export function pace(job: Job, now: number): { elapsed: number; perSecond: number | null } {
  if (!job.started_at) return { elapsed: 0, perSecond: null };
  const end = job.ended_at ? Date.parse(job.ended_at) : now;
  const elapsed = Math.max(0, (end - Date.parse(job.started_at)) / 1000);
  return { elapsed, perSecond: job.done > 0 && elapsed > 0 ? job.done / elapsed : null };
}

function useNow(running: boolean): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (!running) return;
    const timer = window.setInterval(() => setNow(Date.now()), 500);
    return () => window.clearInterval(timer);
  }, [running]);
  return now;
}

/** A job that the page waits for: what is done, how fast, and a way to stop it. */
export function JobProgress({ job, title }: { job: Job; title: string }) {
  const { t } = useTranslation('common');
  const now = useNow(!hasEnded(job));
  const cancel = useAct(() => api.DELETE('/api/v1/jobs/{id}', { params: { path: { id: job.id } } }));
  const { elapsed, perSecond } = pace(job, now);
  const share = job.total ? job.done / job.total : null;
  return (
    <div className="said job-line" role="status">
      <strong>{title}</strong>
      <progress aria-label={title} {...(share === null ? {} : { value: share })} />
      <span className="note">
        {share !== null && `${percent(share)} · `}
        {t('job.rows', { count: number(job.done) })}
        {perSecond !== null && ` · ${t('job.pace', { count: number(perSecond) })}`} · {seconds(elapsed)}
      </span>
      <span>
        <button type="button" className="button" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('job.cancel')}
        </button>
      </span>
      <Fault failure={cancel.error} />
    </div>
  );
}
