import { useTranslation } from 'react-i18next';
import { To } from '../../app/view';
import { number } from '../../parts/format';
import { StateMark } from '../../parts/StateMark';
import { useTownships } from './data';
import { Verdict, Worst } from './HeatTable';
import type { Row } from './model';

/** The list on a phone: a card a school and stage. */
export function SchoolCards({ rows }: { rows: Row[] }) {
  const { t } = useTranslation('schools');
  const township = useTownships();
  return (
    <ul className="school-cards">
      {rows.map((row) => (
        <li key={row.key} className="card">
          <header>
            <strong translate="no">
              <To to={`/schools/${row.school.code}`}>{row.school.name}</To>
            </strong>
            {row.stage && <Verdict row={row} />}
          </header>
          <p className="note">
            <span translate="no">{township(row.school.township)}</span>
            {row.stage ? ` · ${t(`stages.${row.stage}`, { ns: 'indicators' })}` : ''}
            {row.pupils === null ? '' : ` · ${t('pupils', { value: number(row.pupils) })}`}
          </p>
          {row.cells.length > 0 ? (
            <ul className="seven">
              {row.cells.map((cell) => (
                <li key={cell.indicator}>
                  <span className="note">{cell.indicator}</span>
                  <StateMark mark={cell.mark} near={cell.near} signOnly />
                </li>
              ))}
            </ul>
          ) : (
            <p className="note">{t('no_stage')}</p>
          )}
          <Worst row={row} />
        </li>
      ))}
    </ul>
  );
}
