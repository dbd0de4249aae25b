import type { Assessment } from '../../api/client';
import type { Rules } from './items';

type Effect = Assessment['readings'][number];
type Rule = Rules['readings'][number];

export interface CvChange {
  indicator: string;
  stage: string;
  from: string;
  to: string;
}

export interface SchoolChange {
  code: string;
  stage: string;
  from: string;
  to: string;
}

/** Another way to read one rule, and what it would change. */
export interface OtherReading {
  rule: Rule;
  choice: { id: string; name: string };
  /** The county's verdict after it, null where it stays. */
  verdict: string | null;
  resourceVerdict: string | null;
  cvs: CvChange[];
  schools: SchoolChange[];
}

function changed(effect: Effect | undefined, what: string): string | null {
  return effect?.changes.find((change) => change.what === what)?.to ?? null;
}

/** Every reading that is not the chosen one, those that change the verdict first. */
export function otherReadings(assessment: Assessment, rules: Rules): OtherReading[] {
  const all = rules.readings.flatMap((rule) =>
    rule.choices
      .filter(({ id }) => id !== rule.chosen)
      .map((choice): OtherReading => {
        const effect = assessment.readings.find((one) => one.reading === rule.id && one.choice === choice.id);
        const of = (prefix: string) =>
          (effect?.changes ?? []).filter(({ what }) => what.startsWith(prefix)).map(({ what, from, to }) => {
            const [id = '', stage = ''] = what.slice(prefix.length).split('/');
            return { id, stage, from, to };
          });
        return {
          rule,
          choice,
          verdict: changed(effect, 'verdict'),
          resourceVerdict: changed(effect, 'resource_verdict'),
          cvs: of('cv:').map(({ id, ...rest }) => ({ indicator: id, ...rest })),
          schools: of('school:').map(({ id, ...rest }) => ({ code: id, ...rest })),
        };
      }),
  );
  return all.sort((a, b) => weight(b) - weight(a));
}

/** How deep a reading cuts: the verdict, then that of the resources, then CVs, then schools. */
export function weight({ verdict, resourceVerdict, cvs, schools }: OtherReading): number {
  return (verdict ? 1e6 : 0) + (resourceVerdict ? 1e5 : 0) + cvs.length * 1e3 + schools.length;
}

export const deciding = (readings: OtherReading[]) => readings.filter(({ verdict }) => verdict !== null);
export const touching = (readings: OtherReading[]) => readings.filter((one) => weight(one) > 0);
