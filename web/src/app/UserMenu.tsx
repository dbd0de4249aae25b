import { useTranslation } from 'react-i18next';
import { useLogin, useSession } from '../api/session';
import { useGet } from '../api/use';
import { Dropdown } from './Dropdown';
import { LanguageSwitch } from './LanguageSwitch';
import { useParameter, useView } from './view';

function PersonIcon() {
  return (
    <svg className="narrow" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6">
      <circle cx="8" cy="5" r="3" />
      <path d="M2 14c0-3 3-5 6-5s6 2 6 5" />
    </svg>
  );
}

export function UserMenu() {
  const { t } = useTranslation('frame');
  const session = useSession();
  const { logout } = useLogin();
  const { langQuery } = useView();
  const roles = useGet('/api/v1/roles', { query: langQuery }).data;
  const role = roles?.roles.find(({ id }) => id === session.role)?.name ?? '';
  const [, setScenario] = useParameter('scenario');
  const name = session.full_name || session.user;
  return (
    <>
      <LanguageSwitch className="wide" />
      <Dropdown label={<><PersonIcon /><span className="sr">{t('user_menu')}</span> <span className="who label" translate="no" title={name}>{name}</span></>} name={t('user_menu')}>
        {(close) => (
          <ul className="menu">
            <li className="menu-head">
              <strong translate="no">{name}</strong>
              <span>{role}</span>
            </li>
            <li className="narrow">
              <LanguageSwitch />
            </li>
            <li className="narrow">
              <button type="button" className="button" onClick={() => { setScenario(null); close(); }}>
                {t('as_it_stands')}
              </button>
            </li>
            <li>
              <button type="button" className="button" onClick={() => void logout()}>
                {t('logout')}
              </button>
            </li>
          </ul>
        )}
      </Dropdown>
    </>
  );
}
