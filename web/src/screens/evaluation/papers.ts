import type { Schema } from '../../api/client';
import { useMay } from '../../api/session';
import { useGet } from '../../api/use';
import { useView } from '../../app/view';

/** One paper that a judged indicator needs. */
export type Slot = Schema<'PaperSlot'>;
export type PaperState = Slot['state'];

/** Undefined while on its way, null where the role may not see them. */
export function usePapers(): Slot[] | null | undefined {
  const { yearQuery } = useView();
  const allowed = useMay()('evidence_read');
  const answer = useGet('/api/v1/evidence', { query: yearQuery }, { enabled: allowed });
  return allowed && !answer.error ? answer.data?.slots : null;
}
