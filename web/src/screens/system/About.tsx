import { useTranslation } from 'react-i18next';
import { useMay, useSession } from '../../api/session';
import { useGet } from '../../api/use';
import { useView } from '../../app/view';
import { Given } from '../../parts/act';
import { moment, number, schoolYear, seconds } from '../../parts/format';
import { Page, PageHead } from '../../parts/PageHead';
import { SimpleTable } from '../../parts/table';
import { ScopeName, useKnown } from './scope';
import './system.css';

/** The program, the rules in force, and who is logged in. */
/** Each year stays whole where a line ends. */
function Years({ years }: { years: number[] }) {
  return (
    <ul className="years">
      {years.map((year) => (
        <li key={year}>{schoolYear(year)}</li>
      ))}
    </ul>
  );
}

export default function About() {
  const { t } = useTranslation('system');
  const may = useMay();
  const session = useSession();
  const { yearQuery } = useView();
  const known = useKnown();
  const health = useGet('/healthz', {});
  const mayRead = may('assessment_read');
  const rules = useGet('/api/v1/indicators', { query: yearQuery }, { enabled: mayRead });
  const county = useGet('/api/v1/county', {}, { enabled: mayRead }).data;
  const ready = Boolean((health.data || health.error) && known.roles.data && known.schoolsSettled && (!mayRead || rules.data || rules.error));
  const documents = new Map<string, { title: string; href: string; rules: number }>();
  for (const { source } of [...(rules.data?.resource ?? []), ...(rules.data?.judged ?? [])]) {
    const found = documents.get(source.document);
    documents.set(source.document, { title: source.title, href: source.href, rules: (found?.rules ?? 0) + 1 });
  }
  const set = rules.data?.standard_set;
  const facts: [string, React.ReactNode][] = [
    [t('about.version'), <Given key="v">{health.data?.version ?? '–'}</Given>],
    [t('about.service'), health.data ? t(`about.${health.data.status}`) : '–'],
    [t('about.county'), <Given key="c">{session.county.name}</Given>],
    ...(county ? ([[t('about.years'), <Years key="y" years={county.years} />], [t('about.revision'), number(county.revision)]] as [string, React.ReactNode][]) : []),
    ...(set
      ? ([
          [t('about.standard'), t(`about.standards.${set.id}`, { defaultValue: set.id })],
          [t('about.standard_version'), <Given key="sv">{set.version}</Given>],
          [t('about.standard_hash'), <span key="sh" className="hash" translate="no">{set.hash}</span>],
        ] as [string, React.ReactNode][])
      : []),
  ];
  const own: [string, React.ReactNode][] = [
    [t('about.user'), <Given key="u">{session.full_name ? `${session.user} · ${session.full_name}` : session.user}</Given>],
    [t('about.role'), known.roleName(session.role)],
    [t('about.scope'), <ScopeName key="s" scope={session.scope} schools={known.schools} />],
    [t('about.session'), moment(session.expires_at)],
    [t('about.idle'), seconds(session.idle_seconds)],
  ];
  return (
    <Page ready={ready}>
      <PageHead title={t('about.title')} answer={t('about.answer')} how={t('about.how')} />
      <Facts facts={facts} />
      <section className="section">
        <h2>{t('about.me')}</h2>
        <Facts facts={own} />
      </section>
      {documents.size > 0 && (
        <section className="section">
          <h2>{t('about.documents')}</h2>
          <SimpleTable
            caption={t('about.documents')}
            rows={[...documents]}
            rowKey={([id]) => id}
            columns={[
              { key: 'title', title: t('about.document'), cell: ([, { title, href }]) => <span className="long">{href ? <a href={href} rel="noreferrer" target="_blank"><Given>{title}</Given></a> : <Given>{title}</Given>}</span> },
              { key: 'rules', title: t('about.rules'), num: true, cell: ([, { rules: count }]) => number(count) },
            ]}
          />
        </section>
      )}
    </Page>
  );
}

function Facts({ facts }: { facts: [string, React.ReactNode][] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name} className="fact">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
