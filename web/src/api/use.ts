import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { PathsWithMethod } from 'openapi-typescript-helpers';
import { api, type Failure } from './client';
import type { paths } from './schema';

type Get = PathsWithMethod<paths, 'get'>;
type Parameters<P extends Get> = paths[P]['get'] extends { parameters: infer Q } ? Q : never;
type JsonOf<R> = R extends { content: { 'application/json': infer Body } } ? Body : never;
export type Answer<P extends Get> = paths[P]['get'] extends { responses: { 200: infer R } } ? JsonOf<R> : never;

type Query = Record<string, unknown>;
interface Asked {
  query?: Query;
  path?: Record<string, string | number>;
}
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

export async function get<P extends Get>(path: P, asked?: Asked, signal?: AbortSignal): Promise<Answer<P>> {
  // The generic path defeats openapi-fetch's own inference; the types are checked where useGet is called.
  const call = api.GET as (path: string, init: object) => Promise<{ data?: unknown }>;
  const { data } = await call(path, { params: asked ?? {}, signal });
  return data as Answer<P>;
}

/** An act that changes something: everything that is on the screen is asked for again afterwards. */
export function useAct<Input, Output>(act: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation<Output, Failure, Input>({
    mutationFn: act,
    onSuccess: () => client.invalidateQueries(),
  });
}
