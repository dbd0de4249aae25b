import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Given {
  /** The name of the page; shown above the answer. */
  title: string;
  /** The sentence that can be read aloud: the answer first. */
  answer?: ReactNode;
  side?: ReactNode;
  /** 这页怎么看 */
  how?: ReactNode;
}

export function PageHead({ title, answer, side, how }: Given) {
  const { t } = useTranslation('common');
  return (
    <header className="page-head">
      <div className="page-head-text">
        {answer ? <h1 className="sr">{title}</h1> : <h1>{title}</h1>}
        {answer && <div className="answer">{answer}</div>}
        {how && (
          <details>
            <summary>{t('how_to_read')}</summary>
            <p>{how}</p>
          </details>
        )}
      </div>
      {side && <div className="side">{side}</div>}
    </header>
  );
}

/** The root of a screen. `ready` is what tests wait for: everything that the first view needs is there. */
export function Page({ ready, className, children }: { ready: boolean; className?: string; children: ReactNode }) {
  return (
    <div className={className} data-ready={ready}>
      {children}
    </div>
  );
}
