import { useMay } from '../../api/session';
import { screens } from '../index';

/** Whether a screen is there and the role may open it: doors lead nowhere else. */
export function useHas() {
  const may = useMay();
  return (path: string) => screens.some((screen) => screen.path === path && may(screen.right));
}
