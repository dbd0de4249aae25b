import { useTranslation } from 'react-i18next';
import type { Comparison, Verdict } from '../../api/client';

/** How many schools turned, each stage by itself, as the overview counts them. */
export function turned(comparison: Comparison): { better: number; worse: number; gone: number } {
  const count = (wanted: (row: Comparison['schools'][number]) => boolean) => comparison.schools.filter(wanted).length;
  return {
    better: count(({ before, after }) => before !== 'pass' && after === 'pass'),
    worse: count(({ before, after }) => before === 'pass' && (after === 'fail' || after === 'unknown')),
    gone: count(({ before, after }) => before !== 'absent' && (after === 'absent' || after === 'not_counted')),
  };
}

export function cvsTurned(comparison: Comparison): { better: number; worse: number } {
  const count = (from: string, to: string) => comparison.resource.filter(({ before, after }) => before.cv_compliance === from && after.cv_compliance === to).length;
  return { better: count('short', 'met'), worse: count('met', 'short') };
}

export function useSentence() {
  const { t } = useTranslation('what-if');
  return (changes: number, comparison: Comparison, verdict: Verdict): string => {
    if (changes === 0) return t('sentence.none', { verdict: t(`sentence.now.${verdict}`) });
    const schools = turned(comparison);
    const cvs = cvsTurned(comparison);
    const parts = [
      schools.better ? t('sentence.schools_better', { count: schools.better }) : '',
      schools.worse ? t('sentence.schools_worse', { count: schools.worse }) : '',
      schools.gone ? t('sentence.schools_gone', { count: schools.gone }) : '',
      cvs.better ? t('sentence.cvs_better', { count: cvs.better }) : '',
      cvs.worse ? t('sentence.cvs_worse', { count: cvs.worse }) : '',
    ].filter(Boolean);
    return t('sentence.after', { count: changes, verdict: t(`sentence.then.${comparison.after.verdict}`), effect: parts.length ? parts.join(t('sentence.join')) : t('sentence.nothing_turns') });
  };
}
