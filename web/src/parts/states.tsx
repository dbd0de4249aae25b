import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { noAnswer, type Failure } from '../api/client';
import { useMay } from '../api/session';
import { To } from '../app/view';

/** While data are on their way: the shape of what comes, and words for who waits longer. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  const { t } = useTranslation('common');
  return (
    <div className="skeleton" role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <i key={index} className={index % 3 === 2 ? 'part' : ''} />
      ))}
      <span className="note">{t('loading')}</span>
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="message" role="status">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** A failure with what to do and the code that support can find. */
export function Failed({ failure, onRetry }: { failure: Failure; onRetry?: () => void }) {
  const { t } = useTranslation('common');
  const where = failure.where;
  return (
    <div className="message" role="alert">
      <h2>{failure.code === noAnswer || !failure.message ? t('no_answer') : failure.message}</h2>
      {where && (
        <p>{t('where', { file: where.file, sheet: where.sheet, row: where.row, column: where.column })}</p>
      )}
      <code translate="no">{t('code', { code: failure.code })}</code>
      <button type="button" className="button" onClick={onRetry ?? (() => window.location.reload())}>
        {t('retry')}
      </button>
    </div>
  );
}

export function NoRight({ right }: { right: string | string[] }) {
  const { t } = useTranslation('frame');
  const rights = (Array.isArray(right) ? right : [right]).map((one) => t(`rights.${one}`, { defaultValue: one }));
  return (
    <div className="message" role="alert" data-ready="true" data-refused>
      <h1>{t('no_right.title')}</h1>
      <p>{t('no_right.needs', { rights: rights.join(t('comma', { ns: 'common' })) })}</p>
      <p>{t('no_right.advice')}</p>
    </div>
  );
}

/** A county or year that nothing is stored for yet. */
export function NoData() {
  const { t } = useTranslation('common');
  const may = useMay();
  return (
    <div className="message" role="status" data-ready="true">
      <h1>{t('no_data.title')}</h1>
      <p>{t('no_data.advice')}</p>
      {may('imports_write') && (
        <To to="/imports" className="button main">
          {t('no_data.import')}
        </To>
      )}
    </div>
  );
}

const noData = new Set(['assess.no_data', 'county.no_year']);

interface Answered<T> {
  data: T | undefined;
  error: Failure | null;
  refetch?: () => unknown;
}

/** The states of what was asked for: on its way, failed, not stored yet, there. */
export function Loaded<T>({ from, lines, children }: { from: Answered<T>; lines?: number; children: (data: T) => ReactNode }) {
  if (from.data !== undefined) return children(from.data);
  if (from.error && noData.has(from.error.code)) return <NoData />;
  if (from.error) return <Failed failure={from.error} onRetry={from.refetch ? () => void from.refetch!() : undefined} />;
  return <Skeleton lines={lines} />;
}
