import { useTranslation } from 'react-i18next';
import type { Schema } from '../../api/client';
import { useMay } from '../../api/session';
import { useAct } from '../../api/use';
import { To } from '../../app/view';
import { Fault } from '../../parts/act';
import { BeforeAfter, CvBeforeAfter } from '../../parts/BeforeAfter';
import { number } from '../../parts/format';
import { JobProgress } from '../../parts/JobProgress';
import { StateMark, verdictMark } from '../../parts/StateMark';
import { Empty } from '../../parts/states';
import { SimpleTable } from '../../parts/table';
import { Differences } from './Differences';
import { jobText, Drop } from './FilesStep';
import { errorsOf } from './issues';
import { useStartJob, type Draft, type ImportResult, type useDraft } from './useDraft';
import { SchoolName } from './words';

type Comparison = Schema<'Comparison'>;

/** What would change and what that does to the verdict, before anything is stored. */
export function ConfirmStep({ draft, held }: { draft: Draft; held: ReturnType<typeof useDraft> }) {
  const { t } = useTranslation('data');
  const { result, running, job, answer } = held;
  const startJob = useStartJob(draft.id);
  const confirm = useAct(async () => {
    await startJob('confirm');
    await answer.refetch();
  });
  if (running && job) return <JobProgress job={job} title={t(job.kind === 'import' ? 'import.storing' : 'import.checking')} />;
  if (draft.state === 'stored') return <Stored draft={draft} result={result} />;
  if (!result) return <Empty title={t('import.unchecked')} />;
  const errors = errorsOf(result.issues).length;
  const nothing = result.added + result.changed + result.gone === 0;
  return (
    <>
      {job && (job.state === 'failed' || job.state === 'cancelled') && <p className="fault" role="alert">{jobText(job.error) ?? t('import.cancelled')}</p>}
      {errors > 0 && (
        <div className="said bad" role="status">
          {t('import.blocked', { count: errors })} <To to={`/imports/${draft.id}/faults`}>{t('import.to_faults', { count: errors })}</To>
        </div>
      )}
      <Sums result={result} />
      {result.difference && <Differences difference={result.difference} />}
      {result.effect && <Effect effect={result.effect} />}
      {nothing && !errors && <p className="said">{t('import.nothing_changes')}</p>}
      {!errors && (
        <div className="acts gap stay">
          <button type="button" className="button main" disabled={nothing || confirm.isPending} onClick={() => confirm.mutate()}>
            {t('import.confirm', { added: number(result.added), changed: number(result.changed), gone: number(result.gone) })}
          </button>
          <Drop draft={draft} />
          <span className="note">{t('import.can_undo')}</span>
        </div>
      )}
      <Fault failure={confirm.error} />
    </>
  );
}

function Sums({ result }: { result: ImportResult }) {
  const { t } = useTranslation('data');
  const sums = ['added', 'changed', 'gone', 'unchanged'] as const;
  return (
    <ul className="sums" aria-label={t('import.sums')}>
      {sums.map((sum) => (
        <li key={sum} className={sum === 'gone' && result.gone > 0 ? 'bad' : ''}>
          <strong className="num">{number(result[sum])}</strong> {t(`import.sum.${sum}`)}
        </li>
      ))}
    </ul>
  );
}

export function Effect({ effect }: { effect: Comparison }) {
  const { t } = useTranslation('data');
  const { before, after } = effect;
  const turned = effect.schools.filter((school) => school.before !== school.after);
  const cvs = effect.resource.filter((row) => row.before.cv !== row.after.cv);
  const short = effect.resource.filter((row) => row.before.short_schools !== row.after.short_schools);
  return (
    <section className="section effect" aria-label={t('effect.title')}>
      <h2>{before.verdict === after.verdict ? t('effect.verdict_stays', { verdict: t(`verdicts.${after.verdict}`, { ns: 'common' }) }) : t('effect.verdict_turns', { before: t(`verdicts.${before.verdict}`, { ns: 'common' }), after: t(`verdicts.${after.verdict}`, { ns: 'common' }) })}</h2>
      <p>{t('effect.sum', { cvs: number(cvs.length), short: number(short.length), schools: number(turned.length) })}</p>
      <div className="effect-tables">
        <div>
          <h3>{t('compare.cvs', { ns: 'common' })}</h3>
          <CvBeforeAfter comparison={effect} compact />
        </div>
        <div>
          <h3>{t('effect.short_schools')}</h3>
          <ShortSchools effect={effect} />
        </div>
      </div>
      {turned.length > 0 && (
        <SimpleTable
          caption={t('effect.turned', { count: turned.length })}
          captioned
          compact
          rows={turned}
          rowKey={(school) => `${school.code} ${school.stage}`}
          columns={[
            { key: 'name', title: t('school'), cell: (school) => <SchoolName code={school.code} name={school.name} /> },
            { key: 'stage', title: t('stage'), cell: (school) => t(`stages.${school.stage}`, { ns: 'indicators' }) },
            { key: 'before', title: t('compare.before', { ns: 'common' }), cell: (school) => <SchoolVerdict verdict={school.before} /> },
            { key: 'after', title: t('compare.after', { ns: 'common' }), cell: (school) => <SchoolVerdict verdict={school.after} /> },
          ]}
        />
      )}
    </section>
  );
}

function ShortSchools({ effect }: { effect: Comparison }) {
  const { t } = useTranslation('data');
  const pairs = effect.resource.map((row) => ({
    key: `${row.indicator} ${row.stage}`,
    name: t('of_stage', { ns: 'indicators', stage: t(`stages.${row.stage}`, { ns: 'indicators' }), name: t(`short.${row.indicator}`, { ns: 'indicators', defaultValue: row.indicator }), id: row.indicator }),
    before: row.before.short_schools,
    after: row.after.short_schools,
  }));
  return <BeforeAfter caption={t('effect.short_schools')} pairs={pairs} format={(value) => number(value)} compact />;
}

function SchoolVerdict({ verdict }: { verdict: Comparison['schools'][number]['before'] }) {
  const { t } = useTranslation('data');
  if (verdict === 'not_counted' || verdict === 'absent') return <StateMark mark="none" word={t(`effect.${verdict}`)} />;
  return <StateMark mark={verdictMark(verdict)} word={t(`effect.${verdict}`)} />;
}

function Stored({ draft, result }: { draft: Draft; result: ImportResult | null }) {
  const { t } = useTranslation('data');
  const may = useMay();
  return (
    <>
      <div className="said" role="status">
        {t('import.answers.stored')}
      </div>
      {result && <Sums result={result} />}
      <div className="acts gap">
        {draft.changes_id !== null && may('history_read') && (
          <To to={`/history/${draft.changes_id}`} className="button main">
            {t('import.see_changes', { id: draft.changes_id })}
          </To>
        )}
        <To to="/" className="button">
          {t('import.see_overview')}
        </To>
        <To to="/imports/new/files" className="button">
          {t('import.begin')}
        </To>
      </div>
      {result?.effect && <Effect effect={result.effect} />}
    </>
  );
}
