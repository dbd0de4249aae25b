import { useCallback, useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useSession } from '../api/session';
import { useGet } from '../api/use';
import { Overlay } from '../parts/Overlay';
import { screens } from '../screens';
import { railFor } from './rail';
import { useGo, useView } from './view';

interface Hit {
  key: string;
  kind: 'page' | 'school' | 'indicator';
  text: string;
  more: string;
  to: string;
}

const most = 12;

function useHits(words: string): Hit[] {
  const { t, i18n } = useTranslation('frame');
  const { rights } = useSession();
  const may = useMay();
  const view = useView();
  const schools = useGet('/api/v1/schools', { query: view.query }, { enabled: may('schools_read') }).data;
  const has = (path: string) => screens.some((screen) => screen.path === path && (!screen.right || may(screen.right)));
  const schoolPage = has('/schools/:code');
  const indicatorPage = has('/indicators');
  return useMemo(() => {
    const wanted = words.trim().toLowerCase();
    const fits = (...texts: string[]) => texts.some((text) => text.toLowerCase().includes(wanted));
    const hits: Hit[] = [];
    for (const { group, screens: listed } of railFor(rights))
      for (const screen of listed) {
        const text = t(`screens.${screen.id}`, { defaultValue: i18n.t('title', { ns: screen.id }) });
        if (fits(text, t(`groups.${group}`))) hits.push({ key: screen.id, kind: 'page', text, more: '', to: screen.path });
      }
    if (indicatorPage)
      for (const id of ['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7']) {
        const text = i18n.t(`full.${id}`, { ns: 'indicators' });
        if (fits(id, text)) hits.push({ key: id, kind: 'indicator', text, more: id, to: `/indicators?indicator=${id}` });
      }
    if (schoolPage && wanted)
      for (const school of schools?.schools ?? [])
        if (fits(school.name, school.code))
          hits.push({ key: school.code, kind: 'school', text: school.name, more: school.code, to: `/schools/${school.code}` });
    return hits.slice(0, most);
  }, [words, rights, schools, schoolPage, indicatorPage, t, i18n]);
}

function SearchBox({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('frame');
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const hits = useHits(words);
  const go = useGo();
  const chosen = Math.min(at, Math.max(0, hits.length - 1));
  const open = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    go(hit.to);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter') open(hits[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Overlay title={t('search.title')} place="top" onClose={onClose}>
      <div className="field">
        <input
          data-first
          role="combobox"
          aria-label={t('search.title')}
          aria-expanded={hits.length > 0}
          aria-controls="search-hits"
          aria-activedescendant={hits[chosen] ? `hit-${hits[chosen].key}` : undefined}
          placeholder={t('search.hint')}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
      </div>
      {hits.length > 0 ? (
        <ul id="search-hits" role="listbox" aria-label={t('search.hits')} className="hits">
          {hits.map((hit, index) => (
            <li
              key={hit.key}
              id={`hit-${hit.key}`}
              role="option"
              aria-selected={index === chosen}
              onClick={() => open(hit)}
              onPointerMove={() => setAt(index)}
            >
              <span className="note">{t(`search.kinds.${hit.kind}`)}</span> {hit.text} <span className="note">{hit.more}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="note hits">{t('search.nothing')}</p>
      )}
    </Overlay>
  );
}

export function Search() {
  const { t } = useTranslation('frame');
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button type="button" className="search-button" onClick={() => setOpen(true)} aria-keyshortcuts="Control+K">
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6">
          <circle cx="7" cy="7" r="4.5" />
          <path d="M10.5 10.5L14 14" />
        </svg>
        <span className="label">{t('search.title')}</span>
        <kbd className="wide">Ctrl+K</kbd>
      </button>
      {open && <SearchBox onClose={close} />}
    </>
  );
}
