import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { Failure } from './client';
import { catchUp } from './events';
import { get, type Answer, type Asked, type Get, type Parameters } from './get';

type Options = Pick<UseQueryOptions, 'enabled' | 'staleTime' | 'retry'>;

/** The data of a GET. `query` and `path` are the parameters that openapi/junheng.json lists for it. */
export function useGet<P extends Get>(
  path: P,
  asked?: Asked & { [K in keyof Parameters<P> & ('query' | 'path')]?: Parameters<P>[K] },
  options: Options = {},
): UseQueryResult<Answer<P>, Failure> {
  return useQuery<Answer<P>, Failure>({
    ...(options as object),
    queryKey: [path, asked?.path ?? {}, asked?.query ?? {}],
    queryFn: ({ signal }) => get(path, asked, signal),
  });
}

/** An act that changes something: everything that is on the screen is asked for again afterwards. */
export function useAct<Input, Output>(act: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation<Output, Failure, Input>({
    mutationFn: act,
    onSuccess: () => catchUp(client),
  });
}
