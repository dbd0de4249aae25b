import { useTranslation } from 'react-i18next';
import { To } from '../../app/view';
import { Figure } from '../../explain/ExplainProvider';
import { BulletBar } from '../../parts/BulletBar';
import { ChartFrame } from '../../parts/ChartFrame';
import { amount, indicatorValue, number, percent, unit } from '../../parts/format';
import { Unknown } from '../../parts/figures';
import { StateMark } from '../../parts/StateMark';
import { SimpleTable } from '../../parts/table';
import { ratioOf, type Cell, type Row } from '../schools/model';
import { useHas } from '../schools/useHas';

/** All bars end at twice the standard, so that the standard stands at the same place in each. */
const scale = 2;

/** The seven indicators of a stage against their thresholds, with what is short in real units. */
export function Bullets({ row }: { row: Row }) {
  const { t } = useTranslation('school');
  const short = row.cells.filter(({ compliance }) => compliance === 'short').length;
  const unknown = row.cells.filter(({ compliance }) => compliance === 'unknown').length;
  const stage = t(`stages.${row.stage}`, { ns: 'indicators' });
  const pupils = row.pupils === null ? t('not_told') : number(row.pupils);
  const title = short > 0 ? t('bullets.short', { stage, short, pupils }) : t(unknown > 0 ? 'bullets.unknown' : 'bullets.none', { stage, unknown, pupils });
  return (
    <ChartFrame title={title} note={t('bullets.note')} className={`bullets ${row.stage}`} quiet={false} table={<BulletTable row={row} caption={title} />}>
      <ul className="bullet-list">
        {row.cells.map((cell) => (
          <BulletLine key={cell.indicator} row={row} cell={cell} />
        ))}
      </ul>
    </ChartFrame>
  );
}

function useLine(row: Row, cell: Cell) {
  const { t } = useTranslation('school');
  const stage = row.stage!;
  const name = t(`short.${cell.indicator}`, { ns: 'indicators' });
  const value = cell.value;
  const short = value?.shortfall && value.shortfall.amount > 0 ? amount(value.shortfall.amount, value.shortfall.unit) : null;
  const title = t('figure_of', { ns: 'schools', school: row.school.name, stage: t(`stages.${stage}`, { ns: 'indicators' }), name, id: cell.indicator });
  const unitName = value?.shortfall?.unit ?? '';
  const shown = value === null || value.value === null ? null : indicatorValue(value.value, unitName);
  return { stage, name, value, short, title, shown, unitName };
}

function BulletLine({ row, cell }: { row: Row; cell: Cell }) {
  const { t } = useTranslation('school');
  const has = useHas();
  const { stage, name, value, short, title, shown, unitName } = useLine(row, cell);
  const ratio = ratioOf(value);
  const floor = value?.floor && value.threshold ? value.floor / value.threshold : null;
  return (
    <li>
      <span className="bullet-name" title={t(`full.${cell.indicator}`, { ns: 'indicators' })}>
        <span className="note">{cell.indicator}</span> {has('/indicators') ? <To to={`/indicators?indicator=${cell.indicator}&stage=${stage}`}>{name}</To> : name}
      </span>
      <span className="bullet-bar">
        <BulletBar label={t('bullets.bar', { name, value: shown ?? t('not_told'), limit: value?.threshold == null ? '' : number(value.threshold, 2) })} value={ratio} limit={1} floor={floor} max={scale} mark={cell.mark} height={14} />
      </span>
      <span className="bullet-value num">
        <Figure explain={{ indicator: cell.indicator, school: row.school.code, stage, title }}>{shown ?? <Unknown reason={value?.reason} />}</Figure>
        {value?.threshold != null && <span className="note"> / {number(value.threshold, 2)} {unit(unitName)}</span>}
      </span>
      <StateMark mark={cell.mark} near={cell.near} />
      <span className="bullet-short">
        {row.counted && short && (
          <>
            <strong>{t('short_by', { ns: 'schools', amount: short })}</strong>
            {has('/what-if') && <To to={`/what-if?school=${row.school.code}`}>{t('doors.try')}</To>}
          </>
        )}
      </span>
    </li>
  );
}

function BulletTable({ row, caption }: { row: Row; caption: string }) {
  const { t } = useTranslation('school');
  return (
    <SimpleTable
      caption={caption}
      compact
      columns={[
        { key: 'name', title: t('filter.indicator', { ns: 'schools' }), cell: (cell) => `${cell.indicator} ${t(`short.${cell.indicator}`, { ns: 'indicators' })}` },
        { key: 'value', title: t('columns.value'), num: true, cell: (cell) => (cell.value?.value == null ? <Unknown reason={cell.value?.reason} /> : indicatorValue(cell.value.value, cell.value.shortfall?.unit ?? '')) },
        { key: 'limit', title: t('columns.threshold'), num: true, cell: (cell) => (cell.value?.threshold == null ? '–' : number(cell.value.threshold, 2)) },
        { key: 'ratio', title: t('columns.of_threshold'), num: true, cell: (cell) => { const ratio = ratioOf(cell.value); return ratio === null ? '–' : percent(ratio); } },
        { key: 'state', title: t('filter.state', { ns: 'schools' }), cell: (cell) => <StateMark mark={cell.mark} near={cell.near} /> },
        { key: 'short', title: t('columns.shortfall'), num: true, cell: (cell) => (cell.value?.shortfall && cell.value.shortfall.amount > 0 ? amount(cell.value.shortfall.amount, cell.value.shortfall.unit) : '–') },
      ]}
      rows={row.cells}
      rowKey={(cell) => cell.indicator}
    />
  );
}
