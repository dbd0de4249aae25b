import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/session';
import { useGet } from '../../api/use';
import { To, useView } from '../../app/view';
import { Given } from '../../parts/act';
import { Unknown } from '../../parts/figures';
import { fullMoney, number, unit as unitWord } from '../../parts/format';
import { screens } from '../index';

/** Tables and columns in the words of the glossary. */
export function useWords() {
  const { t } = useTranslation('words');
  const table = (name: string) => t(`tables.${name}`, { defaultValue: name });
  const column = (of: string, field: string | null) => (field ? t(`columns.${of}.${field.replaceAll('.', '/')}`, { defaultValue: field }) : '');
  /** The figures of county and schools stand under keys of their own: "exchange.eligible/2025-09-01". */
  const key = (of: string, text: string) => {
    const group = of === 'county' ? 'county' : of === 'figures' ? 'figures' : null;
    if (!group) return text;
    return text
      .split('/')
      .map((part) => t(`${group}.${part.replaceAll('.', '/')}`, { defaultValue: part }))
      .join(' · ');
  };
  return { t, table, column, key };
}

const suffixes: [string, string][] = [
  ['_m2', 'm2'],
  ['_yuan', 'yuan'],
];
const unitOf = (field: string) => suffixes.find(([end]) => field.endsWith(end))?.[1] ?? '';

/** A stored value to its last digit, since logs must be exact; missing is said so. */
export function StoredValue({ field, value, gone }: { field: string | null; value: string | null; gone?: boolean }) {
  const { t } = useTranslation('data');
  if (value === null) return gone ? <span aria-hidden="true">–</span> : <Unknown />;
  const figure = Number(value);
  if (!/^-?\d+(\.\d+)?$/.test(value) || !field) return <Given>{value}</Given>;
  const unit = unitOf(field);
  // Codes and years stay as they are written.
  const exact = unit === 'yuan' ? fullMoney(figure) : unit ? t('amount', { ns: 'common', value: number(figure, 2), unit: unitWord(unit) }) : value;
  return <span className="num">{exact}</span>;
}

export function useSchools() {
  const may = useMay();
  const { yearQuery } = useView();
  const { data } = useGet('/api/v1/schools', { query: yearQuery }, { enabled: may('schools_read') });
  const schools = data?.schools;
  const nameOf = useCallback((code: string) => schools?.find((school) => school.code === code)?.name ?? null, [schools]);
  return { schools: schools ?? [], nameOf };
}

/** A school by its name, as a door to its page where there is one. */
export function SchoolName({ code, name }: { code: string; name: string | null }) {
  const may = useMay();
  const text = <Given>{name ?? code}</Given>;
  const door = name !== null && screens.some((screen) => screen.path === '/schools/:code' && may(screen.right));
  return door ? <To to={`/schools/${encodeURIComponent(code)}`}>{text}</To> : text;
}

export function Person({ name }: { name: string }) {
  const { t } = useTranslation('data');
  return name === 'local' ? <>{t('local')}</> : <Given>{name}</Given>;
}
