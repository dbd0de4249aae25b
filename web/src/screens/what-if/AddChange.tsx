import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stage } from '../../api/client';
import { useGet } from '../../api/use';
import { amount, number, unit } from '../../parts/format';
import { Failed } from '../../parts/states';
import { figure, plus, setCell, type Entry } from './changes';
import type { Listed } from './describe';
import { SchoolPicker } from './SchoolPicker';
import { gapsOf, rowsOf, settable, sharedQuantities, teachersOf, type SchoolAnswer } from './school';

const acts = ['set', 'extend', 'add_teachers', 'move_teacher', 'merge_school'] as const;
type Act = (typeof acts)[number];

interface Given {
  schools: Listed[];
  picked: string;
  year: number;
  add: (entries: Entry[]) => void;
}

/** School → what → how much. */
export function AddChange({ schools, picked, year, add }: Given) {
  const { t } = useTranslation('what-if');
  const open = schools.filter(({ merged_into }) => !merged_into);
  const [code, setCode] = useState(picked);
  const [act, setAct] = useState<Act>('set');
  useEffect(() => {
    if (picked) setCode(picked);
  }, [picked]);
  const answer = useGet('/api/v1/schools/{code}', { path: { code }, query: { year } }, { enabled: code !== '' });
  return (
    <section className="card add-change">
      <header>
        <h2>{t('add')}</h2>
      </header>
      <SchoolPicker label={t('school')} schools={open} value={code} onPick={setCode} />
      {answer.error && <Failed failure={answer.error} />}
      {answer.data && <Gaps key={code} school={answer.data} add={add} />}
      <div className="choices" role="radiogroup" aria-label={t('act')}>
        {acts.map((one) => (
          <label key={one} className={one === act ? 'choice chosen' : 'choice'}>
            <input type="radio" name="act" checked={one === act} onChange={() => setAct(one)} />
            {t(`acts.${one}`)}
          </label>
        ))}
      </div>
      {code === '' && <p className="note">{t('pick_first')}</p>}
      {answer.data && <ActForm key={`${code} ${act}`} act={act} school={answer.data} schools={open} add={add} />}
      <p className="note">{t('new_school_note')}</p>
    </section>
  );
}

/** What the school is short of, each with one button that makes up for it. */
function Gaps({ school, add }: { school: SchoolAnswer; add: (entries: Entry[]) => void }) {
  const { t } = useTranslation('what-if');
  const gaps = gapsOf(school);
  if (gaps.length === 0) return <p className="note">{t('no_gap')}</p>;
  return (
    <div className="gap-buttons" role="group" aria-label={t('gaps')}>
      <span>{t('gaps')}</span>
      {gaps.map(({ indicator, stage, amount: missing, unit: of, entries }) => (
        <button type="button" className="button small" key={`${indicator} ${stage}`} onClick={() => add(entries)}>
          {t('make_up', { name: t('of_stage', { ns: 'indicators', stage: t(`stages.${stage}`, { ns: 'indicators' }), name: t(`short.${indicator}`, { ns: 'indicators' }), id: indicator }), amount: amount(missing, of) })}
        </button>
      ))}
    </div>
  );
}

interface FormGiven {
  school: SchoolAnswer;
  schools: Listed[];
  add: (entries: Entry[]) => void;
}

function ActForm({ act, ...given }: FormGiven & { act: Act }) {
  switch (act) {
    case 'set':
      return <SetForm {...given} />;
    case 'extend':
      return <ExtendForm {...given} />;
    case 'add_teachers':
      return <AddTeachersForm {...given} />;
    case 'move_teacher':
      return <MoveTeacherForm {...given} />;
    case 'merge_school':
      return <MergeForm {...given} />;
  }
}

/** Enter adds; what is not a figure is said beside the field. */
function Form({ children, ready, fault, onAdd }: { children: ReactNode; ready: boolean; fault?: string; onAdd: () => void }) {
  const { t } = useTranslation('what-if');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onAdd();
  };
  return (
    <form className="act-form" onSubmit={submit}>
      {children}
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      <button type="submit" className="button main" disabled={!ready}>
        {t('add_to_list')}
      </button>
    </form>
  );
}

function useFigureText(whole: boolean) {
  const { t } = useTranslation('what-if');
  const [text, setText] = useState('');
  const value = figure(text, whole);
  const fault = text.trim() !== '' && value === null ? t(whole ? 'fault.whole' : 'fault.figure') : undefined;
  return { text, setText, value, fault };
}

