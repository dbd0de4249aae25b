import { useTranslation } from 'react-i18next';
import type { ResourceRow } from '../../api/client';
import { amount, cv, limit, number, unit } from '../../parts/format';
import type { Item, Judged, JudgedRule, ResourceRule } from './items';
import { shareAgainst, shareLimit } from './share';

/** Fills a text of the locale; keys of other namespaces stand as `namespace:key`. */
export type Text = (key: string | string[], values?: Record<string, unknown>) => string;

export function useText(): Text {
  const { t } = useTranslation('evaluation');
  return (key, values) => t(key as never, (values ?? {}) as never) as unknown as string;
}

const isShare = (rule: JudgedRule) => rule.unit === 'ratio';

function figure(value: number | null, bound: number | null, rule: JudgedRule, t: Text): string {
  if (value === null) return t('unknown');
  if (isShare(rule)) return shareAgainst(value, bound);
  return rule.unit === 'yuan' || rule.unit === 'pupil' || rule.unit === 'room' ? number(value, 2) : number(value, 3);
}

const bounded = (bound: number, rule: JudgedRule) => (isShare(rule) ? shareLimit(bound) : number(bound, 3));

const partName = (id: string, part: string, t: Text) => t([`parts_of.${id}.${part.replaceAll('.', '_')}`, `parts_of.all.${part.replaceAll('.', '_')}`]);

function standardOfResource(rule: ResourceRule, t: Text): string {
  const stageWord = (stage: string | null) => (stage ? t(`indicators:stages.${stage}`) : '');
  const list = (values: { stage: string | null; value: string }[], key: string) =>
    values.map(({ stage, value }) => t(key, { stage: stageWord(stage), value: key === 'standard.cv' ? limit(Number(value)) : number(Number(value), 2), unit: unit(rule.unit) })).join(t('clause'));
  return t('standard.resource', { form: t(`forms.${rule.form}`), thresholds: list(rule.thresholds, 'standard.threshold'), cvs: list(rule.cv_limits, 'standard.cv') });
}

function foundOfStage(row: ResourceRow, t: Text): string {
  const stage = t(`indicators:stages.${row.stage}`);
  const told = [
    row.missing > 0 ? t('found.missing', { count: row.missing }) : '',
    row.short_schools > 0
      ? t('found.short', { count: row.short_schools, all: row.schools, gap: row.shortfall && row.shortfall.amount > 0 ? t('found.gap', { amount: amount(row.shortfall.amount, row.shortfall.unit) }) : '' })
      : t('found.all_met', { all: row.schools }),
    row.cv === null ? t('found.no_cv') : t('found.cv', { value: cv(row.cv, row.cv_limit) }),
  ];
  return t('found.stage', { stage, told: told.filter(Boolean).join(t('clause')) });
}

function standardOfJudged(judged: Judged, rule: JudgedRule, t: Text): string {
  const list = judged.parts?.filter(({ limit: bound }) => bound !== null) ?? [];
  if (rule.form === 'documents') return t('standard.documents');
  if (rule.form === 'veto') return t('standard.veto');
  if (rule.form === 'all_flags') return t('standard.all_flags');
  if (rule.form === 'rooms_by_classes' || rule.form === 'small_school_funds') return t('standard.every_school');
  if (rule.form === 'not_below') return t('standard.not_below');
  const sign = rule.form === 'school_size' || rule.form === 'class_size' ? 'at_most' : 'at_least';
  if (list.length > 0)
    return list
      .map(({ id, limit: bound }) => t(`standard.${rule.form === 'monitoring' && id === 'rate' ? 'below' : sign}`, { name: partName(rule.id, id, t), limit: bounded(bound!, rule), unit: unitAfter(rule) }))
      .join(t('semicolon'));
  if (rule.form === 'school_size') return t('standard.school_size');
  return judged.limit === null ? t('standard.none') : t(`standard.${sign}`, { name: '', limit: bounded(judged.limit, rule), unit: unitAfter(rule) });
}

const unitAfter = (rule: JudgedRule) => (isShare(rule) || !rule.unit ? '' : ` ${unit(rule.unit)}`);

function foundOfJudged(judged: Judged, rule: JudgedRule, t: Text): string {
  const schools = judged.schools_short.length;
  const tail = schools > 0 ? t('found.schools_short', { count: schools }) : '';
  const list = (judged.parts ?? []).filter(({ value }) => value !== null);
  const { evidence } = judged;
  const paper = evidence.needed > 0 ? t('found.papers', { needed: evidence.needed, present: evidence.present, state: t(`evidence_states.${evidence.state}`) }) : '';
  const say = (text: string) => [text, tail, paper].filter(Boolean).join(t('semicolon'));
  if (rule.form === 'documents') return judged.compliance === 'short' ? [t('found.documents_short'), paper].join(t('semicolon')) : paper;
  if (judged.value === null && list.length === 0) return say(t('unknown'));
  switch (rule.form) {
    case 'veto':
      return judged.value === 0 ? t('found.veto_none') : t('found.veto', { value: number(judged.value!) });
    case 'all_flags':
      return say(list.map(({ id, value }) => t(value === 1 ? 'found.flag_yes' : 'found.flag_no', { name: partName(rule.id, id, t) })).join(t('clause')));
    case 'rooms_by_classes':
    case 'small_school_funds':
      return say(t('found.schools_of', { value: number(judged.value!), all: number(judged.limit ?? 0) }));
    case 'school_size':
      return say(t('found.largest_school', { value: number(judged.value!), limit: number(judged.limit ?? 0) }));
    case 'not_below':
      return say(t('found.not_below', { value: number(judged.value!), limit: number(judged.limit ?? 0) }));
  }
  if (list.length > 0)
    return say(list.map(({ id, value, limit: bound }) => t('found.part', { name: partName(rule.id, id, t), value: figure(value, bound, rule, t) + unitAfter(rule) })).join(t('clause')));
  return say(t('found.value', { value: figure(judged.value, judged.limit, rule, t) + unitAfter(rule) }));
}

export function standardOf(item: Item, t: Text): string {
  return item.part === 'resource' ? standardOfResource(item.rule, t) : standardOfJudged(item.judged, item.rule, t);
}

/** 县级自评情况: nothing but what the figures say. */
export function foundOf(item: Item, t: Text): string {
  return item.part === 'resource' ? item.rows.map((row) => foundOfStage(row, t)).join(t('semicolon')) : foundOfJudged(item.judged, item.rule, t);
}
