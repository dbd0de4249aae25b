import i18next from 'i18next';
import type { Explanation } from '../api/client';
import { moment, number, percent, unit } from '../parts/format';
import type { Asked } from './ExplainProvider';

const t = (key: string, values?: Record<string, unknown>) => i18next.t(key, { ns: 'explain', ...values });

function source(input: Explanation['inputs'][number]): string {
  if (input.source) return t('source', input.source);
  if (input.edit) return t('edit', { ...input.edit, at: moment(input.edit.at) });
  return '';
}

/** The explanation as plain text, with every digit, for a letter or a chat. */
export function asText(asked: Asked, explanation: Explanation): string {
  const { rule } = explanation;
  const value = explanation.value === null ? i18next.t('reasons.not_reported') : `${explanation.value} ${unit(explanation.unit)}`;
  const lines = [asked.title, `${t('value')}: ${value}`, `${t('formula')}: ${explanation.formula}`, '', `${t('inputs')}:`];
  for (const input of explanation.inputs) {
    const figure = input.text ?? (input.value === null ? i18next.t('reasons.not_reported') : `${input.value} ${unit(input.unit)}`);
    lines.push(`- ${input.label ?? input.name}: ${figure} (${[input.at, source(input)].filter(Boolean).join(', ')})`);
  }
  lines.push('', `${t('rule')}: ${rule.id} ${rule.title}, ${rule.document} ${rule.clause}, ${t('in_force')} ${rule.from}`);
  for (const row of explanation.contributions) lines.push(`- ${row.name}: ${number(row.value, 4)}, ${percent(row.share)}`);
  return lines.join('\n').trim();
}
