import { api } from '../../api/client';

export interface Review {
  act: 'accept' | 'return';
  file: number | null;
  judged?: 'met' | 'short';
  reason?: string;
  year?: number;
}

/** The client of the contract sends it, with its token and its failures, whether or not the contract at hand lists it. */
export async function postReview(indicator: string, slot: string, body: Review): Promise<void> {
  const post = api.POST as unknown as (path: string, init: object) => Promise<unknown>;
  await post('/api/v1/evidence/{indicator}/{slot}/review', { params: { path: { indicator, slot } }, body });
}
