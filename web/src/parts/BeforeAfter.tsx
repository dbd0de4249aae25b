import { useTranslation } from 'react-i18next';
import type { Comparison, Compliance } from '../api/client';
import { cv, number } from './format';
import { Unknown } from './figures';
import { StateMark, cvMark } from './StateMark';
import { SimpleTable, type Column } from './table';

/** One line of before | after | difference, whatever it compares. */
export interface Pair {
  key: string;
  name: string;
  before: number | null;
  after: number | null;
  complianceBefore?: Compliance;
  complianceAfter?: Compliance;
}

interface Given {
  caption: string;
  pairs: Pair[];
  /** How one figure reads; the difference uses it too. */
  format?: (value: number) => string;
  beforeTitle?: string;
  afterTitle?: string;
  compact?: boolean;
}

/** U+2212, which lines up with +. */
export function signed(difference: number, format: (value: number) => string): string {
  const text = format(Math.abs(difference));
  if (text === format(0)) return text;
  return `${difference > 0 ? '+' : '−'}${text}`;
}

/** The one table for a what-if, a plan, a correction and a new year. */
export function BeforeAfter({ caption, pairs, format = (value) => number(value, 2), beforeTitle, afterTitle, compact }: Given) {
  const { t } = useTranslation('common');
  const side = (value: number | null, compliance?: Compliance) => (
    <>
      {value === null ? <Unknown /> : format(value)}
      {compliance && <> <StateMark mark={cvMark(compliance)} signOnly /></>}
    </>
  );
  const columns: Column<Pair>[] = [
    { key: 'name', title: t('compare.what'), cell: (pair) => pair.name },
    { key: 'before', title: beforeTitle ?? t('compare.before'), num: true, cell: (pair) => side(pair.before, pair.complianceBefore) },
    { key: 'after', title: afterTitle ?? t('compare.after'), num: true, cell: (pair) => side(pair.after, pair.complianceAfter) },
    {
      key: 'difference',
      title: t('compare.difference'),
      num: true,
      cell: (pair) => (pair.before === null || pair.after === null ? '–' : signed(pair.after - pair.before, format)),
    },
  ];
  return (
    <SimpleTable
      caption={caption}
      columns={columns}
      rows={pairs}
      rowKey={(pair) => pair.key}
      rowClass={(pair) => (pair.before === pair.after ? undefined : 'changed')}
      compact={compact}
    />
  );
}

/** The fourteen CVs of a comparison as lines. */
export function useCvPairs() {
  const { t } = useTranslation('indicators');
  return (comparison: Comparison): Pair[] =>
    comparison.resource.map((row) => ({
      key: `${row.indicator} ${row.stage}`,
      name: t('of_stage', { stage: t(`stages.${row.stage}`), name: t(`short.${row.indicator}`, { defaultValue: row.indicator }), id: row.indicator }),
      before: row.before.cv,
      after: row.after.cv,
      complianceBefore: row.before.cv_compliance,
      complianceAfter: row.after.cv_compliance,
    }));
}

export function CvBeforeAfter({ comparison, compact }: { comparison: Comparison; compact?: boolean }) {
  const { t } = useTranslation('common');
  const pairs = useCvPairs();
  return <BeforeAfter caption={t('compare.cvs')} pairs={pairs(comparison)} format={(value) => cv(value)} compact={compact} />;
}
