import { useTranslation } from 'react-i18next';
import { useLogin, useSession } from '../api/session';
import { useGet } from '../api/use';
import { Dropdown } from './Dropdown';
import { LanguageSwitch } from './LanguageSwitch';
import { useParameter, useView } from './view';

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
      <Dropdown label={<span className="who">{name}</span>} name={t('user_menu', { name })}>
        {(close) => (
          <ul className="menu">
            <li className="menu-head">
              <strong>{name}</strong>
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
