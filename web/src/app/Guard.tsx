import type { ReactNode } from 'react';
import { useMay } from '../api/session';
import { NoRight } from '../parts/states';

export function Guard({ right, children }: { right?: string | string[]; children: ReactNode }) {
  const may = useMay();
  return may(right) ? children : <NoRight right={right!} />;
}
