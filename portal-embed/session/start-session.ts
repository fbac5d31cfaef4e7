/** What a host gives the widget to get a ticket, and how the widget reads whatever comes back. */
import type { PublicKeyJwk } from '@ringside/protocol';
import { type EndedReason, endedByName } from './reasons.ts';

/** What the host's portal got from POST /v1/sessions. */
export interface SessionGrant {
  readonly sessionId: string;
  readonly ticket: string;
  /** Where the session's relay listens: ws(s)://… */
  readonly relayUrl: string;
}

/**
 * Asks the host for a session, or with `resume` for a new ticket of one that lost its connection.
 * A refusal is a rejection with an object that has the problem document's `code`, and `status`, `detail` and `endReason`
 * if known.
 */
export type StartSession = (publicKey: PublicKeyJwk, options: { readonly resume?: string }) => Promise<SessionGrant>;

/** Why startSession failed. `mayPass`: a later call may succeed (network, overload, a server's fault). */
export interface StartFailure {
  readonly code: string;
  readonly detail: string;
  readonly mayPass: boolean;
  /** Why the session that was to be resumed has ended meanwhile, if it has. */
  readonly ended?: EndedReason;
}

/** Codes that say "not now" of a room or a service on its way back. */
const passing = new Set(['device-not-connected', 'ticket-outstanding', 'unreachable', 'no-answer']);

export function readGrant(value: unknown): SessionGrant | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('sessionId' in value) || !('ticket' in value) || !('relayUrl' in value)) return undefined;
  const { sessionId, ticket, relayUrl } = value;
  if (typeof sessionId !== 'string' || typeof ticket !== 'string' || typeof relayUrl !== 'string') return undefined;
  if (sessionId === '' || ticket === '' || !/^wss?:\/\//.test(relayUrl)) return undefined;
  return { sessionId, ticket, relayUrl };
}

export function readStartFailure(error: unknown): StartFailure {
  const text = (name: string): string => {
    const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
    return typeof value === 'string' ? value : '';
  };
  const status: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : undefined;
  const serverFault = typeof status === 'number' && (status >= 500 || status === 429);
  // A DOMException has a numeric code, and fetch rejects with a TypeError that has none: both mean no answer came.
  const code = text('code') || (serverFault ? 'unavailable' : typeof status === 'number' ? 'refused' : 'unreachable');
  const failure = { code, detail: text('detail'), mayPass: serverFault || passing.has(code) };
  return code === 'session-ended' ? { ...failure, ended: endedByName(text('endReason')) } : failure;
}
