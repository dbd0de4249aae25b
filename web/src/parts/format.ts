import i18next from 'i18next';

const locale = () => (i18next.language === 'en' ? 'en-GB' : 'zh-CN');

/** A number with thousands separated; `digits` decimals at most. */
export function number(value: number, digits = 0, fixed = false): string {
  return new Intl.NumberFormat(locale(), {
    maximumFractionDigits: digits,
    minimumFractionDigits: fixed ? digits : 0,
  }).format(value);
}

/** A share 0…1 as percent with one digit. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

const mostDigits = 6;

/** Three digits, more where three would hide on which side of the limit the value is. */
export function cv(value: number, limit?: number | null): string {
  if (limit === undefined || limit === null || value === limit) return value.toFixed(3);
  for (let digits = 3; digits < mostDigits; ++digits) {
    const shown = value.toFixed(digits);
    if (Math.sign(Number(shown) - limit) === Math.sign(value - limit)) return shown;
  }
  return value.toFixed(mostDigits);
}

/** The limit itself as the documents write it: 0.50. */
export function limit(value: number): string {
  return value.toFixed(2);
}

/** "0.5025 > 0.50": value, sign, limit. */
export function cvAgainst(value: number, bound: number): string {
  const sign = value > bound ? '>' : value < bound ? '<' : '=';
  return `${cv(value, bound)} ${sign} ${limit(bound)}`;
}

interface Step {
  from: number;
  digits: number;
  key: string;
}
const moneySteps: Record<string, Step[]> = {
  zh: [
    { from: 1e4, digits: 1, key: 'money.wan' },
    { from: 1e8, digits: 2, key: 'money.yi' },
  ],
  en: [
    { from: 1e6, digits: 1, key: 'money.million' },
    { from: 1e9, digits: 1, key: 'money.billion' },
  ],
};

/** Yuan as people say it: 万元 with one digit from 10,000, 亿元 from 1e8. */
export function money(yuan: number): string {
  let size = Math.abs(yuan);
  let step: Step | undefined;
  for (const next of moneySteps[i18next.language === 'en' ? 'en' : 'zh']!) {
    if (size < next.from) break;
    step = next;
    // Rounding may carry a sum into the next step: 99,999,999 is 1.00 亿元, not 10,000.0 万元.
    size = Math.max(size, Number((size / step.from).toFixed(step.digits)) * step.from);
  }
  if (!step) return i18next.t('money.yuan', { value: number(yuan, Number.isInteger(yuan) ? 0 : 2) });
  return i18next.t(step.key, { value: number(yuan / step.from, step.digits, true) });
}

export function fullMoney(yuan: number): string {
  return i18next.t('money.yuan', { value: number(yuan, 2) });
}

const digitsOf: Record<string, number> = { m2: 0, yuan: 2, ratio: 1 };

export function unit(name: string, count?: number): string {
  return name ? i18next.t(`units.${name}`, { defaultValue: name, count }) : '';
}

/** An amount with its unit: 3 人, 1,240 m², 312.0万元, 95.0%. */
export function amount(value: number, unitName: string): string {
  if (unitName === 'yuan') return money(value);
  if (unitName === 'ratio') return percent(value);
  const text = number(value, digitsOf[unitName] ?? 0);
  const word = unit(unitName, Number(text.replaceAll(',', '')));
  return word ? i18next.t('amount', { value: text, unit: word }) : text;
}

/** The value of an indicator of a school: two digits (the books of L6: whole yuan). */
export function indicatorValue(value: number, unitName: string): string {
  return unitName === 'yuan' ? number(value) : number(value, 2, true);
}

/** 2025 → 2025—2026学年 */
export function schoolYear(year: number): string {
  return i18next.t('school_year', { from: year, to: year + 1 });
}

/** 2026-11-24T17:23:10Z → 2026-11-25 01:23, in local time. */
export function moment(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export function seconds(value: number): string {
  const whole = Math.round(value);
  if (whole < 60) return i18next.t('seconds', { count: whole });
  const minutes = Math.floor(whole / 60);
  return whole % 60 === 0 ? i18next.t('whole_minutes', { count: minutes }) : i18next.t('minutes', { minutes, seconds: whole % 60 });
}
