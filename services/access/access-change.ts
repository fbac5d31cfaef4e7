/** What every change to who may do what has in common: who changes, what they may, and how it is refused. */
import { createHash } from 'node:crypto';
import type { Actor } from '../audit/event-log.ts';
import type { Sources } from '../sources.ts';
import type { Tx } from '../store/schema.ts';
import type { AccessRefusal } from './authorize.ts';
import type { AccessFacts } from './facts.ts';
import type { GiftRefusal } from './giving.ts';

export interface Change {
  readonly tx: Tx;
  readonly sources: Sources;
  readonly actor: Actor;
  /** Of who changes, as they are in this transaction. */
  readonly facts: AccessFacts;
  /** The version tag that the caller has seen; undefined: whatever is there. */
  readonly seen?: string | undefined;
}

export type ChangeRefusal =
  | AccessRefusal
  | GiftRefusal
  /** What the caller acts with has ended meanwhile. */
  | 'not-signed-in'
  | 'role-not-found'
  | 'role-in-use'
  | 'role-built-in'
  | 'permission-reserved'
  | 'assignment-not-found'
  | 'assignment-times'
  | 'user-not-found'
  | 'api-key-not-found'
  | 'own-account'
  | 'group-not-found'
  | 'group-in-use'
  | 'group-follows-issuer'
  | 'name-taken'
  | 'limit-reached'
  | 'state-change-not-allowed'
  | 'enrolment-key-not-found'
  | 'acknowledgement-outdated'
  | 'changed-meanwhile';

/** Nothing has been changed, and why. */
export interface Refused {
  readonly refused: ChangeRefusal;
}

export const refuse = (refused: ChangeRefusal): Refused => ({ refused });

export const isRefused = (value: unknown): value is Refused =>
  typeof value === 'object' && value !== null && 'refused' in value;

/** The same exactly while what is shown is the same: 128 bits of a digest. */
export function versionTag(shown: object): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22);
}

/** Whether somebody else has changed what the caller has seen. */
export const isStale = ({ seen }: Change, shown: object): boolean => seen !== undefined && seen !== versionTag(shown);
