import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Assessment, ResourceRow, Stage } from '../../api/client';
import { useGet } from '../../api/use';
import { useGo, useView } from '../../app/view';
import { Figure } from '../../explain/ExplainProvider';
import { ChartFrame } from '../../parts/ChartFrame';
import { DotStrip, type Dot } from '../../parts/DotStrip';
import { amount, cv, cvAgainst, indicatorValue, limit, number, percent, schoolYear } from '../../parts/format';
import { Amount, Unknown } from '../../parts/figures';
import { Page, PageHead } from '../../parts/PageHead';
import { SmallMultiples, type Series } from '../../parts/SmallMultiples';
import { Loaded, Skeleton } from '../../parts/states';
import { StateMark, cvMark, markOf } from '../../parts/StateMark';
import { SimpleTable } from '../../parts/table';
import { useRows } from '../schools/data';
import { areaOf, indicators, type Row } from '../schools/model';
import { AreaBars } from './AreaBars';
import { IndicatorTable } from './IndicatorTable';
import { Levelled } from './Levelled';
import { areaMeans, carriers, cellOf, valueOf, waterfall } from './model';
import { useChosen } from './useChosen';
import { Waterfall } from './Waterfall';
import '../schools/schools.css';
import './indicator.css';

const mostSteps = 10;

