import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { To } from '../../app/view';
import { Figure } from '../../explain/ExplainProvider';
import { amount, indicatorValue, number, percent } from '../../parts/format';
import { StateMark, signOf } from '../../parts/StateMark';
import { moveInTable } from '../../parts/table';
import { useTownships } from './data';
import { indicators, ratioOf, shortfallOf, verdictMarkOf, type Cell, type Row } from './model';

interface Given {
  rows: Row[];
  sort: string;
  onSort: (by: string) => void;
}

/** Every school at every stage with its seven indicators: the sign, the figure and the colour say the same. */
export function HeatTable({ rows, sort, onSort }: Given) {
  const { t } = useTranslation('schools');
  const table = useRef<HTMLTableElement>(null);
  const township = useTownships();
  return (
    <div className="table-box heat-box" tabIndex={0} role="region" aria-label={t('table')}>
      <table className="table compact heat" ref={table} onKeyDown={(event) => moveInTable(table.current, event)}>
        <caption className="sr">{t('table')}</caption>
        <thead>
          <tr>
            <SortHead by="name" sort={sort} onSort={onSort}>{t('columns.school')}</SortHead>
            <th scope="col">{t('columns.stage')}</th>
            <th scope="col" className="wide-only">{t('columns.township')}</th>
            <th scope="col" className="wide-only wider-only">{t('columns.kind')}</th>
            <SortHead by="pupils" down sort={sort} onSort={onSort} num>{t('columns.pupils')}</SortHead>
            {indicators.map((indicator) => (
              <SortHead key={indicator} by={indicator} sort={sort} onSort={onSort} title={`${indicator} ${t(`full.${indicator}`, { ns: 'indicators' })}`} heat>
                {indicator} <span>{t(`heads.${indicator}`)}</span>
              </SortHead>
            ))}
            <th scope="col">{t('columns.verdict')}</th>
            <SortHead by="worst" sort={sort} onSort={onSort}>{t('columns.worst')}</SortHead>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={row.counted ? undefined : 'outside'}>
              <th scope="row" translate="no">
                <To to={`/schools/${row.school.code}`}>{row.school.name}</To>
              </th>
              <td>{row.stage ? t(`stages.${row.stage}`, { ns: 'indicators' }) : '–'}</td>
              <td className="wide-only" translate="no">{township(row.school.township)}</td>
              <td className="wide-only wider-only">{row.school.kind === null ? '–' : t(`kind.${row.school.kind}`, { ns: 'words' })}</td>
              <td className="num">{row.pupils === null ? '–' : number(row.pupils)}</td>
              {row.cells.length === 0 ? (
                <td colSpan={indicators.length + 2} className="note">{t('no_stage')}</td>
              ) : (
                <>
                  {row.cells.map((cell) => (
                    <HeatCell key={cell.indicator} row={row} cell={cell} />
                  ))}
                  <td>
                    <Verdict row={row} />
                  </td>
                  <td>
                    <Worst row={row} />
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadGiven {
  by: string;
  sort: string;
  onSort: (by: string) => void;
  /** The larger first at the first press. */
  down?: boolean;
  num?: boolean;
  heat?: boolean;
  /** Not on a phone. */
  wide?: boolean;
  title?: string;
  children: React.ReactNode;
}

export function SortHead({ by, sort, onSort, down, num, heat, wide, title, children }: HeadGiven) {
  const first = down ? `-${by}` : by;
  const second = down ? by : `-${by}`;
  const on = sort === first || sort === second;
  const order = !on ? undefined : sort.startsWith('-') ? 'descending' : 'ascending';
  return (
    <th scope="col" className={[num && 'num', heat && 'heat-head', wide && 'wide-only'].filter(Boolean).join(' ') || undefined} aria-sort={order}>
      <button type="button" className="sort" title={title} onClick={() => onSort(sort === first ? second : first)}>
        {children}
        <span aria-hidden="true" className="arrow">{order === 'ascending' ? '↑' : order === 'descending' ? '↓' : ''}</span>
      </button>
    </th>
  );
}

function HeatCell({ row, cell }: { row: Row; cell: Cell }) {
  const { t } = useTranslation('schools');
  const name = t(`short.${cell.indicator}`, { ns: 'indicators' });
  const stage = row.stage!;
  const title = t('figure_of', { school: row.school.name, stage: t(`stages.${stage}`, { ns: 'indicators' }), name, id: cell.indicator });
  const known = cell.value && cell.value.value !== null;
  const word = t(`marks.${cell.mark}`, { ns: 'common' });
  const shown = known ? indicatorValue(cell.value!.value!, unitOf(cell)) : t('unknown_short');
  return (
    <td className={`cell ${row.counted ? cell.mark : 'none'}${known ? '' : ' hatched'}`}>
      {cell.value ? (
        <Figure arrowsOnly explain={{ indicator: cell.indicator, school: row.school.code, stage, title }}>
          <span className="sign" aria-hidden="true">{signOf[cell.mark]}</span>
          {shown}
          {cell.near && <span aria-hidden="true">≈</span>}
          <span className="sr">{cell.near ? `${word} ${t('marks.near', { ns: 'common' })}` : word}</span>
        </Figure>
      ) : (
        <StateMark mark={cell.mark} near={cell.near} signOnly />
      )}
    </td>
  );
}

const unitOf = (cell: Cell) => cell.value?.shortfall?.unit ?? '';

export function Verdict({ row }: { row: Row }) {
  const { t } = useTranslation('schools');
  if (!row.counted) return <StateMark mark="none" word={t('not_counted')} />;
  return <StateMark mark={verdictMarkOf(row)} word={t(`verdict.${row.verdict ?? 'none'}`)} />;
}

/** Which indicator is furthest below its threshold, by how much. */
export function Worst({ row }: { row: Row }) {
  const { t } = useTranslation('schools');
  const cell = worstCell(row);
  const ratio = ratioOf(cell?.value ?? null);
  if (!cell || ratio === null || ratio >= 1 || !row.counted) return <span className="note">–</span>;
  const short = shortfallOf(row, cell.indicator);
  return (
    <span className="worst">
      {cell.indicator} {percent(ratio)}
      {short !== null && short > 0 && ` · ${t('short_by', { amount: amount(short, unitOf(cell)) })}`}
    </span>
  );
}

export function worstCell(row: Row): Cell | null {
  const known = row.cells.filter((cell) => ratioOf(cell.value) !== null);
  return known.length === 0 ? null : known.reduce((worst, cell) => (ratioOf(cell.value)! < ratioOf(worst.value)! ? cell : worst));
}
