import type { Schema, Verdict } from '../../api/client';
import type { CountyMapData } from '../../parts/map/geometry';

type Listed = Schema<'SchoolListed'>;

/** Of its stages the one that is furthest from the standard; null where none counts. */
export function verdictOf(school: Listed): Verdict | null {
  const told = school.stages.filter(({ counted }) => counted).map(({ verdict }) => verdict);
  return (['fail', 'unknown', 'pass'] as const).find((verdict) => told.includes(verdict)) ?? null;
}

export interface Township {
  code: string;
  name: string;
  schools: number;
  failing: number;
  unknown: number;
  pupils: number;
}

/** The townships that have schools, the one with the most schools short first. */
export function townshipsOf(schools: Listed[], map: CountyMapData | undefined): Township[] {
  const found = new Map<string, Township>();
  for (const school of schools) {
    if (school.merged_into) continue;
    const feature = map?.features.find(({ properties }) => properties.layer === 'township' && properties.code === school.township);
    const one = found.get(school.township) ?? { code: school.township, name: feature?.properties.name ?? school.township, schools: 0, failing: 0, unknown: 0, pupils: 0 };
    const verdict = verdictOf(school);
    if (verdict !== null) one.schools += 1;
    if (verdict === 'fail') one.failing += 1;
    if (verdict === 'unknown') one.unknown += 1;
    one.pupils += school.stages.reduce((sum, { pupils }) => sum + (pupils ?? 0), 0);
    found.set(school.township, one);
  }
  return [...found.values()].sort((a, b) => b.failing - a.failing || b.pupils - a.pupils || a.code.localeCompare(b.code));
}

/** What comes round at this tick; a list that is empty gives nothing. */
export function turn<T>(list: readonly T[], tick: number): T | undefined {
  return list.length === 0 ? undefined : list[((tick % list.length) + list.length) % list.length];
}
