import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StateMark, type Mark } from '../../parts/StateMark';
import { number } from '../../parts/format';
import { useTownships } from './data';
import { useNarrow } from './useNarrow';
import { areaOf, indicators, states, type Filters, type Row, type StateFilter } from './model';

type Change = (some: Partial<Filters> & { sort?: string }) => void;
type Choice = keyof Filters;

interface Given {
  rows: Row[];
  filters: Filters;
  change: Change;
  /** Those filters that this page has. */
  has: Choice[];
  children?: ReactNode;
}

export function FilterBar({ rows, filters, change, has, children }: Given) {
  const { t } = useTranslation('schools');
  const choices = useChoices(rows);
  const narrow = useNarrow();
  const set = has.some((choice) => filters[choice] !== '');
  const selects = has.map((choice) => (
    <select key={choice} aria-label={t(`filter.${choice}`)} value={filters[choice]} onChange={(event) => change({ [choice]: event.target.value })}>
      <option value="">{t(`filter.all.${choice}`)}</option>
      {choices[choice].map(({ value, text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  ));
  return (
    <form className="filters" role="search" aria-label={t('filter.title')} onSubmit={(event) => event.preventDefault()}>
      <input
        type="search"
        value={filters.text}
        placeholder={t('filter.text')}
        aria-label={t('filter.text')}
        onChange={(event) => change({ text: event.target.value })}
      />
      {narrow ? (
        <details open={set || undefined}>
          <summary>{t('filter.more')}</summary>
          <div>{selects}</div>
        </details>
      ) : (
        selects
      )}
      {children}
    </form>
  );
}

function useChoices(rows: Row[]): Record<Choice, { value: string; text: string }[]> {
  const { t } = useTranslation('schools');
  const township = useTownships();
  return useMemo(() => {
    const distinct = (values: (string | null)[]) => [...new Set(values.flatMap((value) => value || []))].sort();
    const verdicts = ['fail', 'unknown', 'pass', 'none'];
    return {
      text: [],
      township: distinct(rows.map((row) => row.school.township)).map((value) => ({ value, text: township(value) })),
      kind: distinct(rows.map((row) => (row.school.kind === null ? null : String(row.school.kind)))).map((value) => ({
        value,
        text: t(`kind.${value}`, { ns: 'words', defaultValue: value }),
      })),
      stage: distinct(rows.map((row) => row.stage)).reverse().map((value) => ({ value, text: t(`stages.${value}`, { ns: 'indicators' }) })),
      area: distinct(rows.map((row) => areaOf(row.school))).reverse().map((value) => ({ value, text: t(`area.${value}`) })),
      verdict: verdicts.map((value) => ({ value, text: t(`verdict.${value}`) })),
      indicator: indicators.map((value) => ({ value, text: `${value} ${t(`short.${value}`, { ns: 'indicators' })}` })),
      state: states.map((value) => ({ value, text: t(`marks.${value}`, { ns: 'common' }) })),
    };
  }, [rows, t, township]);
}

const markOfState: Record<StateFilter, Mark> = { met: 'met', short: 'short', below: 'below', unknown: 'unknown', near: 'met' };

/** Signs, words and counts; pressed, each shows only the schools in that state. */
export function Legend({ counts, filters, change }: { counts: Record<StateFilter, number>; filters: Filters; change: Change }) {
  const { t } = useTranslation('schools');
  return (
    <ul className="legend" aria-label={t('legend')}>
      {states.map((state) => (
        <li key={state}>
          <button type="button" aria-pressed={filters.state === state} onClick={() => change({ state: filters.state === state ? '' : state })}>
            {state === 'near' ? (
              <span className="state">
                <span className="sign" aria-hidden="true">≈</span>
                <span>{t('marks.near', { ns: 'common' })}</span>
              </span>
            ) : (
              <StateMark mark={markOfState[state]} />
            )}{' '}
            <strong className="num">{number(counts[state])}</strong>
          </button>
        </li>
      ))}
    </ul>
  );
}
