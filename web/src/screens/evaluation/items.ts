import type { Assessment, Compliance, ResourceRow } from '../../api/client';
import type { Answer } from '../../api/get';

export type Judged = Assessment['guarantee'][number];
export type Rules = Answer<'/api/v1/indicators'>;
export type ResourceRule = Rules['resource'][number];
export type JudgedRule = Rules['judged'][number];

export const parts = ['resource', 'guarantee', 'quality', 'recognition'] as const;
export type Part = (typeof parts)[number];

/** One line of the official table: a resource indicator with its stages, or a judged one. */
export type Item =
  | { part: 'resource'; id: string; rule: ResourceRule; rows: ResourceRow[] }
  | { part: 'guarantee' | 'quality' | 'recognition' | 'veto'; id: string; rule: JudgedRule; judged: Judged };

function judgedItems(part: 'guarantee' | 'quality' | 'recognition' | 'veto', judged: Judged[], rules: Rules): Item[] {
  return judged.flatMap((one) => {
    const rule = rules.judged.find(({ id }) => id === one.id);
    return rule ? [{ part, id: one.id, rule, judged: one }] : [];
  });
}

/** The 32 indicators in the order of the table; an overlay may add some. */
export function itemsOf(assessment: Assessment, rules: Rules): Item[] {
  const resource = rules.resource.map((rule): Item => ({ part: 'resource', id: rule.id, rule, rows: assessment.resource.filter(({ indicator }) => indicator === rule.id) }));
  return [
    ...resource,
    ...judgedItems('guarantee', assessment.guarantee, rules),
    ...judgedItems('quality', assessment.quality, rules),
    ...judgedItems('recognition', [assessment.recognition], rules),
  ];
}

export const vetoesOf = (assessment: Assessment, rules: Rules) => judgedItems('veto', assessment.vetoes, rules);

/** Of a resource indicator: its CVs within the limits and no school below its threshold, or what stands against that. */
export function complianceOf(item: Item): Compliance {
  if (item.part !== 'resource') return item.judged.compliance;
  const told = item.rows.map((row) => row.cv_compliance);
  if (told.includes('short')) return 'short';
  return told.includes('unknown') ? 'unknown' : 'met';
}

export function tally(items: Item[]): Record<Compliance, number> {
  const count = { met: 0, short: 0, unknown: 0, not_applicable: 0 };
  for (const item of items) count[complianceOf(item)] += 1;
  return count;
}
