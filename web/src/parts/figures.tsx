import { useTranslation } from 'react-i18next';
import { amount, cv, cvAgainst, fullMoney, money } from './format';

/** What is not known is said so; it is never 0. */
export function Unknown({ reason }: { reason?: string | null }) {
  const { t } = useTranslation('common');
  return <span className="hatched unknown-figure">{t(`reasons.${reason ?? 'not_reported'}`)}</span>;
}

export function Money({ yuan, reason }: { yuan: number | null | undefined; reason?: string | null }) {
  if (yuan === null || yuan === undefined) return <Unknown reason={reason} />;
  return (
    <span className="num" title={fullMoney(yuan)}>
      {money(yuan)}
    </span>
  );
}

export function Amount({ value, unit, reason }: { value: number | null | undefined; unit: string; reason?: string | null }) {
  if (value === null || value === undefined) return <Unknown reason={reason} />;
  if (unit === 'yuan') return <Money yuan={value} />;
  return <span className="num">{amount(value, unit)}</span>;
}

export function Cv({ value, limit, reason, against }: { value: number | null | undefined; limit?: number | null; reason?: string | null; against?: boolean }) {
  if (value === null || value === undefined) return <Unknown reason={reason} />;
  return <span className="num">{against && limit ? cvAgainst(value, limit) : cv(value, limit)}</span>;
}
