import i18next from 'i18next';
import { afterEach, describe, expect, test } from 'vitest';
import { amount, cv, cvAgainst, money, percent, schoolYear, seconds } from './format';

afterEach(() => i18next.changeLanguage('zh'));

describe('coefficients of variation', () => {
  test('three digits', () => {
    expect(cv(0.5557981289, 0.5)).toBe('0.556');
    expect(cv(0.2)).toBe('0.200');
  });
  test('more where three would hide the side of the limit', () => {
    expect(cv(0.50049, 0.5)).toBe('0.5005');
    expect(cv(0.49996, 0.5)).toBe('0.49996');
    expect(cvAgainst(0.50018, 0.5)).toBe('0.5002 > 0.50');
    expect(cvAgainst(0.4498, 0.45)).toBe('0.4498 < 0.45');
  });
  test('on the limit', () => expect(cvAgainst(0.45, 0.45)).toBe('0.450 = 0.45'));
});

describe('money', () => {
  test('as a county says it', () => {
    expect(money(9999)).toBe('9,999 元');
    expect(money(12.5)).toBe('12.5 元');
    expect(money(10_000)).toBe('1.0 万元');
    expect(money(3_120_000)).toBe('312.0 万元');
    expect(money(99_999_999)).toBe('1.00 亿元');
    expect(money(123_456_789)).toBe('1.23 亿元');
    expect(money(-25_000)).toBe('-2.5 万元');
  });
  test('in English', async () => {
    await i18next.changeLanguage('en');
    expect(money(1_515_625)).toBe('CNY 1.5 million');
    expect(money(12_000)).toBe('CNY 12,000');
  });
});

test('percent has one digit', () => expect(percent(0.95135)).toBe('95.1%'));
test('amounts have their unit', () => {
  expect(amount(3, 'teacher')).toBe('3 人');
  expect(amount(12400.4, 'm2')).toBe('12,400 m²');
  expect(amount(0.85, 'ratio')).toBe('85.0%');
});
test('school years', () => expect(schoolYear(2025)).toBe('2025—2026学年'));
test('durations', () => {
  expect(seconds(5.4)).toBe('5 秒');
  expect(seconds(1800)).toBe('30 分钟');
  expect(seconds(125)).toBe('2 分 5 秒');
});
