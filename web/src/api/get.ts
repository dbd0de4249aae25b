import type { PathsWithMethod } from 'openapi-typescript-helpers';
import { api } from './client';
import type { paths } from './schema';

export type Get = PathsWithMethod<paths, 'get'>;
export type Parameters<P extends Get> = paths[P]['get'] extends { parameters: infer Q } ? Q : never;
type JsonOf<R> = R extends { content: { 'application/json': infer Body } } ? Body : never;
export type Answer<P extends Get> = paths[P]['get'] extends { responses: { 200: infer R } } ? JsonOf<R> : never;

type Query = Record<string, unknown>;
export interface Asked {
  query?: Query;
  path?: Record<string, string | number>;
}

export async function get<P extends Get>(path: P, asked?: Asked, signal?: AbortSignal): Promise<Answer<P>> {
  // The generic path defeats openapi-fetch's own inference; the types are checked where useGet is called.
  const call = api.GET as (path: string, init: object) => Promise<{ data?: unknown }>;
  const { data } = await call(path, { params: asked ?? {}, signal });
  return data as Answer<P>;
}
