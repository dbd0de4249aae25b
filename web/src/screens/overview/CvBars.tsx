import { useTranslation } from 'react-i18next';
import type { ResourceRow, Stage } from '../../api/client';
import { Figure } from '../../explain/ExplainProvider';
import { BulletBar } from '../../parts/BulletBar';
import { ChartFrame } from '../../parts/ChartFrame';
import { cv, limit, number } from '../../parts/format';
import { Cv } from '../../parts/figures';
import { StateMark, cvMark } from '../../parts/StateMark';
import { SimpleTable } from '../../parts/table';
import { useDoors } from './doors';

const stages: Stage[] = ['primary', 'junior'];

/** Largest against its limit first. */
export function byDistance(a: ResourceRow, b: ResourceRow): number {
  const nearness = (row: ResourceRow) => (row.cv === null || !row.cv_limit ? Infinity : row.cv / row.cv_limit);
  return nearness(b) - nearness(a);
}

export function CvBars({ resource }: { resource: ResourceRow[] }) {
  const { t } = useTranslation('overview');
  const over = resource.filter((row) => row.cv_compliance === 'short').length;
  const title = over > 0 ? t('cv_over', { over, all: resource.length }) : t('cv_all_met', { all: resource.length });
  const max = Math.max(0.75, ...resource.map((row) => row.cv ?? 0)) * 1.05;
  return (
    <ChartFrame title={title} table={<CvTable resource={resource} />} quiet className="cv-bars">
      {stages.map((stage) => (
        <StageBars key={stage} stage={stage} rows={resource.filter((row) => row.stage === stage).sort(byDistance)} max={max} />
      ))}
    </ChartFrame>
  );
}

function StageBars({ stage, rows, max }: { stage: Stage; rows: ResourceRow[]; max: number }) {
  const { t } = useTranslation('indicators');
  const { indicator } = useDoors();
  const bound = rows.find((row) => row.cv_limit)?.cv_limit;
  return (
    <table className={`bars ${stage}`}>
      <caption>
        <span className="stage-name">{t(`stages.${stage}`)}</span>
        {bound && <span className="note"> {t('bars_note', { ns: 'overview', limit: limit(bound) })}</span>}
      </caption>
      <colgroup>
        <col className="name" />
        <col />
        <col className="value" />
        <col className="sign" />
        <col className="count" />
      </colgroup>
      <thead className="sr">
        <tr>
          <th scope="col">{t('columns.indicator', { ns: 'overview' })}</th>
          <th scope="col">{t('columns.bar', { ns: 'overview' })}</th>
          <th scope="col">{t('columns.cv', { ns: 'overview' })}</th>
          <th scope="col">{t('columns.state', { ns: 'overview' })}</th>
          <th scope="col">{t('columns.short', { ns: 'overview' })}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const name = t(`short.${row.indicator}`, { defaultValue: row.name });
          const title = t('of_stage', { stage: t(`stages.${stage}`), name, id: row.indicator });
          return (
            <tr key={row.indicator} title={row.name}>
              <th scope="row">
                <span className="id">{row.indicator}</span> {indicator(row.indicator, stage, name)}
              </th>
              <td className="bar-cell">
                <BulletBar
                  label={t('bar', { ns: 'overview', name: title, value: row.cv === null ? '?' : cv(row.cv, row.cv_limit), limit: row.cv_limit ? limit(row.cv_limit) : '' })}
                  value={row.cv}
                  limit={row.cv_limit}
                  max={max}
                  mark={cvMark(row.cv_compliance)}
                />
              </td>
              <td className="num">
                <Figure explain={{ cv: row.indicator, stage, title: t('cv_title', { ns: 'overview', name: title }) }}>
                  <Cv value={row.cv} limit={row.cv_limit} reason={row.reason} />
                </Figure>
              </td>
              <td>
                <StateMark mark={cvMark(row.cv_compliance)} near={row.near} signOnly />
              </td>
              <td className={row.short_schools > 0 ? 'num some' : 'num'}>{t('short_of', { ns: 'overview', count: row.short_schools })}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function CvTable({ resource }: { resource: ResourceRow[] }) {
  const { t } = useTranslation('overview');
  return (
    <SimpleTable
      caption={t('cv_table')}
      compact
      columns={[
        { key: 'indicator', title: t('columns.indicator'), cell: (row) => `${row.indicator} ${row.name}` },
        { key: 'cv', title: t('columns.cv'), num: true, cell: (row) => <Cv value={row.cv} limit={row.cv_limit} reason={row.reason} against /> },
        { key: 'short', title: t('columns.short'), num: true, cell: (row) => number(row.short_schools) },
      ]}
      rows={resource}
      rowKey={(row) => row.indicator + row.stage}
    />
  );
}
