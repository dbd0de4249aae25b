import { useTranslation } from 'react-i18next';
import { useGet } from '../../api/use';
import { useView } from '../../app/view';
import type { Row } from '../schools/model';

/** The exceptions of the rules that are in force for this school, with their clause. */
export function Exceptions({ rows }: { rows: Row[] }) {
  const { t } = useTranslation('school');
  const { yearQuery } = useView();
  const rules = useGet('/api/v1/indicators', { query: yearQuery }).data;
  const inForce = rows.flatMap((row) => row.cells.flatMap((cell) => (cell.value?.exceptions ?? []).map((exception) => ({ row, cell, exception }))));
  const textOf = (indicator: string, id: string) => rules?.resource.find((rule) => rule.id === indicator)?.exceptions.find((one) => one.id === id)?.text;
  return (
    <section className="card">
      <header>
        <h2>{inForce.length > 0 ? t('exceptions.title', { count: inForce.length }) : t('exceptions.none')}</h2>
      </header>
      {inForce.length > 0 && (
        <ul className="plain-list">
          {inForce.map(({ row, cell, exception }) => (
            <li key={`${row.key} ${cell.indicator} ${exception.id}`}>
              <strong>
                {t('of_stage', { ns: 'indicators', stage: t(`stages.${row.stage}`, { ns: 'indicators' }), name: t(`short.${cell.indicator}`, { ns: 'indicators' }), id: cell.indicator })}
              </strong>{' '}
              {t(`effect.${exception.effect}`, { ns: 'words', defaultValue: '' })}
              <p>{textOf(cell.indicator, exception.id)}</p>
              <p className="note">{t('exceptions.clause', { clause: exception.clause })}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