function SetForm({ school, add }: FormGiven) {
  const { t } = useTranslation('what-if');
  const all = settable(school);
  const [id, setId] = useState(all[0]?.id ?? '');
  const chosen = all.find((one) => one.id === id);
  const { text, setText, value, fault } = useFigureText(chosen?.quantity.whole ?? true);
  if (!chosen) return <p className="note">{t('nothing_to_set')}</p>;
  const nameOf = ({ quantity, stage }: (typeof all)[number]) => stage ? t('quantity_of', { stage: t(`stages.${stage}`, { ns: 'indicators' }), name: t(`quantities.${quantity.field}`) }) : t(`quantities.${quantity.field}`);
  return (
    <Form
      ready={value !== null && value !== chosen.before}
      fault={fault}
      onAdd={() => {
        add([setCell(chosen.quantity.table, chosen.key, chosen.quantity.field, value!, chosen.before)]);
        setText('');
      }}
    >
      <label className="field">
        <span>{t('quantity')}</span>
        <select value={id} onChange={(event) => setId(event.target.value)}>
          {all.map((one) => (
            <option key={one.id} value={one.id}>
              {nameOf(one)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>
          {t('new_value', { unit: unit(chosen.quantity.unit) })}{' '}
          <span className="note">{t('now_is', { value: chosen.before === null ? t('reasons.not_reported', { ns: 'common' }) : number(Number(chosen.before), 2) })}</span>
        </span>
        <input inputMode="decimal" value={text} onChange={(event) => setText(event.target.value)} autoComplete="off" />
      </label>
    </Form>
  );
}

/** 改扩建: what is added to what is there. */
function ExtendForm({ school, add }: FormGiven) {
  const { t } = useTranslation('what-if');
  const [texts, setTexts] = useState<Record<string, string>>({});
  const shared = rowsOf(school, 'shared')[0];
  const code = school.school.code;
  const given = sharedQuantities.map(({ field, whole }) => ({ field, text: texts[field] ?? '', value: figure(texts[field] ?? '', whole), before: shared?.[field] ?? null }));
  const wrong = given.some(({ text, value }) => text.trim() !== '' && value === null);
  const entries = given.flatMap(({ field, value, before }) => (value === null || Number(value) === 0 ? [] : [setCell('shared', [code], field, plus(before ?? '0', Number(value)), before)]));
  if (!shared) return <p className="note">{t('nothing_to_set')}</p>;
  return (
    <Form
      ready={!wrong && entries.length > 0}
      fault={wrong ? t('fault.figure') : undefined}
      onAdd={() => {
        add(entries);
        setTexts({});
      }}
    >
      <div className="extend-fields">
        {sharedQuantities.map(({ field, unit: of }) => (
          <label key={field} className="field">
            <span>{t('extend_by', { name: t(`quantities.${field}`), unit: unit(of) })}</span>
            <input inputMode="decimal" autoComplete="off" value={texts[field] ?? ''} onChange={(event) => setTexts((old) => ({ ...old, [field]: event.target.value }))} />
          </label>
        ))}
      </div>
    </Form>
  );
}

function Choice({ label, value, options, onChange, none }: { label: string; value: string; options: { id: string; name: string }[]; onChange: (value: string) => void; none?: string }) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

const subjects = ['11', '13', '14', '15', '16', '17', '18', '20', '21', '22', '23', '24', '25', '40', '41', '60', '61', '62'];
const degrees = ['11', '14', '21', '31', '41'];
const honours = ['special_grade', 'subject_leader', 'backbone', 'rising'] as const;

function AddTeachersForm({ school, add }: FormGiven) {
  const { t } = useTranslation('what-if');
  const stages = school.school.stages.map(({ stage }) => stage as Stage);
  const [stage, setStage] = useState<Stage>(stages[0] ?? 'primary');
  const [subject, setSubject] = useState('22');
  const [degree, setDegree] = useState('21');
  const [honour, setHonour] = useState('');
  const { text, setText, value, fault } = useFigureText(true);
  const count = value === null ? 0 : Number(value);
  const options = (ids: readonly string[], group: string) => ids.map((id) => ({ id, name: t(`${group}.${id}`) }));
  return (
    <Form
      ready={count >= 1 && count <= 1000}
      fault={fault ?? (count > 1000 ? t('fault.count') : undefined)}
      onAdd={() => {
        add([{ wish: { act: 'add_teachers', school: school.school.code, stage, count, subject, degree, ...(honour ? { honour: honour as (typeof honours)[number] } : {}) } }]);
        setText('');
      }}
    >
      <div className="extend-fields">
        {stages.length > 1 && <Choice label={t('stage')} value={stage} options={stages.map((id) => ({ id, name: t(`stages.${id}`, { ns: 'indicators' }) }))} onChange={(next) => setStage(next as Stage)} />}
        <label className="field">
          <span>{t('count')}</span>
          <input inputMode="numeric" autoComplete="off" value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <Choice label={t('subject')} value={subject} options={options(subjects, 'subjects')} onChange={setSubject} />
        <Choice label={t('degree')} value={degree} options={options(degrees, 'degrees')} onChange={setDegree} />
        <Choice label={t('honour')} value={honour} options={options(honours, 'honours')} onChange={setHonour} none={t('none')} />
      </div>
    </Form>
  );
}

function MoveTeacherForm({ school, schools, add }: FormGiven) {
  const { t } = useTranslation('what-if');
  const teachers = teachersOf(school);
  const [teacher, setTeacher] = useState('');
  const [to, setTo] = useState('');
  if (teachers.length === 0) return <p className="note">{t('no_teachers')}</p>;
  const name = ({ id, subject, degree, honour }: (typeof teachers)[number]) =>
    [id, subject && t(`subjects.${subject}`, { defaultValue: subject }), degree && t(`degrees.${degree}`, { defaultValue: degree }), honour && t(`honours.${honour}`, { defaultValue: honour })].filter(Boolean).join(' ');
  return (
    <Form
      ready={teacher !== '' && to !== ''}
      onAdd={() => {
        add([{ wish: { act: 'move_teacher', teacher, to } }]);
        setTeacher('');
      }}
    >
      <Choice label={t('teacher')} value={teacher} none={t('pick_teacher', { count: teachers.length })} options={teachers.map((one) => ({ id: one.id, name: name(one) }))} onChange={setTeacher} />
      <SchoolPicker label={t('to_school')} schools={schools.filter(({ code }) => code !== school.school.code)} value={to} onPick={setTo} />
    </Form>
  );
}

function MergeForm({ school, schools, add }: FormGiven) {
  const { t } = useTranslation('what-if');
  const [to, setTo] = useState('');
  return (
    <Form ready={to !== ''} onAdd={() => add([{ wish: { act: 'merge_school', school: school.school.code, to } }])}>
      <SchoolPicker label={t('merge_to')} schools={schools.filter(({ code }) => code !== school.school.code)} value={to} onPick={setTo} />
      <p className="note">{t('merge_note')}</p>
    </Form>
  );
}
