import createClient from 'openapi-fetch';
import type { components, paths } from './schema';

export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
export type Session = Schema<'Session'>;
export type Assessment = Schema<'Assessment'>;
export type ResourceRow = Assessment['resource'][number];
export type SchoolRow = Assessment['schools'][number];
export type SchoolValue = SchoolRow['values'][number];
export type Explanation = Schema<'Explanation'>;
export type Comparison = Schema<'Comparison'>;
export type Job = Schema<'Job'>;
export type Compliance = 'met' | 'short' | 'unknown' | 'not_applicable';
export type Verdict = 'pass' | 'fail' | 'unknown';
export type Stage = 'primary' | 'junior';
export interface Place {
  file: string;
  sheet: string;
  row: number;
  column: number;
}

/** What the server says when it does not do as asked. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly args: Record<string, string>,
    readonly where: Place | null,
    message: string,
  ) {
    super(message);
  }
}

export const noAnswer = 'web.no_answer';

let csrf = '';
export function keepCsrf(token: string) {
  csrf = token;
}

type Listener = () => void;
let sessionOver: Listener = () => {};
/** Called when an answer says that nobody is logged in any more. */
export function onSessionOver(listener: Listener) {
  sessionOver = listener;
}

const safe = new Set(['GET', 'HEAD']);

async function failureOf(response: Response): Promise<Failure> {
  const told = (await response.json().catch(() => null)) as Partial<Schema<'Error'>> | null;
  return new Failure(
    response.status,
    told?.code ?? `http.${response.status}`,
    (told?.args ?? {}) as Record<string, string>,
    (told?.where ?? null) as Place | null,
    told?.message ?? '',
  );
}

async function send(input: Request): Promise<Response> {
  if (!safe.has(input.method) && csrf) input.headers.set('X-CSRF-Token', csrf);
  if (!input.headers.has('Accept-Language')) input.headers.set('Accept-Language', document.documentElement.lang);
  const response = await fetch(input).catch(() => {
    throw new Failure(0, noAnswer, {}, null, '');
  });
  if (response.ok) return response;
  const failure = await failureOf(response);
  if (failure.code === 'auth.required') sessionOver();
  throw failure;
}

/** Typed by openapi/junheng.json; throws Failure unless the answer is 2xx. */
export const api = createClient<paths>({ baseUrl: '', fetch: send });

/** A file as body, with the bytes sent so far. */
export function putFile(path: string, file: Blob, onSent: (bytes: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', path);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-CSRF-Token', csrf);
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onerror = () => reject(new Failure(0, noAnswer, {}, null, ''));
    request.onload = () => {
      if (request.status < 300) return resolve(JSON.parse(request.responseText || 'null'));
      void failureOf(new Response(request.responseText, { status: request.status })).then(reject);
    };
    request.send(file);
  });
}
