import { useTranslation } from 'react-i18next';
import { useGet } from '../../api/use';
import { number } from '../../parts/format';
import { Page, PageHead } from '../../parts/PageHead';
import { Loaded } from '../../parts/states';
import { useView } from '../../app/view';
import './system.css';

export default function Roles() {
  const { t } = useTranslation('system');
  const { langQuery } = useView();
  const answer = useGet('/api/v1/roles', { query: langQuery });
  const accounts = useGet('/api/v1/users', {}).data?.accounts ?? [];
  const comma = t('comma', { ns: 'common' });
  return (
    <Page ready={Boolean(answer.data || answer.error)}>
      <Loaded from={answer}>
        {({ roles, rights }) => (
          <>
            <PageHead title={t('roles.title')} answer={t('roles.answer', { roles: number(roles.length), rights: number(rights.length) })} how={t('roles.how')} />
            <div className="table-box" tabIndex={0} role="region" aria-label={t('roles.title')}>
              <table className="table compact rights">
                <caption className="sr">{t('roles.title')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('roles.right')}</th>
                    {roles.map(({ id, name }) => (
                      <th key={id} scope="col">
                        {name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rights.map((right) => (
                    <tr key={right.id}>
                      <td>{right.name}</td>
                      {roles.map((role) => (
                        <td key={role.id}>
                          {role.rights.includes(right.id) && (
                            <>
                              <span className="held" aria-hidden="true">✓</span>
                              <span className="sr">{t('yes')}</span>
                            </>
                          )}
                        </td>
                      ))}
                    </tr>
                  ))}
                  <tr>
                    <td>{t('roles.scope')}</td>
                    {roles.map(({ id, scopes }) => (
                      <td key={id} className="note">{scopes.map((scope) => t(`scopes.${scope}`)).join(comma) || '–'}</td>
                    ))}
                  </tr>
                  <tr>
                    <td>{t('roles.sees')}</td>
                    {roles.map(({ id, sees }) => (
                      <td key={id} className="note">{sees.map((field) => t(`roles.fields.${field}`)).join(comma) || t('roles.nothing')}</td>
                    ))}
                  </tr>
                  <tr>
                    <td>{t('roles.people')}</td>
                    {roles.map(({ id }) => (
                      <td key={id}>{number(accounts.filter(({ role }) => role === id).length)}</td>
                    ))}
                  </tr>
                </tbody>
              </table>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}
