import type { ReactNode } from 'react';
import { useMay } from '../../api/session';
import { To } from '../../app/view';
import { screens } from '../index';

/** Links to where the cause of something is shown, as far as the screen exists and the role may open it. */
export function useDoors() {
  const may = useMay();
  const has = (path: string) => screens.some((screen) => screen.path === path && may(screen.right));
  const door = (path: string, to: string, text: ReactNode) => (has(path) ? <To to={to}>{text}</To> : <span>{text}</span>);
  return {
    indicator: (id: string, stage: string | null, text: ReactNode) =>
      door('/indicators', `/indicators?indicator=${id}${stage ? `&stage=${stage}` : ''}`, text),
    failing: (text: ReactNode) => door('/schools', '/schools?verdict=fail', text),
    evaluation: (id: string, text: ReactNode) => door('/evaluation', `/evaluation?item=${id}`, text),
    data: (text: ReactNode) => door('/data', '/data', text),
    schoolPage: has('/schools/:code'),
  };
}
