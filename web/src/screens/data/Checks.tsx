import { useTranslation } from 'react-i18next';
import { useGet } from '../../api/use';
import { useParameter, useView } from '../../app/view';
import { Given } from '../../parts/act';
import { number } from '../../parts/format';
import { Page, PageHead } from '../../parts/PageHead';
import { Empty, Loaded } from '../../parts/states';
import { SimpleTable, type Column } from '../../parts/table';
import { storedPlace, type Issue } from './issues';
import { SchoolName, useSchools, useWords } from './words';
import './data.css';

/** Faults and doubts in what is stored, each with what should stand there and the school that mends it. */
export default function Checks() {
  const { yearQuery } = useView();
  const answer = useGet('/api/v1/checks', { query: yearQuery });
  return (
    <Page ready={Boolean(answer.data || answer.error)}>
      <Loaded from={answer}>{({ issues }) => <List issues={issues} />}</Loaded>
    </Page>
  );
}

function List({ issues }: { issues: Issue[] }) {
  const { t } = useTranslation('data');
  const { nameOf } = useSchools();
  const { table, column, key } = useWords();
  const [severity, setSeverity] = useParameter('severity');
  const [query, setQuery] = useParameter('q');
  const count = (of: string) => issues.filter((issue) => issue.severity === of).length;
  const schoolOf = (issue: Issue) => (issue.school ? (nameOf(issue.school) ?? issue.school) : '');
  const shown = issues
    .filter((issue) => (!severity || issue.severity === severity) && (!query || schoolOf(issue).includes(query) || (issue.message ?? '').includes(query)))
    .sort((a, b) => a.severity.localeCompare(b.severity));
  const where = (issue: Issue) => {
    const place = storedPlace(issue);
    if (!place) return issue.sheet ?? '';
    const named = place.table === 'county' || place.table === 'figures' ? key(place.table, place.key) : column(place.table, place.field);
    return [table(place.table), named].filter(Boolean).join(' · ');
  };
  const columns: Column<Issue>[] = [
    { key: 'severity', title: t('checks.severity'), cell: (issue) => <span className={issue.severity === 'error' ? 'tag bad' : 'tag warn'}>{t(`checks.${issue.severity}`)}</span> },
    { key: 'school', title: t('school'), cell: (issue) => (issue.school ? <SchoolName code={issue.school} name={nameOf(issue.school)} /> : '–') },
    { key: 'where', title: t('where'), cell: (issue) => <Given>{where(issue)}</Given> },
    { key: 'message', title: t('checks.found'), cell: (issue) => <span className="long">{issue.message}</span> },
    { key: 'value', title: t('value'), cell: (issue) => <Given>{issue.value}</Given> },
    { key: 'expected', title: t('expected'), cell: (issue) => <span className="long">{issue.expected}</span> },
    { key: 'advice', title: t('advice'), cell: (issue) => <span className="long">{issue.advice}</span> },
  ];
  return (
    <>
      <PageHead
        title={t('checks.title')}
        answer={issues.length ? t('checks.answer', { errors: number(count('error')), warnings: number(count('warning')) }) : t('checks.none')}
        how={t('checks.how')}
      />
      {issues.length > 0 && (
        <div className="filters">
          <label>
            {t('checks.severity')}
            <select value={severity} onChange={(event) => setSeverity(event.target.value || null)}>
              <option value="">{t('all')}</option>
              <option value="error">{t('checks.error')}</option>
              <option value="warning">{t('checks.warning')}</option>
            </select>
          </label>
          <label>
            <span className="sr">{t('checks.search')}</span>
            <input type="search" value={query} placeholder={t('checks.search')} onChange={(event) => setQuery(event.target.value)} />
          </label>
        </div>
      )}
      {shown.length > 0 ? (
        <SimpleTable stacked caption={t('checks.title')} columns={columns} rows={shown} rowKey={(issue) => `${issue.code} ${issue.sheet} ${issue.value} ${issue.message}`} />
      ) : (
        <Empty title={issues.length ? t('nothing_matches') : t('checks.none')} />
      )}
    </>
  );
}
