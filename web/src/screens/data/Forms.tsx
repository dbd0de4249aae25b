import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { FormDownload } from '../../parts/FormDownload';
import { useSchools } from './words';

/** Forms to fill in, with what is held: all within scope, one school, the county's own figures. */
export function Forms() {
  const { t } = useTranslation('data');
  const { scope } = useSession();
  const { schools } = useSchools();
  const [school, setSchool] = useState('');
  return (
    <section className="section forms" aria-label={t('forms.title')}>
      <h2>{t('forms.title')}</h2>
      <p>{t('forms.text')}</p>
      <div className="acts">
        {scope.kind === 'school' ? (
          <FormDownload label={t('forms.own')} school={scope.code} />
        ) : (
          <>
            <FormDownload label={t(scope.kind === 'county' ? 'forms.all' : 'forms.in_scope')} />
            {scope.kind === 'county' && <FormDownload label={t('forms.county')} county />}
            <label className="field">
              <span className="sr">{t('school')}</span>
              <select value={school} onChange={(event) => setSchool(event.target.value)}>
                <option value="">{t('forms.choose')}</option>
                {schools.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <FormDownload label={t('forms.one')} school={school} disabled={!school} />
          </>
        )}
      </div>
    </section>
  );
}
