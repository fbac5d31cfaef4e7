/**
 * What the agent believes of services, whoever carries it: the key set that its pinned root signed, heartbeats,
 * recoveries and tickets. A hostile relay can hold these back or repeat them; it can neither make, extend nor reuse one.
 */
import {
  decodeHeartbeat,
  decodeKeySet,
  decodeRecovery,
  isRefusal,
  type KeySet,
  limits,
  type Recovery,
  type SignedStatement,
  type SigningKeyJwk,
  verifyStatement,
  verifyTicket,
} from '@ringside/protocol';
import type { Clock } from '../clock.ts';
import type { Grant } from '../guard/guard-state.ts';
import { agentLimits } from '../limits.ts';
import { type AnchoredTime, createAnchoredTime } from './anchored-time.ts';

export interface TrustAnchor {
  readonly device: string;
  readonly tenant: string;
  readonly issuer: string;
  readonly rootKey: SigningKeyJwk;
}

export interface Lease {
  /** On the monotonic clock. */
  readonly untilMs: number;
  readonly endedSessions: readonly string[];
}

/** Why something was not believed: for the log only. */
export interface Disbelief {
  readonly refused: string;
}

export interface ServicesTrust {
  readonly time: AnchoredTime;
  acceptTime(statement: SignedStatement): Promise<boolean>;
  acceptKeySet(statement: SignedStatement): Promise<boolean>;
  acceptHeartbeat(statement: SignedStatement): Promise<Lease | Disbelief>;
  /** Believed once, while it is fresh, and by the device that it names. */
  acceptRecovery(statement: SignedStatement): Promise<Recovery | Disbelief>;
  /** Verifies a ticket for this device and spends it: the same one is refused from then on. */
  redeem(ticket: string, home: { readonly node: string; readonly instance: string }): Promise<Grant | Disbelief>;
}

export interface ServicesTrustParts {
  readonly anchor: TrustAnchor;
  readonly clock: Clock;
  readonly nonce: () => Uint8Array;
  /** The newest key set that was ever accepted here, and where a newer one is noted: an old one never comes back. */
  readonly keySetSequence: number;
  readonly noteKeySet: (sequence: number) => void;
}

export function createServicesTrust(parts: ServicesTrustParts): ServicesTrust {
  const { anchor, clock } = parts;
  const time = createAnchoredTime(clock, parts.nonce);
  const startedMs = clock.monotonicMs();
  let keySet: KeySet = { issuer: anchor.issuer, sequence: parts.keySetSequence, keys: [] };
  let lastHeartbeat = 0;
  /** Ticket ids and when they may be forgotten. */
  const used = new Map<string, number>();

  /** Synchronous, so that of two redemptions at once exactly one wins. */
  function spend(id: string, expiresAtMs: number, nowMs: number): boolean {
    for (const [old, untilMs] of used) if (untilMs < nowMs) used.delete(old);
    if (used.has(id) || used.size >= agentLimits.usedTickets) return false;
    used.set(id, expiresAtMs + 2 * limits.clockSkewMs);
    return true;
  }

  return {
    time,
    acceptTime: (statement) => time.accept(statement, keySet.keys),
    async acceptKeySet(statement) {
      if (!(await verifyStatement('key-set', statement, [anchor.rootKey]))) return false;
      const offered = decodeKeySet(statement.payload);
      if (offered === undefined || offered.issuer !== anchor.issuer || offered.sequence < keySet.sequence) return false;
      if (offered.sequence > keySet.sequence) parts.noteKeySet(offered.sequence);
      keySet = offered;
      return true;
    },
    async acceptHeartbeat(statement) {
      if (!(await verifyStatement('heartbeat', statement, keySet.keys))) return { refused: 'signature' };
      const { sequence, timeMs, endedSessions } = decodeHeartbeat(statement.payload);
      const nowMs = time.nowMs();
      if (nowMs === undefined) return { refused: 'no time anchor' };
      if (sequence <= lastHeartbeat) return { refused: 'repeated' };
      if (timeMs < nowMs - limits.leaseMs || timeMs > nowMs + limits.clockSkewMs) return { refused: 'time' };
      lastHeartbeat = sequence;
      // The lease runs from when services spoke, not from when the relay passed it on.
      const leftMs = Math.min(timeMs, nowMs) + limits.leaseMs - nowMs;
      return { untilMs: clock.monotonicMs() + leftMs, endedSessions };
    },
    async acceptRecovery(statement) {
      if (!(await verifyStatement('recovery', statement, keySet.keys))) return { refused: 'signature' };
      const recovery = decodeRecovery(statement.payload);
      const nowMs = time.nowMs();
      if (nowMs === undefined) return { refused: 'no time anchor' };
      if (recovery.device !== anchor.device) return { refused: 'another device' };
      const { timeMs } = recovery;
      if (timeMs < nowMs - limits.recoveryMs || timeMs > nowMs + limits.clockSkewMs) return { refused: 'time' };
      // A device may be back within that time, and what it has spent is forgotten: one from before is not for this run.
      if (timeMs < nowMs - (clock.monotonicMs() - startedMs)) return { refused: 'an earlier run' };
      return spend(recovery.id, timeMs + limits.recoveryMs, nowMs) ? recovery : { refused: 'used' };
    },
    async redeem(token, home) {
      const nowMs = time.nowMs();
      if (nowMs === undefined) return { refused: 'no time anchor' };
      const ticket = await verifyTicket(token, { issuer: anchor.issuer, keys: keySet.keys }, nowMs);
      if (isRefusal(ticket)) return ticket;
      if (ticket.device !== anchor.device || ticket.tenant !== anchor.tenant) return { refused: 'another device' };
      if (ticket.node !== home.node || ticket.instance !== home.instance) return { refused: 'another node' };
      if (ticket.endsAtMs <= nowMs) return { refused: 'over' };
      if (!spend(ticket.id, ticket.expiresAtMs, nowMs)) return { refused: 'used' };
      const { session, permission, operatorName, reason, idleMs } = ticket;
      const { cardOff, restartsWithheld, viewShortcuts, roomConsent } = ticket;
      const endsMs = clock.monotonicMs() + (ticket.endsAtMs - nowMs);
      const tenant = { cardOff, restartsWithheld, viewShortcuts, roomConsent };
      return { session, permission, operatorName, reason, ...tenant, endsMs, idleMs };
    },
  };
}
