import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { get } from '../../api/get';
import { useGet } from '../../api/use';
import { To } from '../../app/view';
import { number } from '../../parts/format';

/** Saved plans that touch this school. */
export function Plans({ code }: { code: string }) {
  const { t } = useTranslation('school');
  const listed = useGet('/api/v1/scenarios').data?.scenarios;
  const details = useQueries({
    queries: (listed ?? []).map(({ name }) => ({
      queryKey: ['/api/v1/scenarios/{name}', { name }, {}],
      queryFn: () => get('/api/v1/scenarios/{name}', { path: { name } }),
    })),
  });
  if (!listed) return null;
  const touching = listed.flatMap(({ name }, index) => {
    const changes = details[index]?.data?.changes ?? [];
    const own = changes.filter((change) => change.key.split('/').includes(code)).length;
    return own > 0 ? [{ name, own }] : [];
  });
  return (
    <section className="card">
      <header>
        <h2>{touching.length > 0 ? t('plans.title', { count: touching.length }) : t('plans.none')}</h2>
      </header>
      <ul className="plain-list">
        {touching.map(({ name, own }) => (
          <li key={name}>
            <To to={`/schools/${code}?scenario=${encodeURIComponent(name)}`}>{name}</To> <span className="note">{t('plans.changes', { count: own, value: number(own) })}</span>
          </li>
        ))}
      </ul>
      <p className="note">{t('plans.tasks')}</p>
    </section>
  );
}
