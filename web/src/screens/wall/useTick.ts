import { useEffect, useState } from 'react';

const still = '(prefers-reduced-motion: reduce)';

export function useReducedMotion(): boolean {
  const [reduced, setReduced] = useState(() => window.matchMedia(still).matches);
  useEffect(() => {
    const query = window.matchMedia(still);
    const hear = () => setReduced(query.matches);
    query.addEventListener('change', hear);
    return () => query.removeEventListener('change', hear);
  }, []);
  return reduced;
}

/** Counts up every `ms`; stands still where motion is not wanted, and while `paused`. */
export function useTick(ms: number, paused: boolean): number {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    if (paused) return;
    const timer = window.setInterval(() => setTick((last) => last + 1), ms);
    return () => window.clearInterval(timer);
  }, [ms, paused]);
  return tick;
}
