import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/session';
import { useGet } from '../../api/use';
import { useView } from '../../app/view';
import { Given } from '../../parts/act';
import { moment, number, percent } from '../../parts/format';
import { useDoors } from './doors';
import type { OverviewData } from './Overview';

/** How complete the data are, where their signing stands, what came last. */
export function DataState({ overview }: { overview: OverviewData }) {
  const { t } = useTranslation('overview');
  const may = useMay();
  const { data } = useDoors();
  return (
    <section className="card data-state">
      <header>
        <h2>{data(t('data'))}</h2>
      </header>
      {may('figures_read') && <HandIns />}
      {may('figures_read') && <Checked />}
      <LastChange last={overview.last_change} />
    </section>
  );
}

function HandIns() {
  const { t } = useTranslation('overview');
  const { yearQuery } = useView();
  const answer = useGet('/api/v1/hand-ins', { query: yearQuery });
  if (!answer.data) return null;
  const cells = answer.data.schools.flatMap((school) => school.tables);
  if (cells.length === 0) return null;
  const filled = cells.filter((cell) => cell.filled).length;
  const states = answer.data.states.map(({ id, name }) => ({ id, name, count: cells.filter((cell) => cell.state === id).length }));
  return (
    <>
      <p>
        {t('completeness')} <strong className="num">{percent(filled / cells.length)}</strong>{' '}
        <span className="note">{t('tables_of', { filled: number(filled), all: number(cells.length) })}</span>
      </p>
      <progress max={cells.length} value={filled} aria-label={t('completeness')} />
      <p className="note">{t('way')}</p>
      <ul className="hand-in-states">
        {states
          .filter(({ count }) => count > 0)
          .map(({ id, name, count }) => (
            <li key={id}>
              {id === 'unfilled' ? t('not_handed_in') : name} <strong className="num">{number(count)}</strong>
            </li>
          ))}
      </ul>
    </>
  );
}

function Checked() {
  const { t } = useTranslation('overview');
  const { yearQuery } = useView();
  const { data } = useDoors();
  const issues = useGet('/api/v1/checks', { query: yearQuery }).data?.issues;
  if (!issues) return null;
  const count = (severity: string) => number(issues.filter((issue) => issue.severity === severity).length);
  return <p>{data(t('checks', { errors: count('error'), warnings: count('warning') }))}</p>;
}

function LastChange({ last }: { last: OverviewData['last_change'] }) {
  const { t } = useTranslation('overview');
  if (!last) return <p className="note">{t('no_change')}</p>;
  return (
    <p className="note">
      {t('last_change', { kind: t(`kinds.${last.kind}`, { defaultValue: last.kind }), at: moment(last.at) })}
      <Given>{t(`who.${last.who}`, { defaultValue: last.who })}</Given>
    </p>
  );
}