/** 指标: one indicator at one stage — who is short, who carries the difference, what would mend it. */
export default function Indicator() {
  const { assessment, listed, rows, ready } = useRows();
  return (
    <Page ready={ready && assessment.data !== undefined} className="indicator">
      <Loaded from={listed} lines={14}>
        {() => (
          <Loaded from={assessment} lines={14}>
            {(data) => <Chosen assessment={data as Assessment} rows={rows} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Chosen({ assessment, rows }: { assessment: Assessment; rows: Row[] }) {
  const { indicator, stage } = useChosen(assessment.resource as ResourceRow[]);
  const resource = (assessment.resource as ResourceRow[]).find((row) => row.indicator === indicator && row.stage === stage)!;
  const own = useMemo(() => rows.filter((row) => row.stage === stage), [rows, stage]);
  const unit = own.flatMap((row) => valueOf(row, indicator)?.shortfall?.unit ?? [])[0] ?? '';
  const { t } = useTranslation('indicator');
  return (
    <>
      <PageHead title={t('title')} answer={<Answer resource={resource} year={assessment.school_year} />} how={t('how')} />
      <Picker resource={assessment.resource as ResourceRow[]} indicator={indicator} stage={stage} />
      <div className="indicator-top">
        <Strip rows={own} resource={resource} unit={unit} />
        <Areas rows={own} resource={resource} unit={unit} />
      </div>
      <div className="indicator-middle">
        <Carriers resource={resource} />
        <Years resource={resource} />
        <Levelled rows={own} resource={resource} />
      </div>
      <IndicatorTable rows={own} indicator={indicator} stage={stage} unit={unit} />
    </>
  );
}

function useNames(resource: ResourceRow) {
  const { t } = useTranslation('indicators');
  const name = t(`short.${resource.indicator}`, { defaultValue: resource.name });
  return { name, title: t('of_stage', { stage: t(`stages.${resource.stage}`), name, id: resource.indicator }) };
}

function Answer({ resource, year }: { resource: ResourceRow; year: number }) {
  const { t } = useTranslation('indicator');
  const { title } = useNames(resource);
  const stage = resource.stage as Stage;
  return (
    <>
      {t('answer.of', { year: schoolYear(year), name: title })}
      {resource.cv === null ? (
        t('answer.no_cv')
      ) : (
        <>
          {t('answer.cv')}{' '}
          <Figure explain={{ cv: resource.indicator, stage, title: t('cv_title', { name: title }) }}>
            {resource.cv_limit === null ? cv(resource.cv) : cvAgainst(resource.cv, resource.cv_limit)}
          </Figure>{' '}
          <StateMark mark={cvMark(resource.cv_compliance)} near={resource.near} />
        </>
      )}
      {t(resource.short_schools > 0 ? 'answer.short' : 'answer.none', { all: number(resource.schools), short: number(resource.short_schools) })}
      {resource.shortfall && resource.shortfall.amount > 0 && t('answer.amount', { amount: amount(resource.shortfall.amount, resource.shortfall.unit) })}
      {resource.missing > 0 && t('answer.missing', { value: number(resource.missing) })}
    </>
  );
}

/** All fourteen, with the state of each: where else to look. */
function Picker({ resource, indicator, stage }: { resource: ResourceRow[]; indicator: string; stage: Stage }) {
  const { t } = useTranslation('indicators');
  const go = useGo();
  return (
    <nav className="picker" aria-label={t('picker', { ns: 'indicator' })}>
      {(['primary', 'junior'] as const).map((one) => (
        <div key={one} className={one}>
          <span className="stage-name">{t(`stages.${one}`)}</span>
          {indicators.map((id) => {
            const row = resource.find((entry) => entry.indicator === id && entry.stage === one);
            const on = id === indicator && one === stage;
            return (
              <button key={id} type="button" aria-current={on ? 'page' : undefined} onClick={() => go(`/indicators?indicator=${id}&stage=${one}`)}>
                {row && <StateMark mark={cvMark(row.cv_compliance)} near={row.near} signOnly />} {id} <span className="pick-name">{t(`short.${id}`)}</span>
              </button>
            );
          })}
        </div>
      ))}
    </nav>
  );
}

interface PartGiven {
  rows: Row[];
  resource: ResourceRow;
  unit: string;
}

function thresholdOf(rows: Row[], indicator: string) {
  const value = rows.map((row) => valueOf(row, indicator)).find((one) => one && one.threshold !== null);
  return { threshold: value?.threshold ?? null, floor: value?.floor ?? null };
}

function Strip({ rows, resource, unit }: PartGiven) {
  const { t } = useTranslation('indicator');
  const go = useGo();
  const { indicator } = resource;
  const counted = rows.filter((row) => row.counted);
  const { threshold, floor } = thresholdOf(counted, indicator);
  const below = counted.filter((row) => cellOf(row, indicator)?.mark === 'below').length;
  const short = counted.filter((row) => cellOf(row, indicator)?.mark === 'short').length;
  const unknown = counted.filter((row) => cellOf(row, indicator)?.mark === 'unknown').length;
  const dots = counted.flatMap((row): Dot[] => {
    const value = valueOf(row, indicator);
    if (!value || value.value === null) return [];
    return [{ key: row.school.code, name: row.school.name, value: value.value, mark: markOf(value.compliance, value.above_floor), country: areaOf(row.school) === 'country' }];
  });
  const kind = below > 0 && short > 0 ? 'strip.both' : below > 0 ? 'strip.below' : short > 0 ? 'strip.short' : 'strip.none';
  const title = t(kind, { below: number(below), short: number(short), all: number(counted.length) });
  const format = (value: number) => indicatorValue(value, unit);
  const ordered = [...dots].sort((a, b) => a.value - b.value);
  return (
    <ChartFrame
      title={unknown > 0 ? `${title}${t('strip.unknown', { value: number(unknown) })}` : title}
      note={t('strip.note', { unit: t(`per.${indicator}`, { ns: 'schools' }) })}
      table={
        <SimpleTable
          caption={title}
          compact
          columns={[
            { key: 'name', title: t('columns.school', { ns: 'schools' }), cell: (dot) => <span translate="no">{dot.name}</span> },
            { key: 'value', title: t('columns.value', { unit: t(`per.${indicator}`, { ns: 'schools' }) }), num: true, cell: (dot) => format(dot.value) },
            { key: 'state', title: t('filter.state', { ns: 'schools' }), cell: (dot) => <StateMark mark={dot.mark} /> },
          ]}
          rows={ordered}
          rowKey={(dot) => dot.key}
        />
      }
    >
      <DotStrip
        label={title}
        dots={dots}
        threshold={threshold}
        floor={floor}
        thresholdText={threshold === null ? '' : t('threshold', { value: number(threshold, 2) })}
        floorText={floor === null ? '' : t('floor', { value: number(floor, 2) })}
        format={format}
        onPick={(code) => go(`/schools/${code}`)}
        height={150}
      />
    </ChartFrame>
  );
}

function Areas({ rows, resource, unit }: PartGiven) {
  const { t } = useTranslation('indicator');
  const means = useMemo(() => areaMeans(rows, resource.indicator), [rows, resource.indicator]);
  const { threshold } = thresholdOf(rows.filter((row) => row.counted), resource.indicator);
  const [town, country] = means;
  const title = areaTitle();
  return (
    <ChartFrame
      title={title}
      note={t('area.note')}
      table={
        <SimpleTable
          caption={title}
          compact
          columns={[
            { key: 'area', title: t('filter.area', { ns: 'schools' }), cell: (one) => t(`area.${one.area}`, { ns: 'schools' }) },
            { key: 'mean', title: t('columns.mean', { unit: t(`per.${resource.indicator}`, { ns: 'schools' }) }), num: true, cell: (one) => (one.mean === null ? <Unknown reason="no_schools" /> : indicatorValue(one.mean, unit)) },
            { key: 'schools', title: t('columns.schools'), num: true, cell: (one) => number(one.schools) },
            { key: 'short', title: t('columns.short'), num: true, cell: (one) => number(one.short) },
            { key: 'pupils', title: t('columns.pupils', { ns: 'schools' }), num: true, cell: (one) => number(one.pupils) },
          ]}
          rows={means}
          rowKey={(one) => one.area}
        />
      }
    >
      <AreaBars label={title} means={means} threshold={threshold} unit={unit} colour={`var(--${resource.stage})`} />
    </ChartFrame>
  );

  function areaTitle() {
    if (!town?.mean || !country?.mean) return t('area.title');
    const times = country.mean / town.mean - 1;
    if (Math.abs(times) < 0.05) return t('area.same');
    return t(times > 0 ? 'area.country_more' : 'area.country_less', { share: percent(Math.abs(times)) });
  }
}

function Carriers({ resource }: { resource: ResourceRow }) {
  const { t } = useTranslation('indicator');
  const { query } = useView();
  const go = useGo();
  const stage = resource.stage as Stage;
  const answer = useGet('/api/v1/explain', { query: { cv: resource.indicator, stage, ...query } });
  if (!answer.data) return <section className="card">{answer.error ? <Loaded from={answer}>{() => null}</Loaded> : <Skeleton lines={8} />}</section>;
  const contributions = answer.data.contributions;
  if (contributions.length === 0 || resource.cv === null)
    return (
      <section className="card">
        <h2>{t('waterfall.title')}</h2>
        <p className="note">{t('answer.no_cv')}</p>
      </section>
    );
  const { count, share, above } = carriers(contributions);
  const title = t('waterfall.carried', { count, all: number(contributions.length), share: percent(share), above: number(above) });
  const ordered = [...contributions].sort((a, b) => b.share - a.share);
  return (
    <ChartFrame
      title={title}
      note={t('waterfall.note')}
      table={
        <SimpleTable
          caption={title}
          compact
          columns={[
            { key: 'name', title: t('columns.school', { ns: 'schools' }), cell: (one) => <span translate="no">{one.name}</span> },
            { key: 'value', title: t('columns.value_plain'), num: true, cell: (one) => number(one.value, 2) },
            { key: 'pupils', title: t('columns.pupils', { ns: 'schools' }), num: true, cell: (one) => number(one.pupils) },
            { key: 'share', title: t('columns.share'), num: true, cell: (one) => percent(one.share) },
          ]}
          rows={ordered}
          rowKey={(one) => one.code}
        />
      }
    >
      <Waterfall
        label={title}
        steps={waterfall(contributions, mostSteps, (rest) => t('waterfall.rest', { count: rest, value: number(rest) }))}
        cv={resource.cv}
        limit={resource.cv_limit}
        onPick={(code) => go(`/schools/${code}`)}
      />
    </ChartFrame>
  );
}

function Years({ resource }: { resource: ResourceRow }) {
  const { t } = useTranslation('indicator');
  const { langQuery } = useView();
  const answer = useGet('/api/v1/trend', { query: langQuery });
  if (!answer.data) return <section className="card">{answer.error ? <Loaded from={answer}>{() => null}</Loaded> : <Skeleton lines={6} />}</section>;
  const years = answer.data.years.map((year) => ({
    at: year.school_year,
    row: year.resource.find((row) => row.indicator === resource.indicator && row.stage === resource.stage),
  }));
  const line = (key: string, name: string, pick: (row: NonNullable<(typeof years)[number]['row']>) => number | null, limitOf?: number | null, colour?: string): Series => ({
    key,
    name,
    limit: limitOf ?? null,
    ...(colour ? { colour } : {}),
    values: years.map(({ at, row }) => ({ at, value: row ? pick(row) : null })),
  });
  const cvs = line('cv', t('years.cv'), (row) => row.cv, resource.cv_limit, `var(--${resource.stage})`);
  const short = line('short', t('years.short'), (row) => row.short_schools, null, 'var(--below)');
  const known = cvs.values.filter(({ value }) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  const title =
    first && last && first !== last
      ? t(last.value! <= first.value! ? 'years.down' : 'years.up', { from: first.at, before: cv(first.value!, resource.cv_limit), after: cv(last.value!, resource.cv_limit) })
      : t('years.title');
  return (
    <ChartFrame
      title={title}
      note={resource.cv_limit === null ? undefined : t('years.note', { limit: limit(resource.cv_limit) })}
      className="years"
      table={
        <SimpleTable
          caption={title}
          compact
          columns={[
            { key: 'year', title: t('columns.year'), cell: (one) => schoolYear(one.at) },
            { key: 'mean', title: t('columns.mean_plain'), num: true, cell: (one) => (one.row?.mean == null ? <Unknown /> : number(one.row.mean, 2)) },
            { key: 'cv', title: t('years.cv'), num: true, cell: (one) => (one.row?.cv == null ? <Unknown /> : cv(one.row.cv, one.row.cv_limit)) },
            { key: 'short', title: t('columns.short'), num: true, cell: (one) => (one.row ? <Amount value={one.row.short_schools} unit="" /> : <Unknown />) },
          ]}
          rows={years}
          rowKey={(one) => String(one.at)}
        />
      }
    >
      <div className="years-charts">
        <SmallMultiples label={title} series={[cvs]} format={(value) => cv(value, resource.cv_limit)} height={104} />
        <SmallMultiples label={t('years.short')} series={[short]} format={(value) => number(value)} height={104} />
      </div>
    </ChartFrame>
  );
}
