import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../api/client';
import { Figure } from '../../explain/ExplainProvider';
import { cvAgainst, number } from '../../parts/format';
import { StateMark, cvMark, markOf } from '../../parts/StateMark';
import { useDoors } from './doors';

type Item = Schema<'Blocking'>;

/** What stands between the county and the standard, in its order, each with a door to the cause. */
export function Blocking({ blocking }: { blocking: Item[] }) {
  const { t } = useTranslation('overview');
  return (
    <section className="card blocking">
      <header>
        <h2>{blocking.length > 0 ? t('blocking', { count: blocking.length }) : t('nothing_blocks')}</h2>
      </header>
      <ol tabIndex={0} aria-label={t('blocking', { count: blocking.length })}>
        {blocking.map((item) => (
          <li key={`${item.kind} ${item.id} ${item.stage ?? ''}`}>
            <StateMark mark={item.kind === 'cv' ? cvMark(item.compliance) : markOf(item.compliance)} signOnly />
            <span className="what">
              <Door item={item} />
              <Amount item={item} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function useName(item: Item): string {
  const { t } = useTranslation('overview');
  if (item.kind === 'schools') return t('schools_short', { count: item.schools });
  if (item.kind !== 'cv') return `${item.id} ${item.name}`;
  const name = t(`short.${item.id}`, { ns: 'indicators', defaultValue: item.name });
  return t('of_stage', { ns: 'indicators', stage: t(`stages.${item.stage}`, { ns: 'indicators' }), name, id: item.id });
}

function Door({ item }: { item: Item }) {
  const { failing, indicator, evaluation } = useDoors();
  const name = useName(item);
  if (item.kind === 'schools') return failing(name);
  if (item.kind === 'cv') return indicator(item.id, item.stage, name);
  return evaluation(item.id, name);
}

function Amount({ item }: { item: Item }): ReactNode {
  const { t } = useTranslation('overview');
  const name = useName(item);
  if (item.kind === 'schools') return null;
  if (item.kind === 'cv') {
    if (item.value === null || item.limit === null) return null;
    return (
      <Figure explain={{ cv: item.id, stage: item.stage as 'primary' | 'junior', title: t('cv_title', { name }) }}>
        CV {cvAgainst(item.value, item.limit)}
      </Figure>
    );
  }
  const text = item.compliance === 'unknown' ? t('not_judged') : item.schools > 0 ? t('schools_of', { count: item.schools, value: number(item.schools) }) : t('why');
  return <Figure explain={{ indicator: item.id, title: name }}>{text}</Figure>;
}
