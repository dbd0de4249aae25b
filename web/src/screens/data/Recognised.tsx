import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../api/client';
import { Given } from '../../parts/act';
import { number } from '../../parts/format';
import { SimpleTable, type Column } from '../../parts/table';
import { columnLetters, errorsOf, type Issue } from './issues';
import type { ImportResult } from './useDraft';
import { useWords } from './words';

type File = Schema<'RecognisedFile'>;
type Sheet = File['sheets'][number];
type SheetColumn = Schema<'SheetColumn'>;

/** What the program made of each file; what it does not know is said, not swallowed. */
export function Recognised({ result }: { result: ImportResult }) {
  const { t } = useTranslation('data');
  return (
    <section className="section">
      <h2>{t('import.recognised')}</h2>
      <p>{t('import.rows_read', { rows: number(result.rows), skipped: number(result.skipped) })}</p>
      {result.files.map((file) => (
        <OneFile key={file.name} file={file} issues={result.issues} />
      ))}
    </section>
  );
}

function OneFile({ file, issues }: { file: File; issues: Issue[] }) {
  const { t } = useTranslation('data');
  const head = useId();
  const known = file.layout !== 'unknown';
  const why = known ? undefined : errorsOf(issues).find((issue) => issue.file === file.name);
  return (
    <article className="recognised" aria-labelledby={head}>
      <h3 id={head}>
        <Given>{file.name}</Given> <span className={known ? 'tag good' : 'tag bad'}>{t(`recognised.layouts.${file.layout}`)}</span>{' '}
        {file.profile && <Given>{file.profile.name || file.profile.id}</Given>}
      </h3>
      {why && (
        <p className="fault">
          {why.message}
          {t('stop')} {why.advice}
        </p>
      )}
      {file.sheets.length > 0 && <Sheets file={file} />}
    </article>
  );
}

function Sheets({ file }: { file: File }) {
  const { t } = useTranslation('data');
  const { table } = useWords();
  const taken = (sheet: Sheet) => (sheet.tables.length ? sheet.tables.map(table).join(t('comma', { ns: 'common' })) : t(sheet.hidden ? 'recognised.hidden' : 'recognised.not_read'));
  const columns: Column<Sheet>[] = [
    { key: 'name', title: t('recognised.sheet'), cell: (sheet) => (sheet.name === null ? '–' : <Given>{sheet.name}</Given>) },
    { key: 'tables', title: t('recognised.taken_for'), cell: taken },
    { key: 'rows', title: t('recognised.rows'), num: true, cell: (sheet) => (sheet.tables.length ? number(sheet.rows - sheet.skipped) : '–') },
    { key: 'unknown', title: t('recognised.unknown'), cell: (sheet) => <Heads columns={sheet.unknown} /> },
    { key: 'left_out', title: t('recognised.left_out'), cell: (sheet) => <Heads columns={sheet.left_out} /> },
  ];
  return <SimpleTable caption={t('recognised.sheets')} compact rows={file.sheets} rowKey={(sheet) => sheet.name ?? ''} columns={columns} />;
}

function Heads({ columns }: { columns: SheetColumn[] }) {
  if (columns.length === 0) return <>–</>;
  return (
    <span className="long">
      <Given>{columns.map(({ column, head }) => `${head}（${columnLetters(column)}）`).join('、')}</Given>
    </span>
  );
}
