import { useTranslation } from 'react-i18next';
import type { Compliance, Verdict } from '../api/client';

export type Mark = 'met' | 'short' | 'below' | 'over' | 'unknown' | 'none';

/** What a judgement looks like: `above_floor` parts what is short into 余项 (≥ 85%) and below it. */
export function markOf(compliance: Compliance, aboveFloor?: boolean | null): Mark {
  if (compliance === 'met') return 'met';
  if (compliance === 'unknown') return 'unknown';
  if (compliance === 'not_applicable') return 'none';
  return aboveFloor ? 'short' : 'below';
}

/** Of a coefficient of variation, which has no floor: met or over the limit. */
export function cvMark(compliance: Compliance): Mark {
  return compliance === 'short' ? 'over' : markOf(compliance);
}

export function verdictMark(verdict: Verdict): Mark {
  return verdict === 'pass' ? 'met' : verdict === 'fail' ? 'below' : 'unknown';
}

export const signOf: Record<Mark, string> = { met: '●', short: '◐', below: '■', over: '■', unknown: '?', none: '–' };
export const colourOf: Record<Mark, string> = {
  met: 'var(--met)',
  short: 'var(--short)',
  below: 'var(--below)',
  over: 'var(--below)',
  unknown: 'var(--unknown)',
  none: 'var(--line-strong)',
};

interface Given {
  mark: Mark;
  near?: boolean;
  /** Says it in other words than 达标 / 余项 / … */
  word?: string;
  /** The sign alone, the word for readers of the screen: cells of a heat table. */
  signOnly?: boolean;
}

/** A state by sign, word and colour, never by colour alone. */
export function StateMark({ mark, near, word, signOnly }: Given) {
  const { t } = useTranslation('common');
  const text = word ?? t(`marks.${mark}`);
  const full = near ? `${text} · ${t('marks.near')}` : text;
  const shape = mark === 'over' ? 'below' : mark;
  return (
    <span className={`state ${shape}${mark === 'unknown' ? ' hatched unknown-figure' : ''}`} title={signOnly || near ? full : undefined}>
      <span className="sign" aria-hidden="true">
        {signOf[mark]}
        {near ? '≈' : ''}
      </span>
      <span className={signOnly ? 'sr' : 'word'}>{signOnly ? full : text}</span>
      {near && !signOnly && <span className="sr">{t('marks.near')}</span>}
    </span>
  );
}
