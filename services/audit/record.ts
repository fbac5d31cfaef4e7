/**
 * One record of the log as bytes, and the chain over it. Pure: the same in services, in the verifier, and in anybody
 * else's. A record's hash covers the text below and the hash before it; what is personal is in it only as commitments,
 * so that it can be erased and the chain still be verified (AUD-4).
 *
 * ```
 * commitment = SHA-256({"id":"…","salt":"…","data":{…}})                     the salt: 128 random bits
 * hash       = SHA-256(hash of the record before ‖ "\n" ‖ record's text)     both in base64url, 43 characters
 * first      = SHA-256("ringside log\n" ‖ tenant's ID)                       before record 1
 * ```
 */
import { hash } from 'node:crypto';

export const personRoles = ['self', 'actor', 'operator'] as const;
/** Who acted, whom it is about, or both in one. */
export type PersonRole = (typeof personRoles)[number];

export interface Person {
  readonly role: PersonRole;
  readonly id: string;
  readonly salt: string;
  /** Canonical JSON of an object. */
  readonly data: string;
}

export interface LogRecord {
  readonly tenantId: string;
  readonly sequence: number;
  readonly recordedMs: number;
  readonly timeMs: number;
  readonly kind: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly deviceId: string | null;
  readonly sessionId: string | null;
  /** JSON, as it was written. */
  readonly detail: string;
  /** JSON of commitments by role. */
  readonly commitments: string;
}

const json = (value: string | null): string => (value === null ? 'null' : JSON.stringify(value));

export function recordText(record: LogRecord): string {
  const { tenantId, sequence, recordedMs, timeMs, kind, actorKind, actorId, deviceId, sessionId } = record;
  return (
    `{"tenant":${json(tenantId)},"sequence":${sequence},"recordedMs":${recordedMs},"timeMs":${timeMs}` +
    `,"kind":${json(kind)},"actor":${json(actorKind)},"actorId":${json(actorId)}` +
    `,"device":${json(deviceId)},"session":${json(sessionId)}` +
    `,"detail":${record.detail},"commitments":${record.commitments}}`
  );
}

export const firstHash = (tenantId: string): string => hash('sha256', `ringside log\n${tenantId}`, 'base64url');

export const nextHash = (before: string, text: string): string => hash('sha256', `${before}\n${text}`, 'base64url');

export const personText = ({ id, salt, data }: Omit<Person, 'role'>): string =>
  `{"id":${json(id)},"salt":${json(salt)},"data":${data}}`;

/** @param text a person's, as above */
export const commitment = (text: string): string => hash('sha256', text, 'base64url');

/** A record without people commits to nobody: "{}". */
export function commitmentsText(persons: readonly Person[]): string {
  return `{${persons.map((person) => `"${person.role}":"${commitment(personText(person))}"`).join(',')}}`;
}
