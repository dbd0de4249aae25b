import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Job } from '../../api/client';
import { hasEnded } from '../../api/events';
import { useAct, useGet } from '../../api/use';
import { Fault } from '../../parts/act';
import { moment, number, seconds } from '../../parts/format';
import { Page, PageHead } from '../../parts/PageHead';
import { Empty, Loaded } from '../../parts/states';
import { SimpleTable, type Column } from '../../parts/table';

const askAgain = 2000;

export default function Jobs() {
  const { t } = useTranslation('system');
  const answer = useGet('/api/v1/jobs', {}, { staleTime: 0 });
  const cancel = useAct((id: string) => api.DELETE('/api/v1/jobs/{id}', { params: { path: { id } } }));
  const jobs = [...(answer.data?.jobs ?? [])].sort((a, b) => (b.started_at ?? '').localeCompare(a.started_at ?? ''));
  const running = jobs.filter((job) => !hasEnded(job)).length;
  const { refetch } = answer;
  useEffect(() => {
    if (!running) return;
    const timer = window.setInterval(() => void refetch(), askAgain);
    return () => window.clearInterval(timer);
  }, [running, refetch]);
  const took = (job: Job) => (job.started_at ? seconds(Math.max(0, ((job.ended_at ? Date.parse(job.ended_at) : Date.now()) - Date.parse(job.started_at)) / 1000)) : '–');
  const columns: Column<Job>[] = [
    { key: 'kind', title: t('jobs.kind'), cell: (job) => t(`jobs.kinds.${job.kind}`, { defaultValue: job.kind }) },
    { key: 'state', title: t('state'), cell: (job) => <span className={job.state === 'failed' ? 'tag bad' : 'tag'}>{t(`jobs.states.${job.state}`)}</span> },
    { key: 'rows', title: t('jobs.rows'), num: true, cell: (job) => number(job.done) },
    { key: 'began', title: t('jobs.began'), cell: (job) => (job.started_at ? moment(job.started_at) : '–') },
    { key: 'took', title: t('jobs.took'), num: true, cell: took },
    {
      key: 'acts',
      title: <span className="sr">{t('acts')}</span>,
      cell: (job) =>
        hasEnded(job) ? (
          ((job.error as { message?: string } | null)?.message ?? '')
        ) : (
          <button type="button" className="button" onClick={() => cancel.mutate(job.id)}>
            {t('job.cancel', { ns: 'common' })}
          </button>
        ),
    },
  ];
  return (
    <Page ready={Boolean(answer.data || answer.error)}>
      <PageHead title={t('jobs.title')} answer={running ? t('jobs.answer', { count: running }) : t('jobs.answer_none')} how={t('jobs.how')} />
      <Fault failure={cancel.error} />
      <Loaded from={answer}>{() => (jobs.length ? <SimpleTable caption={t('jobs.title')} columns={columns} rows={jobs} rowKey={({ id }) => id} /> : <Empty title={t('jobs.none')} />)}</Loaded>
    </Page>
  );
}
