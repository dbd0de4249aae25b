import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResourceRow, Schema } from '../../api/client';
import { useRevision } from '../../api/events';
import { useGet } from '../../api/use';
import { To, useView } from '../../app/view';
import { amount, cv, limit, number, schoolYear } from '../../parts/format';
import { useCountyMap } from '../../parts/map/useCountyMap';
import { Page } from '../../parts/PageHead';
import { Loaded } from '../../parts/states';
import { StateMark, cvMark, markOf, verdictMark } from '../../parts/StateMark';
import { townshipsOf, turn, type Township } from './townships';
import { useReducedMotion, useTick } from './useTick';
import { WallMap } from './WallMap';
import './wall.css';

type OverviewData = Schema<'Overview'>;
const turnMs = 8000;

/** The page is dark as long as it is open. */
function useDark() {
  useEffect(() => {
    document.documentElement.dataset.theme = 'dark';
    return () => {
      delete document.documentElement.dataset.theme;
    };
  }, []);
}

/** Nobody stands before it to press a button: what changed is asked for again by itself. */
function useOwnRefresh() {
  const [stale, refresh] = useRevision();
  const client = useQueryClient();
  useEffect(() => {
    if (stale) refresh();
  });
  useEffect(() => {
    const timer = window.setInterval(() => void client.invalidateQueries(), 10 * 60_000);
    return () => window.clearInterval(timer);
  }, [client]);
}

/** 大屏: one page, read from five metres, without a hand on it. */
export default function Wall() {
  const { t } = useTranslation('wall');
  const { query } = useView();
  useDark();
  useOwnRefresh();
  const overview = useGet('/api/v1/overview', { query });
  const schools = useGet('/api/v1/schools', { query });
  const map = useCountyMap();
  const both = overview.data && schools.data ? { overview: overview.data, schools: schools.data.schools } : undefined;
  return (
    <Page ready={both !== undefined && !map.isLoading} className="wall">
      <Loaded from={{ data: both, error: overview.error ?? schools.error, refetch: () => void Promise.all([overview.refetch(), schools.refetch()]) }}>
        {(data) => <Sheet overview={data.overview} schools={data.schools} map={map.data} />}
      </Loaded>
      <To to="/" className="wall-back">
        {t('back')}
      </To>
    </Page>
  );
}

interface Given {
  overview: OverviewData;
  schools: Schema<'SchoolListed'>[];
  map: ReturnType<typeof useCountyMap>['data'];
}

function Sheet({ overview, schools, map }: Given) {
  const { t } = useTranslation('wall');
  const { scenario } = useView();
  const reduced = useReducedMotion();
  const [paused, setPaused] = useState(false);
  const tick = useTick(turnMs, reduced || paused);
  const townships = townshipsOf(schools, map);
  const now = turn(townships, tick);
  const resource = overview.resource as unknown as ResourceRow[];
  return (
    <main className="wall-sheet">
      <header className="wall-head">
        <h1>
          <span className={`wall-verdict ${overview.verdict}`}>
            <StateMark mark={verdictMark(overview.verdict)} word={t(`signs.${overview.verdict}`)} />
          </span>
          <span className="wall-sentence">{t(`verdicts.${overview.verdict}`, { county: overview.county.name })}</span>
        </h1>
        <p>
          {schoolYear(overview.school_year)} · {t('by_state')}
        </p>
        {scenario && <p className="wall-scenario">{t('scenario', { scenario })}</p>}
      </header>
      <section className="wall-map" aria-label={t('map')}>
        <WallMap map={map} schools={schools} highlight={now?.code} label={t('map_label', { all: overview.schools_distinct.counted, failing: overview.schools_distinct.fail })} />
        {!reduced && townships.length > 1 && (
          <button type="button" className="wall-pause" aria-pressed={paused} onClick={() => setPaused((was) => !was)}>
            {paused ? t('go_on') : t('pause')}
          </button>
        )}
      </section>
      <section className="wall-bars" aria-label={t('bars')}>
        {(['primary', 'junior'] as const).map((stage) => (
          <Bars key={stage} stage={stage} rows={resource.filter((row) => row.stage === stage)} />
        ))}
      </section>
      <section className="wall-facts" aria-label={t('facts')} aria-live="off">
        <SchoolsFact overview={overview} township={now} />
        <GapFact overview={overview} tick={tick} />
        <BlockingFact overview={overview} tick={tick} />
      </section>
    </main>
  );
}

