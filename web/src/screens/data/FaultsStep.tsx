import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { useAct } from '../../api/use';
import { To, useGo, useParameter, useView } from '../../app/view';
import { Fault, Given } from '../../parts/act';
import { number } from '../../parts/format';
import { JobProgress } from '../../parts/JobProgress';
import { Empty } from '../../parts/states';
import { DropZone } from './DropZone';
import { bySchool, columnLetters, doubtsOf, errorsOf, sheetsOf, type Issue, type SchoolIssues, type Sheet } from './issues';
import { addFiles, beginImport, type Draft, type useDraft } from './useDraft';
import { useSchools } from './words';
import { watchJob } from '../../app/JobTray';

export function FaultsStep({ draft, held }: { draft: Draft; held: ReturnType<typeof useDraft> }) {
  const { t } = useTranslation('data');
  const { result, running, job } = held;
  const [kind, setKind] = useParameter('kind');
  if (running && job) return <JobProgress job={job} title={t('import.checking')} />;
  if (!result) return <Empty title={t('import.unchecked')} />;
  const errors = errorsOf(result.issues);
  const doubts = doubtsOf(result.issues);
  const shown = kind === 'doubts' || errors.length === 0 ? doubts : errors;
  return (
    <>
      <div className="acts gap">
        <button type="button" className="button" aria-pressed={shown === errors} onClick={() => setKind(null)} disabled={errors.length === 0}>
          {t('import.errors', { count: errors.length })}
        </button>
        <button type="button" className="button" aria-pressed={shown === doubts} onClick={() => setKind('doubts')} disabled={doubts.length === 0}>
          {t('import.doubts', { count: doubts.length })}
        </button>
        {draft.red_copies.map((name) => (
          <a key={name} className="button main" download={name} href={`/api/v1/imports/${encodeURIComponent(draft.id)}/red-copies/${encodeURIComponent(name)}`}>
            {t('import.red_copy')}&nbsp;<Given>{name}</Given>
          </a>
        ))}
        {errors.length === 0 && (
          <To to={`/imports/${draft.id}/difference`} className="button main">
            {t('import.to_difference')}
          </To>
        )}
      </div>
      {shown.length === 0 ? <Empty title={t('import.no_faults')} /> : <Schools issues={shown} />}
      {errors.length > 0 && <Mended draft={draft} />}
    </>
  );
}

/** Mended files: of the same name in place of the old one, else as an import of their own. */
function Mended({ draft }: { draft: Draft }) {
  const { t } = useTranslation('data');
  const go = useGo();
  const { langQuery } = useView();
  const [sent, setSent] = useState<{ bytes: number; all: number } | null>(null);
  const act = useAct(async (files: File[]) => {
    const all = files.reduce((sum, file) => sum + file.size, 0);
    setSent({ bytes: 0, all });
    const known = files.every((file) => draft.files.some(({ name }) => name === file.name));
    const into = known ? draft : await beginImport({ why: draft.why, ...(draft.year === null ? {} : { year: draft.year }) });
    await addFiles(into.id, files, (bytes) => setSent({ bytes, all }));
    const { data } = await api.POST('/api/v1/imports/{id}/check', { params: { path: { id: into.id }, query: langQuery } });
    watchJob(data!.job);
    if (!known) await api.DELETE('/api/v1/imports/{id}', { params: { path: { id: draft.id } } });
    go(`/imports/${into.id}/files`);
  });
  return (
    <section className="section">
      <h2>{t('import.mended')}</h2>
      <p className="note">{draft.files.length > 1 ? t('import.mended_many', { count: draft.files.length }) : t('import.mended_one')}</p>
      <DropZone label={t('import.drop_mended')} busy={act.isPending} sent={sent} onFiles={(files) => act.mutate(files)} />
      <Fault failure={act.error} />
    </section>
  );
}

const most = 20;

function Schools({ issues }: { issues: Issue[] }) {
  const { t } = useTranslation('data');
  const { nameOf } = useSchools();
  const [all, setAll] = useState(false);
  const groups = bySchool(issues);
  const shown = all ? groups : groups.slice(0, most);
  return (
    <>
      {shown.map((group) => (
        <SchoolFaults key={group.school} group={group} name={group.school ? (nameOf(group.school) ?? group.school) : t('import.no_school')} />
      ))}
      {groups.length > shown.length && (
        <button type="button" className="button" onClick={() => setAll(true)}>
          {t('import.more_schools', { count: groups.length - shown.length })}
        </button>
      )}
    </>
  );
}

function SchoolFaults({ group, name }: { group: SchoolIssues; name: string }) {
  const { t } = useTranslation('data');
  return (
    <section className="section school-faults" aria-label={name}>
      <h2>
        <Given>{name}</Given> <span className="note">{t('import.places', { count: group.issues.length })}</span>
      </h2>
      {sheetsOf(group.issues).map((sheet) => (
        <SheetFaults key={sheet.key} sheet={sheet} />
      ))}
    </section>
  );
}

/** The rows and columns of the workbook that have faults, and each of them in words. */
function SheetFaults({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('data');
  const title = [sheet.file, sheet.sheet].filter(Boolean).join(' · ');
  const placed = sheet.rows.flatMap(({ cells }) => [...cells.values()]);
  return (
    <div className="sheet-faults">
      {sheet.rows.length > 0 && (
        <div className="table-box" tabIndex={0} role="region" aria-label={title} translate="no">
          <table className="workbook">
            <caption translate="no">{title}</caption>
            <thead>
              <tr>
                <td aria-hidden="true" />
                {sheet.columns.map((column) => (
                  <th key={column} scope="col" translate="no">
                    {columnLetters(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sheet.rows.map(({ row, cells }) => (
                <tr key={row}>
                  <th scope="row">{row}</th>
                  {sheet.columns.map((column) => {
                    const issue = cells.get(column);
                    return (
                      <td key={column} className={issue ? `wrong ${issue.severity}` : ''} title={issue?.message}>
                        {issue && <Given>{issue.value || t('import.blank')}</Given>}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ul className="issue-list">
        {[...placed, ...sheet.loose].map((issue, index) => (
          <li key={index} className={issue.severity}>
            <p>
              <Place issue={issue} /> {issue.message}
            </p>
            <dl>
              <dt>{t('value')}</dt>
              <dd>
                <Given>{issue.value || t('import.blank')}</Given>
              </dd>
              <dt>{t('expected')}</dt>
              <dd>{issue.expected || '–'}</dd>
              <dt>{t('advice')}</dt>
              <dd>{issue.advice || '–'}</dd>
            </dl>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Place({ issue }: { issue: Issue }) {
  const { t } = useTranslation('data');
  if (issue.row === null) return null;
  if (issue.column === null) return <strong>{t('import.row', { row: number(issue.row) })}</strong>;
  return <strong translate="no">{t('import.cell', { cell: `${columnLetters(issue.column)}${issue.row}` })}</strong>;
}
