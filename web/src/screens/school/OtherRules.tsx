import { useTranslation } from 'react-i18next';
import type { Assessment } from '../../api/client';
import { useGet } from '../../api/use';
import { useView } from '../../app/view';
import { Figure } from '../../explain/ExplainProvider';
import { StateMark } from '../../parts/StateMark';

/** Rules beyond the seven indicators in which the county names this school. */
export function OtherRules({ code }: { code: string }) {
  const { t } = useTranslation('school');
  const { query } = useView();
  const answer = useGet('/api/v1/assessment', { query });
  const told = answer.data as Assessment | undefined;
  if (!told) return null;
  const named = [...told.guarantee, ...told.quality].filter((item) => item.schools_short.includes(code));
  return (
    <section className="card">
      <header>
        <h2>{named.length > 0 ? t('other.title', { count: named.length }) : t('other.none')}</h2>
      </header>
      {named.length > 0 && (
        <ul className="plain-list other-rules">
          {named.map((item) => (
            <li key={item.id}>
              <StateMark mark="below" signOnly />{' '}
              <Figure explain={{ indicator: item.id, title: `${item.id} ${item.name}` }}>
                {item.id} {item.name}
              </Figure>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
