import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { SchoolRow } from '../../api/client';
import { useMay } from '../../api/session';
import { useGet } from '../../api/use';
import { To, useView } from '../../app/view';
import { amount, number } from '../../parts/format';
import { Page, PageHead } from '../../parts/PageHead';
import { Loaded } from '../../parts/states';
import { StateMark } from '../../parts/StateMark';
import { useTownships, useVillage } from '../schools/data';
import { rowsOf, verdictMarkOf, type Listed, type Row } from '../schools/model';
import { useHas } from '../schools/useHas';
import { Bullets } from './Bullets';
import { ChangeLog } from './ChangeLog';
import { ClassSizes } from './ClassSizes';
import { Exceptions } from './Exceptions';
import { Figures } from './Figures';
import { HandIns } from './HandIns';
import { OtherRules } from './OtherRules';
import { Plans } from './Plans';
import { Rooms } from './Rooms';
import { SchoolHistory } from './SchoolHistory';
import { Teachers } from './Teachers';
import { classesOf, records, type Table } from './tables';
import '../schools/schools.css';
import './school.css';

export interface SchoolData {
  school_year: number;
  school: Listed;
  assessment: SchoolRow[];
  tables: Table[];
}

/** 学校页: what this school has, what it lacks, why, and who is to put it right. */
export default function School() {
  const { code = '' } = useParams();
  const { query } = useView();
  const answer = useGet('/api/v1/schools/{code}', { path: { code }, query });
  return (
    <Page ready={answer.data !== undefined || answer.error !== null} className="school">
      <Loaded from={answer} lines={14}>
        {(data) => <Body data={data as unknown as SchoolData} />}
      </Loaded>
    </Page>
  );
}

function Body({ data }: { data: SchoolData }) {
  const { t } = useTranslation('school');
  const may = useMay();
  const { school, tables, school_year: year } = data;
  const rows = rowsOf([school], { schools: data.assessment });
  const judged = rows.filter((row) => row.stage !== null);
  return (
    <>
      <PageHead title={school.name} answer={<Answer school={school} rows={judged} />} how={t('how')} side={<Doors code={school.code} />} />
      <Facts data={data} />
      <div className="school-grid">
        <div className="school-wide">
          {judged.map((row) => (
            <Bullets key={row.key} row={row} />
          ))}
        </div>
        <div className="school-side">
          {may('assessment_read') && <OtherRules code={school.code} />}
          {may('assessment_read') && <Exceptions rows={judged} />}
          {may('figures_read') && <HandIns code={school.code} />}
        </div>
      </div>
      {tables.length > 0 && (
        <div className="school-three">
          <div>
            <ClassSizes tables={tables} />
            <Rooms tables={tables} />
          </div>
          <Teachers tables={tables} year={year} />
        </div>
      )}
      {may('assessment_read') && judged.length > 0 && <SchoolHistory code={school.code} rows={judged} />}
      {tables.length > 0 && <Figures data={data} />}
      <div className="school-two">
        {may('history_read') && <ChangeLog code={school.code} tables={tables} />}
        {may('scenarios_read') && <Plans code={school.code} />}
      </div>
    </>
  );
}

