/** What the page shows, as one union, and how it changes with what the API answers. */
import type { Operator } from './portal-api.ts';
import type { PastSession, Room } from './room.ts';

export type PageState =
  | { readonly kind: 'loading' }
  /** `failure`: the code with which a sign-in was refused, by a link or at the issuer. */
  | { readonly kind: 'signed-out'; readonly failure: string | undefined; readonly atIssuer?: boolean }
  | { readonly kind: 'unreachable' }
  /** The organisation may not use Ringside: what it had is not shown any more. */
  | { readonly kind: 'suspended' }
  | {
      readonly kind: 'signed-in';
      readonly operator: Operator;
      readonly rooms: readonly Room[];
      readonly sessions: readonly PastSession[];
      /** The last refresh failed: what is shown may be old. */
      readonly stale: boolean;
    };

export type Refreshed = Pick<Extract<PageState, { kind: 'signed-in' }>, 'operator' | 'rooms' | 'sessions'>;

export function afterRefresh(refreshed: Refreshed): PageState {
  return { kind: 'signed-in', ...refreshed, stale: false };
}

/** @param code of the problem */
export function afterFailure(state: PageState, code: string): PageState {
  if (code === 'not-signed-in' || code === 'operator-disabled') return { kind: 'signed-out', failure: undefined };
  if (code === 'tenant-suspended') return { kind: 'suspended' };
  return state.kind === 'signed-in' ? { ...state, stale: true } : { kind: 'unreachable' };
}

/** The code with which the issuer's way ended, from the fragment. */
export function issuerFailure(hash: string): string | undefined {
  return new URLSearchParams(hash.replace(/^#/, '')).get('sign-in-failed') || undefined;
}

/** The secret of a sign-in link, from the fragment that no server and no log ever sees. */
export function signInSecret(hash: string): string | undefined {
  return new URLSearchParams(hash.replace(/^#/, '')).get('sign-in') || undefined;
}
