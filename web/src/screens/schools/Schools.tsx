import type { TFunction } from 'i18next';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useView } from '../../app/view';
import { number, percent, schoolYear } from '../../parts/format';
import { Page, PageHead } from '../../parts/PageHead';
import { Loaded } from '../../parts/states';
import { saveCsv } from './csv';
import { useRows, useTownships } from './data';
import { FilterBar, Legend } from './FilterBar';
import { HeatTable, worstCell } from './HeatTable';
import { areaOf, countSchools, countStates, indicators, matches, ratioOf, sorted, type Row } from './model';
import { SchoolCards } from './SchoolCards';
import { noFilters, useFilters } from './useFilters';
import { useNarrow } from './useNarrow';
import './schools.css';

const page = 150;

/** 学校: which schools are short, of what, and where. */
export default function Schools() {
  const { listed, rows, ready } = useRows();
  return (
    <Page ready={ready} className="schools">
      <Loaded from={listed} lines={14}>
        {(data) => <SchoolList rows={rows} year={data.school_year} />}
      </Loaded>
    </Page>
  );
}

function SchoolList({ rows, year }: { rows: Row[]; year: number }) {
  const { t } = useTranslation('schools');
  const narrow = useNarrow();
  const { filters, sort, change } = useFilters('worst');
  const [shown, setShown] = useState(page);
  const found = useMemo(() => sorted(rows.filter((row) => matches(row, filters)), sort), [rows, filters, sort]);
  const counts = useMemo(() => countStates(rows.filter((row) => matches(row, { ...filters, state: '' })), filters.indicator), [rows, filters]);
  const filtered = Object.values(filters).some(Boolean);
  const visible = found.slice(0, shown);
  return (
    <>
      <PageHead title={t('title')} answer={<Answer rows={rows} year={year} />} how={t('how')} />
      <FilterBar rows={rows} filters={filters} change={change} has={['township', 'kind', 'stage', 'area', 'verdict', 'indicator']}>
        <select aria-label={t('sort.title')} value={sort} onChange={(event) => change({ sort: event.target.value })}>
          {orders(filters.indicator, sort).map((order) => (
            <option key={order} value={order}>
              {t('sort.by', { order: orderName(order, t) })}
            </option>
          ))}
        </select>
      </FilterBar>
      <div className="list-line">
        <Legend counts={counts} filters={filters} change={change} />
        <span className="found" role="status">
          {t('found', { count: found.length, value: number(found.length) })}
          {filtered && (
            <button type="button" className="button" onClick={() => change(noFilters)}>
              {t('clear')}
            </button>
          )}
          <Export rows={found} year={year} />
        </span>
      </div>
      {found.length === 0 ? (
        <p className="message">{t('nothing')}</p>
      ) : narrow ? (
        <SchoolCards rows={visible} />
      ) : (
        <HeatTable rows={visible} sort={sort} onSort={(by) => change({ sort: by })} />
      )}
      {found.length > shown && (
        <button type="button" className="button" onClick={() => setShown(found.length)}>
          {t('show_all', { count: found.length, value: number(found.length) })}
        </button>
      )}
    </>
  );
}

function orders(indicator: string, current: string): string[] {
  const offered = ['worst', '-pupils', 'name', ...(indicator ? [indicator, `-shortfall.${indicator}`] : [])];
  return offered.includes(current) ? offered : [...offered, current];
}

function orderName(order: string, t: TFunction<'schools'>): string {
  const key = order.replace(/^-/, '');
  if (key.startsWith('shortfall.')) return t('sort.shortfall', { id: key.slice('shortfall.'.length) });
  if (key.startsWith('L')) return t(order.startsWith('-') ? 'sort.distance_down' : 'sort.distance', { id: key });
  return t(`sort.${order.startsWith('-') ? 'down.' : ''}${key}`);
}

function Answer({ rows, year }: { rows: Row[]; year: number }) {
  const { t } = useTranslation('schools');
  const { counted, fail, unknown } = countSchools(rows);
  const failingStages = rows.filter((row) => row.counted && row.verdict === 'fail').length;
  const worst = sorted(rows, 'worst')[0];
  const cell = worst && worst.counted ? worstCell(worst) : null;
  const ratio = ratioOf(cell?.value ?? null);
  return (
    <>
      {t(fail > 0 ? 'answer.fail' : 'answer.none', { year: schoolYear(year), counted: number(counted), fail: number(fail) })}
      {failingStages > fail && t('answer.stages', { value: number(failingStages) })}
      {t('answer.stop')}
      {unknown > 0 && t('answer.unknown', { value: number(unknown) })}
      {worst && cell && ratio !== null && ratio < 1 && (
        <span className="answer-more">
          {t(ratio > 0 ? 'answer.worst' : 'answer.worst_zero', {
            school: worst.school.name,
            stage: t(`stages.${worst.stage}`, { ns: 'indicators' }),
            name: t(`short.${cell.indicator}`, { ns: 'indicators' }),
            id: cell.indicator,
            share: percent(ratio),
          })}
        </span>
      )}
    </>
  );
}

function Export({ rows, year }: { rows: Row[]; year: number }) {
  const { t } = useTranslation('schools');
  const { scenario } = useView();
  const township = useTownships();
  const name = [t('title'), schoolYear(year), scenario].filter(Boolean).join(' ');
  const head = [
    ...['code', 'school', 'stage', 'township', 'kind', 'area', 'pupils'].map((column) => t(`columns.${column}`)),
    ...indicators.flatMap((indicator) => [`${indicator} ${t(`short.${indicator}`, { ns: 'indicators' })}`, t('columns.state_of', { id: indicator }), t('columns.short_of', { id: indicator })]),
    t('columns.verdict'),
  ];
  const line = (row: Row) => [
    row.school.code,
    row.school.name,
    row.stage && t(`stages.${row.stage}`, { ns: 'indicators' }),
    township(row.school.township),
    row.school.kind === null ? null : t(`kind.${row.school.kind}`, { ns: 'words' }),
    areaOf(row.school) && t(`area.${areaOf(row.school)}`),
    row.pupils,
    ...indicators.flatMap((indicator) => {
      const cell = row.cells.find((one) => one.indicator === indicator);
      return [cell?.value?.value ?? null, cell ? t(`marks.${cell.mark}`, { ns: 'common' }) : null, cell?.value?.shortfall?.amount ?? null];
    }),
    row.counted ? t(`verdict.${row.verdict ?? 'none'}`) : t('not_counted'),
  ];
  return (
    <button type="button" className="button" onClick={() => saveCsv([head, ...rows.map(line)], name)}>
      {t('export')}
    </button>
  );
}
