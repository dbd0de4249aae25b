import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/session';
import { useGet } from '../../api/use';
import { useView } from '../../app/view';
import { amount, cvAgainst, fullMoney, number, schoolYear } from '../../parts/format';
import { PageHead } from '../../parts/PageHead';
import { StateMark, verdictMark } from '../../parts/StateMark';
import { useDoors } from './doors';
import type { OverviewData } from './Overview';

/** The CV that is furthest over its limit, as part of the sentence. */
function useWorst(overview: OverviewData): string {
  const { t } = useTranslation('indicators');
  const over = overview.blocking
    .filter(({ kind, compliance, value, limit }) => kind === 'cv' && compliance === 'short' && value !== null && limit)
    .sort((a, b) => b.value! / b.limit! - a.value! / a.limit!);
  const worst = over[0];
  if (!worst) return '';
  const name = t('of_stage', { stage: t(`stages.${worst.stage}`), name: t(`short.${worst.id}`, { defaultValue: worst.name }), id: worst.id });
  return t('worst', { ns: 'overview', name, against: cvAgainst(worst.value!, worst.limit!) });
}

export function VerdictHead({ overview }: { overview: OverviewData }) {
  const { t } = useTranslation('overview');
  const worst = useWorst(overview);
  const { verdict, schools_distinct: schools, school_year: year } = overview;
  const parts = [
    t(`verdicts.${verdict}`, { year: schoolYear(year) }),
    schools.fail > 0 ? t('schools_failing', { count: schools.fail }) : '',
    schools.unknown > 0 ? t('schools_unknown', { count: schools.unknown }) : '',
    worst,
  ];
  return (
    <PageHead
      title={t('title')}
      answer={
        <>
          <StateMark mark={verdictMark(verdict)} word={t(`signs.${verdict}`)} /> <span>{parts.filter(Boolean).join('')}</span>
        </>
      }
      side={<Gaps overview={overview} />}
      how={t('how')}
    />
  );
}

/** The gap in amounts: teachers, square metres, money; each leads to its indicator. */
function Gaps({ overview }: { overview: OverviewData }) {
  const { t } = useTranslation('overview');
  const { yearQuery } = useView();
  const { indicator } = useDoors();
  const may = useMay();
  const standard = useGet('/api/v1/indicators', { query: yearQuery }, { enabled: may('assessment_read') }).data?.standard_set;
  const open = overview.gaps.filter((gap) => gap.amount > 0);
  return (
    <div className="gaps">
      {open.length > 0 && (
        <ul aria-label={t('gaps')}>
          {open.map((gap) => (
            <li key={gap.indicator} title={`${gap.name} ${gap.unit === 'yuan' ? fullMoney(gap.amount) : number(gap.amount, 2)}`}>
              {indicator(gap.indicator, null, t(`short.${gap.indicator}`, { ns: 'indicators', defaultValue: gap.name }))}{' '}
              <strong className="num">{amount(gap.amount, gap.unit)}</strong>
            </li>
          ))}
        </ul>
      )}
      <p className="note">
        {t('gap_note', { schools: number(overview.schools_distinct.counted) })}
        {standard && ` · ${t('standard', { id: t(`standards.${standard.id}`, { defaultValue: standard.id }), version: standard.version })}`}
      </p>
    </div>
  );
}