function Bars({ stage, rows }: { stage: 'primary' | 'junior'; rows: ResourceRow[] }) {
  const { t } = useTranslation('indicators');
  const bound = rows.find((row) => row.cv_limit)?.cv_limit ?? null;
  const over = rows.filter((row) => row.cv_compliance === 'short').length;
  const max = Math.max((bound ?? 0.5) * 1.3, ...rows.map((row) => row.cv ?? 0));
  return (
    <table className="wall-table">
      <caption>
        <strong>{t(`stages.${stage}`)}</strong> {over > 0 ? t('over', { ns: 'wall', over, limit: bound === null ? '–' : limit(bound) }) : t('all_within', { ns: 'wall', limit: bound === null ? '–' : limit(bound) })}
      </caption>
      <tbody>
        {rows.map((row) => {
          const mark = cvMark(row.cv_compliance);
          return (
            <tr key={row.indicator} className={mark}>
              <th scope="row">{t(`short.${row.indicator}`, { defaultValue: row.name })}</th>
              <td className="wall-bar" aria-hidden="true">
                <i className={row.cv === null ? 'bar hatched' : 'bar'} style={{ width: `${((row.cv ?? max) / max) * 100}%` }} />
                {row.cv_limit && <b style={{ left: `${(row.cv_limit / max) * 100}%` }} />}
              </td>
              <td className="num">{row.cv === null ? t('reasons.not_reported', { ns: 'common' }) : cv(row.cv, row.cv_limit)}</td>
              <td>
                <StateMark mark={mark} signOnly />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Fact({ name, tone, children }: { name: string; tone?: 'bad' | 'good'; children: ReactNode }) {
  return (
    <div className={`wall-fact ${tone ?? ''}`}>
      <h2>{name}</h2>
      <p>{children}</p>
    </div>
  );
}

/** Township by township. */
function SchoolsFact({ overview, township }: { overview: OverviewData; township: Township | undefined }) {
  const { t } = useTranslation('wall');
  if (!township) return <Fact name={t('county')}>{t('failing_of', { failing: number(overview.schools_distinct.fail), all: number(overview.schools_distinct.counted) })}</Fact>;
  return (
    <Fact key={township.code} name={t('township', { name: township.name, pupils: number(township.pupils) })} tone={township.failing > 0 ? 'bad' : 'good'}>
      {township.failing > 0 ? t('failing_of', { failing: number(township.failing), all: number(township.schools) }) : t('all_met', { all: number(township.schools) })}
    </Fact>
  );
}

function GapFact({ overview, tick }: { overview: OverviewData; tick: number }) {
  const { t } = useTranslation('wall');
  const gap = turn(overview.gaps.filter(({ amount: missing }) => missing > 0), tick);
  if (!gap) return <Fact name={t('gaps')} tone="good">{t('no_gap')}</Fact>;
  return (
    <Fact key={gap.indicator} name={t('gap', { name: t(`short.${gap.indicator}`, { ns: 'indicators', defaultValue: gap.name }) })} tone="bad">
      {t('gap_amount', { amount: amount(gap.amount, gap.unit) })} <small>{t('gap_schools', { count: gap.short_schools })}</small>
    </Fact>
  );
}

function BlockingFact({ overview, tick }: { overview: OverviewData; tick: number }) {
  const { t } = useTranslation('wall');
  const judged = overview.blocking.filter(({ kind }) => kind !== 'cv' && kind !== 'schools');
  const item = turn(judged, tick);
  const name = t('blocking', { count: overview.blocking.length });
  if (!item) return <Fact name={name}>{overview.blocking.length === 0 ? t('nothing_blocks') : t('see_bars')}</Fact>;
  return (
    <Fact key={item.id} name={name} tone={markOf(item.compliance) === 'below' ? 'bad' : undefined}>
      <span className="wall-item">{t(markOf(item.compliance) === 'below' ? 'item_short' : 'item_undecided', { name: item.name })}</span>
    </Fact>
  );
}
