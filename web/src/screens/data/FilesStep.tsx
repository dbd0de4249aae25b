import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { useAct, useGet } from '../../api/use';
import { To, useGo } from '../../app/view';
import { Confirmed, Fault, Given } from '../../parts/act';
import { number, schoolYear } from '../../parts/format';
import { JobProgress } from '../../parts/JobProgress';
import { SimpleTable } from '../../parts/table';
import { DropZone } from './DropZone';
import { Forms } from './Forms';
import { doubtsOf, errorsOf } from './issues';
import { Recognised } from './Recognised';
import { addFiles, beginImport, useStartJob, type Draft, type ImportResult, type useDraft } from './useDraft';

type Held = ReturnType<typeof useDraft>;

export function FilesStep({ id, held }: { id: string; held: Held }) {
  const { t } = useTranslation('data');
  const go = useGo();
  const { draft, job, running, result, isNew, answer } = held;
  const [why, setWhy] = useState('');
  const [year, setYear] = useState('');
  const [sent, setSent] = useState<{ bytes: number; all: number } | null>(null);
  const startJob = useStartJob(id);
  const upload = useAct(async (files: File[]) => {
    const all = files.reduce((sum, file) => sum + file.size, 0);
    setSent({ bytes: 0, all });
    const into = isNew ? await beginImport({ why, ...(year ? { year: Number(year) } : {}) }) : draft!;
    await addFiles(into.id, files, (bytes) => setSent({ bytes, all }));
    if (isNew) go(`/imports/${into.id}/files`);
  });
  const check = useAct(async () => {
    await startJob('check');
    await answer.refetch();
  });
  const stored = draft?.state === 'stored';
  return (
    <>
      {isNew ? <Beginning why={why} setWhy={setWhy} year={year} setYear={setYear} /> : draft && <About draft={draft} />}
      {!stored && <DropZone label={isNew ? t('import.drop') : t('import.drop_more')} busy={upload.isPending || running} sent={sent} onFiles={(files) => upload.mutate(files)} />}
      <Fault failure={upload.error} />
      {draft && draft.files.length > 0 && <Files draft={draft} busy={running || stored} onChanged={() => answer.refetch()} />}
      {running && job ? (
        <JobProgress job={job} title={t(job.kind === 'import' ? 'import.storing' : 'import.checking')} />
      ) : (
        draft && draft.files.length > 0 && !stored && (
          <div className="acts gap">
            <button type="button" className={result ? 'button' : 'button main'} disabled={check.isPending || upload.isPending} onClick={() => check.mutate()}>
              {result ? t('import.check_again') : t('import.check')}
            </button>
            {result && <Onward id={id} result={result} />}
            <Drop draft={draft} />
          </div>
        )
      )}
      <Fault failure={check.error} />
      {job && (job.state === 'failed' || job.state === 'cancelled') && <p className="fault" role="alert">{jobText(job.error) ?? t('import.cancelled')}</p>}
      {stored && (
        <p className="acts gap">
          <To to={`/imports/${id}/difference`} className="button main">
            {t('import.see_stored')}
          </To>
        </p>
      )}
      {result && !stored && <Recognised result={result} />}
      {isNew && <Forms />}
    </>
  );
}

export const jobText = (error: object | null) => (error as { message?: string } | null)?.message ?? null;

function Beginning({ why, setWhy, year, setYear }: { why: string; setWhy: (text: string) => void; year: string; setYear: (text: string) => void }) {
  const { t } = useTranslation('data');
  const county = useGet('/api/v1/county', {}).data;
  const last = county?.school_year;
  const years = [...new Set([...(last ? [last + 1] : []), ...[...(county?.years ?? [])].reverse()])];
  return (
    <div className="line-form">
      <div className="row">
        <label className="field wide">
          {t('import.why')}
          <input value={why} onChange={(event) => setWhy(event.target.value)} maxLength={500} placeholder={t('import.why_hint')} />
        </label>
        <label className="field">
          {t('import.year')}
          <select value={year} onChange={(event) => setYear(event.target.value)}>
            <option value="">{t('import.year_of_file')}</option>
            {years.map((one) => (
              <option key={one} value={one}>
                {schoolYear(one)}
              </option>
            ))}
          </select>
        </label>
      </div>
    </div>
  );
}

function About({ draft }: { draft: Draft }) {
  const { t } = useTranslation('data');
  return (
    <p className="note">
      {t('import.of_year', { year: draft.year === null ? t('import.year_of_file') : schoolYear(draft.year) })}
      {draft.why && (
        <>
          {' · '}
          {t('import.why')}：<Given>{draft.why}</Given>
        </>
      )}
    </p>
  );
}

function Files({ draft, busy, onChanged }: { draft: Draft; busy: boolean; onChanged: () => Promise<unknown> }) {
  const { t } = useTranslation('data');
  const remove = useAct(async (name: string) => {
    await api.DELETE('/api/v1/imports/{id}/files/{name}', { params: { path: { id: draft.id, name } } });
    await onChanged();
  });
  return (
    <>
      <SimpleTable
        caption={t('import.files')}
        rows={draft.files}
        rowKey={({ name }) => name}
        compact
        columns={[
          { key: 'name', title: t('import.file'), cell: ({ name }) => <Given>{name}</Given> },
          { key: 'bytes', title: t('import.size'), num: true, cell: ({ bytes }) => number(bytes / 1024, 1) },
          {
            key: 'acts',
            title: <span className="sr">{t('acts')}</span>,
            cell: ({ name }) => (
              <button type="button" className="link" translate="no" disabled={busy || remove.isPending} aria-label={t('import.remove_named', { name })} onClick={() => remove.mutate(name)}>
                {t('import.remove')}
              </button>
            ),
          },
        ]}
      />
      <Fault failure={remove.error} />
    </>
  );
}

function Onward({ id, result }: { id: string; result: ImportResult }) {
  const { t } = useTranslation('data');
  const errors = errorsOf(result.issues).length;
  const doubts = doubtsOf(result.issues).length;
  if (errors)
    return (
      <To to={`/imports/${id}/faults`} className="button main">
        {t('import.to_faults', { count: errors })}
      </To>
    );
  return (
    <>
      <To to={`/imports/${id}/difference`} className="button main">
        {t('import.to_difference')}
      </To>
      {doubts > 0 && (
        <To to={`/imports/${id}/faults`} className="button">
          {t('import.to_doubts', { count: doubts })}
        </To>
      )}
    </>
  );
}

export function Drop({ draft }: { draft: Draft }) {
  const { t } = useTranslation('data');
  const go = useGo();
  const drop = useAct(async () => {
    await api.DELETE('/api/v1/imports/{id}', { params: { path: { id: draft.id } } });
    go('/imports');
  });
  return (
    <Confirmed
      label={t('import.drop_it')}
      warning={t('import.drop_warning', { files: draft.files.map(({ name }) => name).join('、'), count: draft.files.length })}
      confirm={t('import.drop_it')}
      danger
      busy={drop.isPending}
      failure={drop.error}
      onConfirm={() => drop.mutateAsync()}
    />
  );
}
