import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Job, type Schema } from '../../api/client';
import { hasEnded, useJob } from '../../api/events';
import { useMay } from '../../api/session';
import { useAct, useGet } from '../../api/use';
import { watchJob } from '../../app/JobTray';
import { useParameter, useView } from '../../app/view';
import { Fault, Given } from '../../parts/act';
import { moment, number, schoolYear } from '../../parts/format';
import { JobProgress } from '../../parts/JobProgress';
import { Page, PageHead } from '../../parts/PageHead';
import { Empty, Loaded } from '../../parts/states';
import './system.css';

type Export = Schema<'Export'>;
const kinds = ['report', 'tables', 'backup'] as const;
type Kind = (typeof kinds)[number];

/** Files to take away: for a purpose, which stands in them. */
export default function Exports() {
  const { t } = useTranslation('system');
  const may = useMay();
  const { year, scenario, langQuery } = useView();
  const [told, setKind] = useParameter('kind', 'report');
  const offered = kinds.filter((one) => one !== 'backup' || may('backups_write'));
  const kind: Kind = offered.find((one) => one === told) ?? 'report';
  const [purpose, setPurpose] = useState('');
  const [running, setRunning] = useState<string | null>(null);
  const jobs = useGet('/api/v1/jobs', {}, { staleTime: 0 });
  const county = useGet('/api/v1/county', {}, { enabled: may('assessment_read') }).data;
  const job = useJob(running);
  const start = useAct(async () => {
    const { data } = await api.POST('/api/v1/exports', {
      params: { query: langQuery },
      body: { kind, purpose: purpose.trim(), ...(kind === 'backup' || year === undefined ? {} : { year }), ...(kind === 'backup' || scenario === undefined ? {} : { scenario }) },
    });
    watchJob(data!.job);
    setRunning(data!.job);
    setPurpose('');
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate();
  };
  const chosen = year ?? county?.school_year;
  const past = (jobs.data?.jobs ?? []).filter((one) => one.kind === 'export' && one.id !== running).sort((a, b) => (b.started_at ?? '').localeCompare(a.started_at ?? ''));
  const all = job && hasEnded(job) ? [job, ...past] : past;
  return (
    <Page ready={Boolean(jobs.data || jobs.error)}>
      <PageHead title={t('exports.title')} answer={t('exports.answer')} how={t('exports.how')} />
      <form className="line-form" onSubmit={submit}>
        <div className="row">
          <label className="field">
            {t('exports.kind')}
            <select value={kind} onChange={(event) => setKind(event.target.value)}>
              {offered.map((one) => (
                <option key={one} value={one}>
                  {t(`exports.kinds.${one}`)}
                </option>
              ))}
            </select>
          </label>
          <label className="field wide">
            {t('purpose')}
            <input value={purpose} onChange={(event) => setPurpose(event.target.value)} minLength={4} maxLength={300} required placeholder={t('exports.purpose_hint')} />
          </label>
        </div>
        {kind !== 'backup' && chosen && <p className="note">{scenario ? t('exports.of_scenario', { year: schoolYear(chosen), scenario }) : t('exports.of', { year: schoolYear(chosen) })}</p>}
        <Fault failure={start.error} />
        <div>
          <button type="submit" className="button main" disabled={start.isPending || Boolean(job && !hasEnded(job))}>
            {t('exports.start')}
          </button>
        </div>
      </form>
      {job && !hasEnded(job) && <JobProgress job={job} title={t('exports.running')} />}
      <section className="section">
        <h2>{t('exports.made')}</h2>
        <Loaded from={jobs}>{() => (all.length ? <Made jobs={all} /> : <Empty title={t('exports.none')} />)}</Loaded>
      </section>
    </Page>
  );
}

function Made({ jobs }: { jobs: Job[] }) {
  const { t } = useTranslation('system');
  return (
    <ul className="made">
      {jobs.map((job) => {
        const made = job.result as unknown as Export | null;
        return (
          <li key={job.id} className="card">
            <p>
              <strong>{made ? t(`exports.kinds.${made.kind}`) : t(`jobs.states.${job.state}`)}</strong> <span className="note">{job.ended_at && moment(job.ended_at)}</span>
            </p>
            {job.error && <p className="fault">{(job.error as { message?: string }).message ?? t('exports.failed')}</p>}
            {made && (
              <>
                <ul className="made-files">
                  {made.files.map(({ name, bytes }) => (
                    <li key={name}>
                      <a href={`/api/v1/exports/${encodeURIComponent(made.id)}/${encodeURIComponent(name)}`} download={name} translate="no">
                        {name}
                      </a>{' '}
                      <span className="note num" translate="no">{number(bytes / 1024, 1)} KB</span>
                    </li>
                  ))}
                </ul>
                <p className="note">
                  {t('exports.watermark')}：<Given>{made.watermark}</Given>
                </p>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