function Answer({ school, rows }: { school: Listed; rows: Row[] }) {
  const { t } = useTranslation('school');
  if (rows.length === 0) return t('answer.outside', { school: school.name });
  return (
    <span>
      <span translate="no">{school.name}</span>
      {t('answer.colon')}
      {rows.map((row) => (
        <span key={row.key} className="answer-stage">
          {t(`stages.${row.stage}`, { ns: 'indicators' })} <Verdict row={row} />
          {stageText(row)}
        </span>
      ))}
    </span>
  );

  function stageText(row: Row) {
    if (!row.counted) return `${t('answer.comma')}${t(`excluded.${row.excluded}`, { ns: 'words' })}${t('answer.stop')}`;
    const lacks = row.cells.flatMap((cell) => {
      const short = cell.value?.shortfall;
      return cell.compliance === 'short' && short && short.amount > 0 ? [t('answer.lack', { name: t(`short.${cell.indicator}`, { ns: 'indicators' }), amount: amount(short.amount, short.unit) })] : [];
    });
    const short = row.cells.filter(({ compliance }) => compliance === 'short').length;
    const unknown = row.cells.filter(({ compliance }) => compliance === 'unknown').length;
    const parts = [
      short > 0 ? t('answer.short', { short, met: row.cells.filter(({ compliance }) => compliance === 'met').length }) : t('answer.none'),
      lacks.join(t('comma', { ns: 'common' })),
      unknown > 0 ? t('answer.unknown', { count: unknown }) : '',
    ];
    return `${t('answer.comma')}${parts.filter(Boolean).join(t('answer.comma'))}${t('answer.stop')}`;
  }
}

function Verdict({ row }: { row: Row }) {
  const { t } = useTranslation('schools');
  return <StateMark mark={verdictMarkOf(row)} word={t(`verdict.${row.counted ? (row.verdict ?? 'none') : 'none'}`)} />;
}

function Doors({ code }: { code: string }) {
  const { t } = useTranslation('school');
  const has = useHas();
  const doors: [string, string, string][] = [
    ['/schools', '/schools', 'doors.list'],
    ['/what-if', `/what-if?school=${code}`, 'doors.what_if'],
    ['/data', `/data?school=${code}`, 'doors.data'],
    ['/tasks', `/tasks?school=${code}`, 'doors.tasks'],
  ];
  return (
    <nav className="school-doors" aria-label={t('doors.title')}>
      {doors
        .filter(([path]) => has(path))
        .map(([path, to, text]) => (
          <To key={path} to={to} className="button">
            {t(text)}
          </To>
        ))}
    </nav>
  );
}

function Facts({ data }: { data: SchoolData }) {
  const { t } = useTranslation('school');
  const township = useTownships();
  const { school, tables } = data;
  const village = useVillage(school.village);
  const classes = classesOf(tables).length;
  const pupils = school.stages.reduce((sum, { pupils: own }) => sum + (own ?? 0), 0);
  const known = school.stages.some(({ pupils: own }) => own !== null);
  const built = records(tables, 'schools')[0]?.built_year ?? null;
  const words = (group: string, key: string | number | null) => (key === null || key === '' ? t('not_told') : t(`${group}.${key}`, { ns: 'words', defaultValue: String(key) }));
  const facts: [string, string, boolean?][] = [
    [t('facts.code'), school.code],
    [t('facts.kind'), words('kind', school.kind)],
    [t('facts.ownership'), words('ownership', school.ownership)],
    [t('facts.area'), words('area_class', school.area_class)],
    [t('facts.place'), [township(school.township), village].filter(Boolean).join(' '), true],
    [t('facts.pupils'), known ? number(pupils) : t('not_told')],
    ...(tables.length > 0 ? ([[t('facts.classes'), classes > 0 ? number(classes) : t('not_told')], [t('facts.built'), built === null ? t('not_told') : t('facts.built_year', { year: built })]] as [string, string][]) : []),
  ];
  return (
    <section className="facts-box" aria-label={t('facts.title')}>
      <dl className="facts">
        {facts.map(([name, text, own]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd translate={own ? 'no' : undefined}>{text}</dd>
          </div>
        ))}
      </dl>
      {(school.flags.length > 0 || school.merged_into) && (
        <p className="flags">
          {school.flags.map((flag) => (
            <span key={flag} className="flag">
              {words('flags', flag)}
            </span>
          ))}
          {school.merged_into && (
            <span className="flag">
              {t('facts.merged')} <To to={`/schools/${school.merged_into}`}>{school.merged_into}</To>
            </span>
          )}
          <span className="note">{t('facts.flags_note')}</span>
        </p>
      )}
    </section>
  );
}
