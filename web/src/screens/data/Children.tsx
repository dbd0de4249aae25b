import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema } from '../../api/client';
import { useSession } from '../../api/session';
import { useAct } from '../../api/use';
import { useView } from '../../app/view';
import { Fault, Given } from '../../parts/act';
import { number } from '../../parts/format';
import { Page, PageHead } from '../../parts/PageHead';
import { Empty } from '../../parts/states';
import { SimpleTable, type Column } from '../../parts/table';
import { useSchools } from './words';
import './data.css';

type Found = Schema<'Children'>;
type Child = Found['children'][number];

const grades = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Records of children within one's scope: found for a purpose, which is noted before the answer. */
export default function Children() {
  const { t } = useTranslation('data');
  const { scope } = useSession();
  const { year } = useView();
  const { schools, nameOf } = useSchools();
  const [purpose, setPurpose] = useState('');
  const [school, setSchool] = useState(scope.kind === 'school' ? scope.code : '');
  const [grade, setGrade] = useState('');
  const [className, setClassName] = useState('');
  const [pupil, setPupil] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const search = useAct(async () => {
    const { data } = await api.POST('/api/v1/children/search', {
      body: {
        purpose: purpose.trim(),
        ...(year === undefined ? {} : { year }),
        ...(school ? { school } : {}),
        ...(grade ? { grade: Number(grade) } : {}),
        ...(className.trim() ? { class: className.trim() } : {}),
        ...(pupil.trim() ? { number: pupil.trim() } : {}),
      },
    });
    setFound(data!);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search.mutate();
  };
  const columns: Column<Child>[] = [
    { key: 'name', title: t('children.name'), cell: (child) => <Given>{child.name}</Given> },
    { key: 'sex', title: t('children.sex'), cell: (child) => t(`children.sexes.${child.sex}`, { defaultValue: child.sex }) },
    { key: 'student_no', title: t('children.student_no'), cell: (child) => <Given>{child.student_no}</Given> },
    { key: 'identity_no', title: t('children.identity_no'), cell: (child) => <Given>{child.identity_no}</Given> },
    { key: 'birth', title: t('children.birth'), cell: (child) => child.birth },
    { key: 'school', title: t('school'), cell: (child) => <Given>{nameOf(child.school) ?? child.school}</Given> },
    { key: 'class', title: t('children.class'), cell: (child) => <Given>{t('children.grade_class', { grade: child.grade, name: child.class })}</Given> },
    {
      key: 'care',
      title: t('children.care'),
      cell: (child) => [child.left_behind && t('children.left_behind'), child.disabled && t('children.disabled')].filter(Boolean).join(t('comma', { ns: 'common' })) || '–',
    },
  ];
  return (
    <Page ready>
      <PageHead title={t('children.title')} answer={t('children.answer')} how={t('children.how')} />
      <form className="line-form" onSubmit={submit}>
        <label className="field">
          {t('children.purpose')}
          <input value={purpose} onChange={(event) => setPurpose(event.target.value)} minLength={4} maxLength={300} required placeholder={t('children.purpose_hint')} />
        </label>
        <div className="row">
          {schools.length > 0 && (
            <label className="field wide">
              {t('school')}
              <select value={school} onChange={(event) => setSchool(event.target.value)}>
                <option value="">{t('all')}</option>
                {schools.map((one) => (
                  <option key={one.code} value={one.code} translate="no">
                    {one.name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label className="field">
            {t('children.grade')}
            <select value={grade} onChange={(event) => setGrade(event.target.value)}>
              <option value="">{t('all')}</option>
              {grades.map((one) => (
                <option key={one} value={one}>
                  {t('children.grade_of', { grade: one })}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            {t('children.class')}
            <input value={className} onChange={(event) => setClassName(event.target.value)} maxLength={32} />
          </label>
          <label className="field">
            {t('children.number')}
            <input value={pupil} onChange={(event) => setPupil(event.target.value)} maxLength={32} />
          </label>
        </div>
        <Fault failure={search.error} />
        <div className="acts">
          <button type="submit" className="button main" disabled={search.isPending}>
            {t('children.search')}
          </button>
          <span className="note">{t('children.noted')}</span>
        </div>
      </form>
      {found && (
        <section className="section" aria-live="polite">
          <h2>{t('children.found', { total: number(found.total) })}</h2>
          {found.children.length < found.total && <p className="note">{t('children.part', { shown: number(found.children.length) })}</p>}
          {found.children.length ? <SimpleTable stacked caption={t('children.found', { total: number(found.total) })} columns={columns} rows={found.children} rowKey={(child) => `${child.school} ${child.student_no} ${child.name} ${child.birth}`} /> : <Empty title={t('nothing_matches')} />}
        </section>
      )}
    </Page>
  );
}
