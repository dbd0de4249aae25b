import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stage } from '../../api/client';
import { To } from '../../app/view';
import { Figure } from '../../explain/ExplainProvider';
import { amount, indicatorValue, number, percent } from '../../parts/format';
import { Unknown } from '../../parts/figures';
import { StateMark } from '../../parts/StateMark';
import { moveInTable } from '../../parts/table';
import { saveCsv } from '../schools/csv';
import { useTownships } from '../schools/data';
import { FilterBar, Legend } from '../schools/FilterBar';
import { SortHead } from '../schools/HeatTable';
import { areaOf, countStates, matches, ratioOf, sorted, type Row } from '../schools/model';
import { useFilters } from '../schools/useFilters';
import { useHas } from '../schools/useHas';
import { cellOf } from './model';

interface Given {
  rows: Row[];
  indicator: string;
  stage: Stage;
  unit: string;
}

export function IndicatorTable({ rows, indicator, stage, unit }: Given) {
  const { t } = useTranslation('indicator');
  const { filters: told, sort, change } = useFilters(`-shortfall.${indicator}`);
  const filters = useMemo(() => ({ ...told, indicator, stage: '' }), [told, indicator]);
  const found = useMemo(() => sorted(rows.filter((row) => matches(row, filters)), sort), [rows, filters, sort]);
  const counts = useMemo(() => countStates(rows.filter((row) => matches(row, { ...filters, state: '' })), indicator), [rows, filters, indicator]);
  const table = useRef<HTMLTableElement>(null);
  const township = useTownships();
  const has = useHas();
  const name = t(`short.${indicator}`, { ns: 'indicators' });
  const onSort = (by: string) => change({ sort: by });
  const caption = t('table', { name });
  const exported = () =>
    saveCsv(
      [
        [...['code', 'school', 'township', 'kind', 'area', 'pupils'].map((column) => t(`columns.${column}`, { ns: 'schools' })), t('columns.value', { unit: t(`per.${indicator}`, { ns: 'schools' }) }), t('columns.threshold'), t('filter.state', { ns: 'schools' }), t('columns.shortfall')],
        ...found.map((row) => {
          const cell = cellOf(row, indicator);
          const { school } = row;
          return [
            school.code,
            school.name,
            township(school.township),
            school.kind === null ? null : t(`kind.${school.kind}`, { ns: 'words' }),
            areaOf(school) && t(`area.${areaOf(school)}`, { ns: 'schools' }),
            row.pupils,
            cell?.value?.value ?? null,
            cell?.value?.threshold ?? null,
            row.counted && cell ? t(`marks.${cell.mark}`, { ns: 'common' }) : t('not_counted', { ns: 'schools' }),
            cell?.value?.shortfall?.amount ?? null,
          ];
        }),
      ],
      `${indicator} ${name} ${t(`stages.${stage}`, { ns: 'indicators' })}`,
    );
  return (
    <section className="card">
      <header>
        <h2>{caption}</h2>
        <button type="button" className="button" onClick={exported}>
          {t('export', { ns: 'schools' })}
        </button>
      </header>
      <FilterBar rows={rows} filters={filters} change={change} has={['township', 'kind', 'area']} />
      <div className="list-line">
        <Legend counts={counts} filters={filters} change={change} />
        <span className="found" role="status">
          {t('found', { ns: 'schools', count: found.length, value: number(found.length) })}
        </span>
      </div>
      <div className="table-box" tabIndex={0} role="region" aria-label={caption}>
        <table className="table compact" ref={table} onKeyDown={(event) => moveInTable(table.current, event)}>
          <caption className="sr">{caption}</caption>
          <thead>
            <tr>
              <SortHead by="name" sort={sort} onSort={onSort}>{t('columns.school', { ns: 'schools' })}</SortHead>
              <th scope="col" className="wide-only">{t('columns.township', { ns: 'schools' })}</th>
              <th scope="col" className="wider-only">{t('columns.kind', { ns: 'schools' })}</th>
              <th scope="col" className="wide-only">{t('columns.area', { ns: 'schools' })}</th>
              <SortHead by="pupils" down num wide sort={sort} onSort={onSort}>{t('columns.pupils', { ns: 'schools' })}</SortHead>
              <SortHead by={indicator} num sort={sort} onSort={onSort}>{t('columns.value', { unit: t(`per.${indicator}`, { ns: 'schools' }) })}</SortHead>
              <th scope="col" className="num wide-only">{t('columns.of_threshold')}</th>
              <th scope="col">{t('filter.state', { ns: 'schools' })}</th>
              <SortHead by={`shortfall.${indicator}`} down num sort={sort} onSort={onSort}>{t('columns.shortfall')}</SortHead>
              {has('/what-if') && <th scope="col">{t('columns.doors')}</th>}
            </tr>
          </thead>
          <tbody>
            {found.map((row) => {
              const cell = cellOf(row, indicator);
              const value = cell?.value ?? null;
              const ratio = ratioOf(value);
              const short = value?.shortfall && value.shortfall.amount > 0 ? amount(value.shortfall.amount, value.shortfall.unit) : null;
              const title = t('figure_of', { ns: 'schools', school: row.school.name, stage: t(`stages.${stage}`, { ns: 'indicators' }), name, id: indicator });
              return (
                <tr key={row.key}>
                  <th scope="row" className="name" translate="no">
                    <To to={`/schools/${row.school.code}`}>{row.school.name}</To>
                  </th>
                  <td className="wide-only" translate="no">{township(row.school.township)}</td>
                  <td className="wider-only">{row.school.kind === null ? '–' : t(`kind.${row.school.kind}`, { ns: 'words' })}</td>
                  <td className="wide-only">{areaOf(row.school) ? t(`area.${areaOf(row.school)}`, { ns: 'schools' }) : '–'}</td>
                  <td className="num wide-only">{row.pupils === null ? <Unknown /> : number(row.pupils)}</td>
                  <td className="num">
                    <Figure explain={{ indicator, school: row.school.code, stage, title }}>{value === null || value.value === null ? <Unknown reason={value?.reason} /> : indicatorValue(value.value, unit)}</Figure>
                  </td>
                  <td className="num wide-only">{ratio === null ? '–' : percent(ratio)}</td>
                  <td>{row.counted && cell ? <StateMark mark={cell.mark} near={cell.near} /> : <StateMark mark="none" word={t('not_counted', { ns: 'schools' })} />}</td>
                  <td className="num">{short && row.counted ? short : '–'}</td>
                  {has('/what-if') && <td>{short && row.counted ? <To to={`/what-if?school=${row.school.code}`}>{t('doors.what_if')}</To> : null}</td>}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
