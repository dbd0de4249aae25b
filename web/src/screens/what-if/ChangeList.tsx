import { useTranslation } from 'react-i18next';
import type { Draft, Step } from './changes';
import { useDescribe, type Listed } from './describe';

/** What is to be changed, in the order in which it is done. */
export function ChangeList({ draft, schools, take }: { draft: Draft; schools: Listed[]; take: (taken: Step) => void }) {
  const { t } = useTranslation('what-if');
  const describe = useDescribe(schools);
  return (
    <section className="card change-list">
      <header>
        <h2>{t('changes_count', { count: draft.now.length })}</h2>
        <span className="change-acts">
          <button type="button" className="button small" disabled={draft.past.length === 0} onClick={() => take({ kind: 'undo' })} title={t('undo_keys')}>
            {t('undo')}
          </button>
          <button type="button" className="button small" disabled={draft.future.length === 0} onClick={() => take({ kind: 'redo' })}>
            {t('redo')}
          </button>
          <button type="button" className="button small" disabled={draft.now.length === 0} onClick={() => take({ kind: 'clear' })}>
            {t('clear')}
          </button>
        </span>
      </header>
      {draft.now.length === 0 ? (
        <p className="note">{t('no_changes')}</p>
      ) : (
        <ol tabIndex={0} aria-label={t('changes')}>
          {draft.now.map((entry, index) => {
            const { school, text, detail } = describe(entry);
            return (
              <li key={index}>
                <span className="change-text">
                  <strong>{school}</strong> {text}
                  <span className="change-detail num">{detail}</span>
                </span>
                <button type="button" className="remove" aria-label={t('remove_change', { what: `${school} ${text}` })} onClick={() => take({ kind: 'remove', index })}>
                  ✕
                </button>
              </li>
            );
          })}
        </ol>
      )}
      {draft.now.length > 0 && <p className="note">{t('kept')}</p>}
    </section>
  );
}
