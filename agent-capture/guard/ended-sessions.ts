/** Sessions that have ended stay known until no ticket for them can be valid, so that none of them opens again. */
import { agentLimits } from '../limits.ts';
import type { EndedSessions } from './guard-state.ts';

/** Each from now on, also one that ended before: a ticket for it can be as young as its newest end. */
export function rememberEnded(ended: EndedSessions, sessions: readonly string[], atMs: number): EndedSessions {
  if (sessions.length === 0) return ended;
  const next = new Map(ended);
  for (const session of sessions) {
    // Deleted first, so that entries stay in the order of their time.
    next.delete(session);
    next.set(session, atMs + agentLimits.endedMemoryMs);
  }
  for (const oldest of next.keys()) {
    if (next.size <= agentLimits.endedMemory) break;
    next.delete(oldest);
  }
  return next;
}

/** Entries lie in the order of their time, so the first one that is still needed ends the search. */
export function forgetEnded(ended: EndedSessions, atMs: number): EndedSessions {
  const first = ended.values().next();
  if (first.done === true || atMs < first.value) return ended;
  return new Map([...ended].filter(([, untilMs]) => atMs < untilMs));
}
