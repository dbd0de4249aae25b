import { useSyncExternalStore } from 'react';

const query = '(max-width: 767px)';

/** Whether the window is as narrow as a phone: cards then take the place of wide tables. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (told) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', told);
      return () => media.removeEventListener('change', told);
    },
    () => window.matchMedia(query).matches,
  );
}
