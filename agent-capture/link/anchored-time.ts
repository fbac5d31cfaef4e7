/**
 * The real time, as services signed it over this agent's own nonce, carried on by the monotonic clock: a wrong clock
 * of the machine changes nothing, and a relay that delays the answer makes time later, never earlier.
 */
import { decodeTimeAnchor, type SignedStatement, type SigningKeyJwk, verifyStatement } from '@ringside/protocol';
import type { Clock } from '../clock.ts';
import { agentLimits } from '../limits.ts';

export interface AnchoredTime {
  /** Unix milliseconds, or undefined without an anchor, or with one that is too old. */
  nowMs(): number | undefined;
  /** How long until the anchor is to be renewed; 0 when it is now. */
  dueInMs(): number;
  /** A nonce to send; any earlier one is void. */
  request(): Uint8Array;
  /** Whether the statement answers the last request in time and is now the anchor. */
  accept(statement: SignedStatement, keys: readonly SigningKeyJwk[]): Promise<boolean>;
  /** A lost link may mean a machine that slept, and its monotonic clock with it. */
  forget(): void;
}

export function createAnchoredTime(clock: Clock, nonce: () => Uint8Array): AnchoredTime {
  let anchor: { readonly timeMs: number; readonly atMs: number } | undefined;
  let asked: { readonly nonce: Uint8Array; readonly atMs: number; answers: number } | undefined;

  const ageMs = (): number => (anchor === undefined ? Number.POSITIVE_INFINITY : clock.monotonicMs() - anchor.atMs);

  return {
    nowMs() {
      const aged = ageMs();
      return anchor === undefined || aged >= agentLimits.timeAnchorMs ? undefined : anchor.timeMs + aged;
    },
    dueInMs: () => Math.max(0, agentLimits.timeRenewMs - ageMs()),
    request() {
      asked = { nonce: nonce(), atMs: clock.monotonicMs(), answers: 0 };
      return asked.nonce;
    },
    async accept(statement, keys) {
      const question = asked;
      if (question === undefined || clock.monotonicMs() - question.atMs > agentLimits.timeReplyMs) return false;
      // However many a relay sends: each costs the check of a signature, and nothing else holds them back.
      question.answers += 1;
      if (question.answers > agentLimits.timeAnswers) return false;
      if (!(await verifyStatement('time', statement, keys))) return false;
      const answer = decodeTimeAnchor(statement.payload);
      if (asked !== question || !Buffer.from(question.nonce).equals(answer.nonce)) return false;
      asked = undefined;
      // Services signed some time after the question: counting from there is never behind the real time.
      anchor = { timeMs: answer.timeMs, atMs: question.atMs };
      return true;
    },
    forget() {
      anchor = undefined;
      asked = undefined;
    },
  };
}
