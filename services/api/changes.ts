/** What routes that change who may do what have in common: the change itself, ETags, and pages of a list. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { type Change, isRefused, type Refused, versionTag } from '../access/access-change.ts';
import { servicesLimits } from '../limits.ts';
import { changeAccess, type Needed } from '../sessions/access-changes.ts';
import type { Api } from './api.ts';
import { callerOf } from './authentication.ts';
import { ProblemError } from './problem.ts';
import { strict } from './schemas.ts';

/** @throws ProblemError when it is refused: then nothing has changed */
export async function applyChange<T>(
  api: Api,
  request: FastifyRequest,
  needed: Needed,
  work: (change: Change) => Promise<T | Refused>,
): Promise<T> {
  const { principal } = callerOf(request);
  const result = await changeAccess(api, { principal, needed, seen: seenBy(request) }, work);
  if (isRefused(result)) throw new ProblemError(result.refused);
  return result;
}

/** A PUT to what has an ETag: membership has none, and is put or not. */
const isReplacement = (method: unknown, url: string): boolean => method === 'PUT' && !url.includes('/members/');

const matchHeader = Type.Object({
  'if-match': Type.Optional(
    Type.String({
      maxLength: 100,
      description: 'The ETag of what was seen, or * for whatever is there',
      examples: ['*'],
    }),
  ),
});

/** Says in the API's description which routes want an `If-Match`, and which take one. */
export function describeMatches(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    if (isReplacement(route.method, route.url)) route.schema = { ...route.schema, headers: matchHeader };
  });
}

/** Whoever replaces something has seen what is there, or says that it does not matter. */
function seenBy(request: FastifyRequest): string | undefined {
  const header = request.headers['if-match'];
  if (header === undefined && isReplacement(request.method, request.url)) throw new ProblemError('if-match-required');
  if (header === undefined || header === '*') return undefined;
  return /^"([^"]*)"$/.exec(header)?.[1] ?? '';
}

/** Sets the ETag of what is shown. */
export function tagged<T extends object>(reply: FastifyReply, shown: T): T {
  reply.header('etag', `"${versionTag(shown)}"`);
  return shown;
}

export const pageQuery = strict({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: servicesLimits.pageRows })),
  cursor: Type.Optional(Type.String({ maxLength: 100, description: 'The answer’s `next` of the page before' })),
});

export const next = Type.Union([Type.String(), Type.Null()], { description: 'The cursor of the next page' });

/** Of lists by time, newest first: a cursor is the last one's time and ID. */
export const timedPageQuery = strict({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: servicesLimits.pageRows })),
  cursor: Type.Optional(
    Type.String({ pattern: '^\\d{1,16}\\.[0-9a-f-]{36}$', description: 'The answer’s `next` of the page before' }),
  ),
});

interface TimedCursor {
  readonly timeMs: number;
  readonly id: string;
}

export function timedPageOf({ limit = servicesLimits.pageRows, cursor }: Static<typeof timedPageQuery>) {
  const [timeMs = '', id = ''] = cursor?.split('.') ?? [];
  return { after: cursor === undefined ? undefined : { timeMs: Number(timeMs), id }, limit };
}

export const timedCursor = (last: TimedCursor | undefined): string | null =>
  last === undefined ? null : `${last.timeMs}.${last.id}`;

/** The page of a list that is at hand as a whole, in the order of its keys. */
export function pageOfAll<T>(all: readonly T[], query: Static<typeof pageQuery>, keyOf: (row: T) => string) {
  const { asked, cut } = pageOf(query);
  const from = all.filter((row) => keyOf(row) > asked.after);
  return cut(from.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)).slice(0, asked.rows), keyOf);
}

/** One row more than is shown tells whether there is another page. */
export function pageOf({ limit = servicesLimits.pageRows, cursor = '' }: Static<typeof pageQuery>) {
  return {
    asked: { after: cursor, rows: limit + 1 },
    cut: <T>(rows: readonly T[], idOf: (row: T) => string) => {
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return { shown, next: rows.length > limit && last !== undefined ? idOf(last) : null };
    },
  };
}
