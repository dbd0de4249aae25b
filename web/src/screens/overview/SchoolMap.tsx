import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema, Verdict } from '../../api/client';
import { useGet } from '../../api/use';
import { useGo, useView } from '../../app/view';
import { ChartFrame } from '../../parts/ChartFrame';
import { number } from '../../parts/format';
import { CountyMap, type SchoolDot } from '../../parts/map/CountyMap';
import type { CountyMapData } from '../../parts/map/geometry';
import { useCountyMap } from '../../parts/map/useCountyMap';
import { Skeleton } from '../../parts/states';
import { StateMark, verdictMark, type Mark } from '../../parts/StateMark';
import { SimpleTable } from '../../parts/table';
import { useDoors } from './doors';

type Listed = Schema<'SchoolListed'>;

/** Of its stages the one that is furthest from the standard. */
export function schoolVerdict(school: Listed): Verdict | null {
  const told = school.stages.map((stage) => stage.verdict);
  return (['fail', 'unknown', 'pass'] as const).find((verdict) => told.includes(verdict)) ?? null;
}

const markOf = (school: Listed): Mark => {
  const verdict = schoolVerdict(school);
  return verdict ? verdictMark(verdict) : 'none';
};
const pupilsOf = (school: Listed) => school.stages.reduce((sum, stage) => sum + (stage.pupils ?? 0), 0);

/** The township with the most schools that fall short; null where none falls short or its name is not known. */
export function mostFailing(schools: Listed[], map: CountyMapData | undefined): { name: string; count: number } | null {
  const counts = new Map<string, number>();
  for (const school of schools) if (schoolVerdict(school) === 'fail') counts.set(school.township, (counts.get(school.township) ?? 0) + 1);
  const [code, count] = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0] ?? [];
  const name = map?.features.find(({ properties }) => properties.layer === 'township' && properties.code === code)?.properties.name;
  return name && count ? { name, count } : null;
}

export function SchoolMap() {
  const { t } = useTranslation('overview');
  const { query } = useView();
  const map = useCountyMap();
  const answer = useGet('/api/v1/schools', { query });
  const go = useGo();
  const { schoolPage } = useDoors();
  const schools = useMemo(() => (answer.data?.schools ?? []).filter((school) => !school.merged_into), [answer.data]);
  const shade = useMemo(() => {
    const pupils = new Map<string, number>();
    for (const school of schools) pupils.set(school.township, (pupils.get(school.township) ?? 0) + pupilsOf(school));
    const most = Math.max(1, ...pupils.values());
    return (township: string) => (pupils.get(township) ?? 0) / most;
  }, [schools]);
  const words: Partial<Record<Mark, string>> = { below: t('marks.fail', { ns: 'common' }), none: t('outside') };
  const dots: SchoolDot[] = schools.flatMap((school) => {
    if (school.lon === null || school.lat === null) return [];
    const mark = markOf(school);
    return [
      {
        code: school.code,
        name: school.name,
        lon: school.lon,
        lat: school.lat,
        mark,
        text: (
          <>
            <StateMark mark={mark} word={words[mark]} /> · {t('pupils', { value: number(pupilsOf(school)) })}
          </>
        ),
      },
    ];
  });
  const failing = dots.filter(({ mark }) => mark === 'below').length;
  const most = useMemo(() => mostFailing(schools, map.data), [schools, map.data]);
  return (
    <ChartFrame
      title={most ? t('map_most', most) : t('map_title', { all: schools.length })}
      table={
        <SimpleTable
          caption={t('map_table')}
          compact
          columns={[
            { key: 'name', title: t('columns.school'), cell: (school) => school.name },
            { key: 'state', title: t('columns.state'), cell: (school) => <StateMark mark={markOf(school)} word={words[markOf(school)]} /> },
            { key: 'pupils', title: t('columns.pupils'), num: true, cell: (school) => number(pupilsOf(school)) },
          ]}
          rows={schools}
          rowKey={(school) => school.code}
        />
      }
      className="school-map"
    >
      {answer.data && !map.isLoading ? (
        <CountyMap
          label={t('map_label', { all: schools.length, failing })}
          map={map.data}
          schools={dots}
          shade={shade}
          words={words}
          onPick={schoolPage ? (code) => go(`/schools/${code}`) : undefined}
        />
      ) : (
        <Skeleton lines={8} />
      )}
    </ChartFrame>
  );
}
