import { useIsMutating } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useMatches } from 'react-router';
import { useRevision } from '../api/events';
import { useMay, useSession } from '../api/session';
import { useGet } from '../api/use';
import { schoolYear } from '../parts/format';
import type { Screen } from '../screens/screen';
import { GroupIcon } from './icons';
import { JobTray } from './JobTray';
import { railFor } from './rail';
import { Search } from './Search';
import { UserMenu } from './UserMenu';
import { useAddress, useParameter, useView } from './view';

function Rail({ open, onGo }: { open: boolean; onGo: () => void }) {
  const { t, i18n } = useTranslation('frame');
  const { rights } = useSession();
  const address = useAddress();
  const { pathname } = useLocation();
  const name = (screen: Screen) => t(`screens.${screen.id}`, { defaultValue: i18n.t('title', { ns: screen.id }) });
  const here = (path: string) => (path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`));
  const link = (screen: Screen, text: string, icon: boolean) => (
    <Link to={address(screen.path)} aria-current={here(screen.path) ? 'page' : undefined} onClick={onGo}>
      {icon && <GroupIcon group={screen.group} />}
      {text}
    </Link>
  );
  return (
    <nav className={open ? 'rail open' : 'rail'} aria-label={t('rail')} id="rail">
      <ul>
        {railFor(rights).map(({ group, screens }) =>
          screens.length === 1 ? (
            <li key={group}>{link(screens[0]!, t(`groups.${group}`), true)}</li>
          ) : (
            <li key={group}>
              <span className="group">
                <GroupIcon group={group} />
                {t(`groups.${group}`)}
              </span>
              <ul className="sub" aria-label={t(`groups.${group}`)}>
                {screens.map((screen) => (
                  <li key={screen.id}>{link(screen, name(screen), false)}</li>
                ))}
              </ul>
            </li>
          ),
        )}
      </ul>
    </nav>
  );
}

function YearAndScenario() {
  const { t } = useTranslation('frame');
  const may = useMay();
  const county = useGet('/api/v1/county', {}, { enabled: may('assessment_read') }).data;
  const view = useView();
  const [, setYear] = useParameter('year', '', true);
  const [, setScenario] = useParameter('scenario', '', true);
  if (!county) return null;
  const years = [...county.years].reverse();
  return (
    <>
      {years.length > 0 && (
        <select
          aria-label={t('year')}
          value={view.year ?? county.school_year ?? ''}
          onChange={(event) => setYear(Number(event.target.value) === county.school_year ? null : event.target.value)}
        >
          {years.map((year) => (
            <option key={year} value={year}>
              {schoolYear(year)}
            </option>
          ))}
        </select>
      )}
      {may('scenarios_read') && (
        <select
          className="wide"
          aria-label={t('scenario')}
          value={view.scenario ?? ''}
          onChange={(event) => setScenario(event.target.value || null)}
        >
          <option value="">{t('as_it_stands')}</option>
          {county.scenarios.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
    </>
  );
}

function Bands() {
  const { t } = useTranslation('frame');
  const { scenario } = useView();
  const [, setScenario] = useParameter('scenario', '', true);
  const [stale, refresh] = useRevision();
  const acting = useIsMutating();
  return (
    <div className="bands">
      {scenario && (
        <div className="band" role="status">
          <span>{t('scenario_band', { scenario })}</span>
          <button type="button" onClick={() => setScenario(null)}>
            {t('back_to_present')}
          </button>
        </div>
      )}
      {stale && acting === 0 && (
        <div className="band stale" role="status">
          <span>{t('stale')}</span>
          <button type="button" onClick={refresh}>
            {t('refresh')}
          </button>
        </div>
      )}
    </div>
  );
}

/** The name of the page in the window's title, and the focus on the page after a step. */
function usePageManners(page: React.RefObject<HTMLElement | null>) {
  const { i18n } = useTranslation();
  const { pathname } = useLocation();
  const { county } = useSession();
  const screen = useMatches().at(-1)?.handle as Screen | undefined;
  const first = useRef(true);
  const title = screen ? i18n.t(`screens.${screen.id}`, { ns: 'frame', defaultValue: i18n.t('title', { ns: screen.id }) }) : '';
  useEffect(() => {
    document.title = [title, county.name, i18n.t('product', { ns: 'common' })].filter(Boolean).join(' · ');
  }, [title, county.name, i18n, i18n.language]);
  useEffect(() => {
    if (first.current) first.current = false;
    else page.current?.focus();
  }, [pathname, page]);
}

export function Frame() {
  const { t } = useTranslation('frame');
  const { county } = useSession();
  const [railOpen, setRailOpen] = useState(false);
  const page = useRef<HTMLElement>(null);
  const address = useAddress();
  usePageManners(page);
  return (
    <div className="frame">
      <a className="skip" href="#page">
        {t('skip')}
      </a>
      <header className="bar">
        <button
          type="button"
          className="menu-button"
          aria-expanded={railOpen}
          aria-controls="rail"
          aria-label={t('menu')}
          onClick={() => setRailOpen((open) => !open)}
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" stroke="currentColor" strokeWidth="1.6">
            <path d="M2 4h12M2 8h12M2 12h12" />
          </svg>
        </button>
        <Link to={address('/')} className="brand">
          <img src="/icon.svg" alt={t('product', { ns: 'common' })} />
          <span>{county.name}</span>
        </Link>
        <YearAndScenario />
        <span className="fill" />
        <Search />
        <JobTray />
        <UserMenu />
      </header>
      <Rail open={railOpen} onGo={() => setRailOpen(false)} />
      <Bands />
      <main className="page" id="page" tabIndex={-1} ref={page}>
        <Outlet />
      </main>
    </div>
  );
}
