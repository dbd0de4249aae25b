import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { api, Failure, keepCsrf, onSessionOver, type Session } from './client';

interface Held {
  session: Session | null;
  /** The session ended while pages are open: they stay as they are below the login. */
  over: boolean;
  failure: Failure | null;
  take: (session: Session) => void;
  logout: () => Promise<void>;
}

const Context = createContext<Held | null>(null);

export function SessionProvider({ waiting, children }: { waiting: ReactNode; children: ReactNode }) {
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const [session, setSession] = useState<Session | null>(null);
  const [over, setOver] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const take = useCallback(
    (next: Session) => {
      keepCsrf(next.csrf);
      setSession((last) => {
        // Another person must not see what the last one had open.
        if (last && last.user !== next.user) client.clear();
        return next;
      });
      setOver((was) => {
        if (was) void client.invalidateQueries();
        return false;
      });
    },
    [client],
  );

  useEffect(() => {
    onSessionOver(() => setOver(true));
    api
      .GET('/api/v1/session')
      .then(({ data }) => data && take(data))
      .catch((cause: Failure) => cause.code !== 'auth.required' && setFailure(cause))
      .finally(() => setAsked(true));
  }, [take]);

  const logout = useCallback(async () => {
    await api.DELETE('/api/v1/session').catch(() => undefined);
    keepCsrf('');
    client.clear();
    setSession(null);
    setOver(false);
  }, [client]);

  const held = useMemo(() => ({ session, over, failure, take, logout }), [session, over, failure, take, logout]);
  return <Context.Provider value={held}>{asked ? children : waiting}</Context.Provider>;
}

export function useLogin(): Held {
  const held = useContext(Context);
  if (!held) throw new Error('no session provider');
  return held;
}

export function useSession(): Session {
  const { session } = useLogin();
  if (!session) throw new Error('not logged in');
  return session;
}

/** All of `rights` (one, several or none). */
export function mayWith(held: readonly string[], rights: string | readonly string[] | undefined): boolean {
  if (!rights) return true;
  return (typeof rights === 'string' ? [rights] : rights).every((right) => held.includes(right));
}

export function useMay() {
  const { rights } = useSession();
  return useCallback((wanted: string | readonly string[] | undefined) => mayWith(rights, wanted), [rights]);
}
