import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Stage } from '../../api/client';
import { get } from '../../api/get';
import { useGet } from '../../api/use';
import { useView } from '../../app/view';
import { ChartFrame } from '../../parts/ChartFrame';
import { indicatorValue, number, schoolYear } from '../../parts/format';
import { Unknown } from '../../parts/figures';
import { SmallMultiples, type Series } from '../../parts/SmallMultiples';
import { Skeleton } from '../../parts/states';
import { SimpleTable } from '../../parts/table';
import type { Row } from '../schools/model';
import type { SchoolData } from './School';

/** The seven indicators of each stage over the years that are held. */
export function SchoolHistory({ code, rows }: { code: string; rows: Row[] }) {
  const { t } = useTranslation('school');
  const { lang } = useView();
  const county = useGet('/api/v1/county').data;
  const years = [...(county?.years ?? [])].sort();
  const answers = useQueries({
    queries: years.map((year) => ({
      queryKey: ['/api/v1/schools/{code}', { code }, { year, lang }],
      // A school that was not there yet is no fault.
      queryFn: () => get('/api/v1/schools/{code}', { path: { code }, query: { year, lang } }).catch(() => null),
    })),
  });
  const told = answers.map(({ data }) => data as unknown as SchoolData | null | undefined);
  if (!county || told.some((one) => one === undefined)) return <Skeleton lines={4} />;
  const held = told.map((data, index) => ({ year: years[index]!, data: data ?? null }));
  if (held.filter(({ data }) => data).length < 2) return null;
  return (
    <div className="school-history">
      {rows.map((row) => (
        <StageHistory key={row.key} row={row} held={held} title={titleOf(row)} />
      ))}
    </div>
  );

  function titleOf(row: Row) {
    const known = held.flatMap(({ year, data }) => {
      const own = data?.assessment.find(({ stage }) => stage === row.stage);
      return own ? [{ year, met: own.met }] : [];
    });
    const [first, last] = [known[0], known.at(-1)];
    const stage = t(`stages.${row.stage}`, { ns: 'indicators' });
    return first && last ? t('history.finding', { stage, from: first.year, before: first.met, to: last.year, after: last.met }) : t('history.title', { stage });
  }
}

function StageHistory({ row, held, title }: { row: Row; held: { year: number; data: SchoolData | null }[]; title: string }) {
  const { t } = useTranslation('school');
  const series = row.cells.map((cell): Series & { unit: string } => {
    const unit = cell.value?.shortfall?.unit ?? '';
    return {
      key: cell.indicator,
      unit,
      name: `${cell.indicator} ${t(`heads.${cell.indicator}`, { ns: 'schools' })}`,
      limit: cell.value?.threshold ?? null,
      colour: `var(--${row.stage as Stage})`,
      values: held.map(({ year, data }) => ({
        at: year,
        value: data?.assessment.find(({ stage }) => stage === row.stage)?.values.find(({ indicator }) => indicator === cell.indicator)?.value ?? null,
      })),
    };
  });
  const unitOf = (value: number) => (value >= 100 ? number(value) : number(value, 2, true));
  return (
    <ChartFrame
      title={title}
      note={t('history.note')}
      table={
        <SimpleTable
          caption={title}
          compact
          columns={[
            { key: 'name', title: t('filter.indicator', { ns: 'schools' }), cell: (one) => one.name },
            ...held.map(({ year }, index) => ({
              key: String(year),
              title: schoolYear(year),
              num: true,
              cell: (one: (typeof series)[number]) => {
                const value = one.values[index]?.value ?? null;
                return value === null ? <Unknown /> : indicatorValue(value, one.unit);
              },
            })),
          ]}
          rows={series}
          rowKey={(one) => one.key}
        />
      }
    >
      <SmallMultiples label={title} series={series} format={unitOf} shared={false} height={92} />
    </ChartFrame>
  );
}
