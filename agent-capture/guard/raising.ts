/** How the ring is asked for, under displays that change too, and what its loss ends. */
import { agentLimits } from '../limits.ts';
import { causes } from './causes.ts';
import type { Draft } from './draft.ts';
import { endWhere } from './seating.ts';

/** Asks for the ring, anew if it was there: nothing passes until that is answered. */
export function raiseRing(draft: Draft, atMs: number): void {
  draft.raises += 1;
  const sinceMs = draft.ring?.kind === 'rising' ? draft.ring.sinceMs : atMs;
  const untilMs = Math.min(atMs + agentLimits.ringRaiseMs, sinceMs + agentLimits.ringUnseenMs);
  draft.ring = { kind: 'rising', raise: draft.raises, sinceMs, untilMs };
}

/** Each change takes its share of time: under displays that change more often for long, nobody knows of the ring. */
export function followDisplays(draft: Draft, atMs: number): void {
  const { layoutChanges, layoutChangeMs } = agentLimits;
  const changesUntilMs = Math.max(draft.room.changesUntilMs, atMs) + layoutChangeMs;
  draft.room = { ...draft.room, changesUntilMs };
  if (changesUntilMs > atMs + layoutChanges * layoutChangeMs) loseRing(draft, atMs);
  else raiseRing(draft, atMs);
}

export function loseRing(draft: Draft, atMs: number): void {
  draft.room = { ...draft.room, ringLostUntilMs: atMs + agentLimits.ringLostMs };
  endWhere(draft, causes.ringLost, atMs);
}
