import { useTranslation } from 'react-i18next';
import { Navigate, useLocation, useRouteError } from 'react-router';
import { useSession } from '../api/session';
import { firstOpen } from './rail';
import { To } from './view';

export function Missing() {
  const { t } = useTranslation('frame');
  const { rights } = useSession();
  const { pathname } = useLocation();
  const home = firstOpen(rights);
  // Whoever may not see the overview starts at the first page that is open to the role.
  if (pathname === '/' && home && home !== '/') return <Navigate to={home} replace />;
  return (
    <div className="message" role="alert" data-ready="true" data-missing>
      <h1>{t('missing.title')}</h1>
      <p>{t('missing.advice')}</p>
      {home && (
        <To to={home} className="button">
          {t('missing.home')}
        </To>
      )}
    </div>
  );
}

/** A fault of the page itself: said, with what support needs. */
export function PageCrash() {
  const { t } = useTranslation('frame');
  const cause = useRouteError();
  return (
    <div className="message" role="alert">
      <h1>{t('crash.title')}</h1>
      <p>{t('crash.advice')}</p>
      <code translate="no">web.crash · {cause instanceof Error ? cause.message : String(cause)}</code>
      <button type="button" className="button" onClick={() => window.location.reload()}>
        {t('reload', { ns: 'common' })}
      </button>
    </div>
  );
}
