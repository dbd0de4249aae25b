import { useCallback, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { Language } from './i18n';

/** What is looked at: the school year, the scenario (null: as it stands) and the language. */
export interface View {
  year: number | undefined;
  scenario: string | undefined;
  lang: Language;
  /** For operations that take year, scenario and lang. */
  query: { year?: number; scenario?: string; lang: Language };
  /** For operations that take year and lang. */
  yearQuery: { year?: number; lang: Language };
  langQuery: { lang: Language };
}

export function useView(): View {
  const [params] = useSearchParams();
  const { i18n } = useTranslation();
  const told = Number(params.get('year'));
  const year = Number.isInteger(told) && told >= 1900 && told <= 2200 ? told : undefined;
  const scenario = params.get('scenario') || undefined;
  const lang = i18n.language as Language;
  return useMemo(() => {
    const yearPart = year === undefined ? {} : { year };
    const scenarioPart = scenario === undefined ? {} : { scenario };
    return {
      year,
      scenario,
      lang,
      query: { ...yearPart, ...scenarioPart, lang },
      yearQuery: { ...yearPart, lang },
      langQuery: { lang },
    };
  }, [year, scenario, lang]);
}

const keptParameters = ['year', 'scenario'];

/** An address that keeps the year and the scenario. */
export function useAddress() {
  const [params] = useSearchParams();
  return useCallback(
    (to: string) => {
      const [path = '/', search = ''] = to.split('?');
      const next = new URLSearchParams(search);
      for (const name of keptParameters) {
        const value = params.get(name);
        if (value && !next.has(name)) next.set(name, value);
      }
      const text = next.toString();
      return text ? `${path}?${text}` : path;
    },
    [params],
  );
}

/** Like useNavigate, keeping year and scenario. */
export function useGo() {
  const navigate = useNavigate();
  const address = useAddress();
  return useCallback((to: string) => void navigate(address(to)), [navigate, address]);
}

/** A link inside the application: the door that red leads to. */
export function To(props: { to: string; className?: string; children: ReactNode; title?: string }) {
  const address = useAddress();
  return (
    <Link to={address(props.to)} className={props.className} title={props.title}>
      {props.children}
    </Link>
  );
}

/**
 * One parameter of the address; null takes it away. Filters and tabs live here, so that a link can be sent. With `step`
 * the browser's Back returns to what it was.
 */
export function useParameter(name: string, otherwise = '', step = false): [string, (value: string | null) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (value: string | null) =>
      setParams(
        (old) => {
          const next = new URLSearchParams(old);
          if (value) next.set(name, value);
          else next.delete(name);
          return next;
        },
        { replace: !step },
      ),
    [name, step, setParams],
  );
  return [params.get(name) ?? otherwise, set];
}
