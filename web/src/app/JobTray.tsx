import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Job } from '../api/client';
import { catchUp, followJob, hasEnded } from '../api/events';
import { get } from '../api/get';
import { percent, seconds } from '../parts/format';
import { Dropdown } from './Dropdown';

const started = 'junheng:job';

/** Tells the tray that a job has begun; it stays there whatever page is open. */
export function watchJob(id: string) {
  window.dispatchEvent(new CustomEvent(started, { detail: id }));
}

function useJobs(): Job[] {
  const client = useQueryClient();
  const [jobs, setJobs] = useState<Record<string, Job>>({});
  useEffect(() => {
    const stops = new Map<string, () => void>();
    const put = (job: Job) => setJobs((old) => ({ ...old, [job.id]: job }));
    const followed = (job: Job) => {
      put(job);
      if (hasEnded(job)) void catchUp(client);
    };
    const follow = (id: string) => {
      if (!stops.has(id)) stops.set(id, followJob(id, followed));
    };
    void get('/api/v1/jobs')
      .then(({ jobs: found }) => {
        found.forEach(put);
        found.filter((job) => !hasEnded(job)).forEach((job) => follow(job.id));
      })
      .catch(() => undefined);
    const heard = (event: Event) => follow((event as CustomEvent<string>).detail);
    window.addEventListener(started, heard);
    return () => {
      window.removeEventListener(started, heard);
      stops.forEach((stop) => stop());
    };
  }, [client]);
  return Object.values(jobs).sort((a, b) => (b.started_at ?? '').localeCompare(a.started_at ?? ''));
}

function Elapsed({ job }: { job: Job }) {
  const [now, setNow] = useState(Date.now());
  const running = !hasEnded(job);
  useEffect(() => {
    if (!running) return;
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, [running]);
  if (!job.started_at) return null;
  const end = job.ended_at ? Date.parse(job.ended_at) : now;
  return <span className="note">{seconds(Math.max(0, (end - Date.parse(job.started_at)) / 1000))}</span>;
}

function JobLine({ job }: { job: Job }) {
  const { t } = useTranslation('frame');
  const share = job.total ? job.done / job.total : null;
  const kind = t(`jobs.kinds.${job.kind}`, { defaultValue: job.kind });
  return (
    <li className="job">
      <div>
        <strong>{kind}</strong> <span>{t(`jobs.states.${job.state}`)}</span> <Elapsed job={job} />
      </div>
      {!hasEnded(job) && (
        <div className="job-progress">
          <progress aria-label={kind} {...(share === null ? {} : { value: share })} />
          <span className="num">{share === null ? '' : percent(share)}</span>
          <button
            type="button"
            className="button"
            onClick={() => void api.DELETE('/api/v1/jobs/{id}', { params: { path: { id: job.id } } })}
          >
            {t('jobs.cancel')}
          </button>
        </div>
      )}
      {job.error && <p className="fault">{String((job.error as { message?: string }).message ?? '')}</p>}
    </li>
  );
}

export function JobTray() {
  const { t } = useTranslation('frame');
  const jobs = useJobs();
  const running = jobs.filter((job) => !hasEnded(job)).length;
  const label = running > 0 ? t('jobs.running', { count: running }) : t('jobs.title');
  return (
    <Dropdown label={label} name={label} className="wide">
      {() => (jobs.length ? <ul>{jobs.slice(0, 8).map((job) => <JobLine key={job.id} job={job} />)}</ul> : <p>{t('jobs.none')}</p>)}
    </Dropdown>
  );
}
