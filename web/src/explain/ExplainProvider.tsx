import { createContext, lazy, Suspense, useContext, useMemo, useState, type ReactNode } from 'react';
import type { Stage } from '../api/client';

/** What is to be explained: an indicator (of a school and stage), or with `cv` its coefficient of variation. */
export interface Asked {
  indicator?: string;
  cv?: string;
  school?: string;
  stage?: Stage;
  /** The heading of the drawer. */
  title: string;
}

const Context = createContext<(asked: Asked) => void>(() => {});
const Drawer = lazy(() => import('./ExplainDrawer'));

export function ExplainProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const open = useMemo(() => (next: Asked) => setAsked(next), []);
  return (
    <Context.Provider value={open}>
      {children}
      {asked && (
        <Suspense fallback={null}>
          <Drawer asked={asked} onClose={() => setAsked(null)} />
        </Suspense>
      )}
    </Context.Provider>
  );
}

export function useExplain() {
  return useContext(Context);
}

/** A figure that explains itself when pressed. `arrowsOnly`: in a large table, where Tab passes it by and arrows come to it. */
export function Figure({ explain, arrowsOnly, children }: { explain: Asked; arrowsOnly?: boolean; children: ReactNode }) {
  const open = useExplain();
  return (
    <button type="button" className="figure" tabIndex={arrowsOnly ? -1 : undefined} title={explain.title} onClick={() => open(explain)}>
      {children}
    </button>
  );
}
