import { useTranslation } from 'react-i18next';
import type { Schema } from '../../api/client';
import { useGet } from '../../api/use';
import { useView } from '../../app/view';
import { ChartFrame } from '../../parts/ChartFrame';
import { cv, number, schoolYear } from '../../parts/format';
import { SmallMultiples, type Series } from '../../parts/SmallMultiples';
import { Loaded } from '../../parts/states';
import { SimpleTable } from '../../parts/table';

type Years = Schema<'Trend'>['years'];

function useSeries(years: Years): { failing: Series; cvs: Series[] } {
  const { t } = useTranslation('indicators');
  const last = years.at(-1);
  const cvs = (last?.resource ?? []).map(({ indicator, stage, cv_limit }): Series => ({
    key: `${indicator} ${stage}`,
    name: `${t(`stages.${stage}`)} ${indicator}`,
    limit: cv_limit,
    colour: `var(--${stage})`,
    values: years.map((year) => ({
      at: year.school_year,
      value: year.resource.find((row) => row.indicator === indicator && row.stage === stage)?.cv ?? null,
    })),
  }));
  return {
    failing: {
      key: 'failing',
      name: t('failing', { ns: 'overview' }),
      values: years.map((year) => ({ at: year.school_year, value: year.schools_failing })),
      colour: 'var(--below)',
    },
    cvs,
  };
}

export function Trend() {
  const { langQuery } = useView();
  const answer = useGet('/api/v1/trend', { query: langQuery });
  return <Loaded from={answer}>{({ years }) => <TrendCharts years={years} />}</Loaded>;
}

function TrendCharts({ years }: { years: Years }) {
  const { t } = useTranslation('overview');
  const { failing, cvs } = useSeries(years);
  const first = years[0];
  const last = years.at(-1);
  const title =
    first && last && years.length > 1
      ? t('trend_title', { from: first.school_year, to: last.school_year, before: number(first.schools_failing), after: number(last.schools_failing) })
      : t('trend');
  return (
    <ChartFrame title={title} table={<TrendTable years={years} series={[failing, ...cvs]} />} className="trend">
      <div className="trend-charts">
        <SmallMultiples label={title} series={[failing]} format={(value) => number(value)} height={132} />
        <SmallMultiples label={t('trend_cvs')} series={cvs} format={(value) => cv(value)} columns={7} height={66} />
      </div>
    </ChartFrame>
  );
}

function TrendTable({ years, series }: { years: Years; series: Series[] }) {
  const { t } = useTranslation('overview');
  const at = (one: Series, year: number) => one.values.find((value) => value.at === year)?.value ?? null;
  return (
    <SimpleTable
      caption={t('trend')}
      compact
      columns={[
        { key: 'name', title: t('columns.indicator'), cell: (one: Series) => one.name },
        ...years.map((year) => ({
          key: String(year.school_year),
          title: schoolYear(year.school_year),
          num: true,
          cell: (one: Series) => {
            const value = at(one, year.school_year);
            return value === null ? '–' : one.key === 'failing' ? number(value) : cv(value, one.limit);
          },
        })),
      ]}
      rows={series}
      rowKey={(one) => one.key}
    />
  );
}
