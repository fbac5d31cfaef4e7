import { describe, expect, it } from 'vitest';
import { GuardModel } from '../testing/guard-model.ts';
import { initialGuard, step } from './guard.ts';
import type { GuardEffect, GuardEvent, GuardState } from './guard-state.ts';

const sequences = 120_000;
const eventsEach = 30;
const sessions = ['s1', 's2', 's3'];

/** A small fast generator with a seed, so that a failure names the sequence that shows it. */
function mulberry32(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pick<T>(random: () => number, from: readonly [T, ...T[]]): T {
  return from[Math.floor(random() * from.length)] ?? from[0];
}

/** Mostly what leads to an open guard, since that is where things can go wrong. */
function randomEvent(random: () => number, atMs: number, model: GuardModel, viewers: { next: number }): GuardEvent {
  const recent = () => Math.max(1, viewers.next - Math.floor(random() * 4));
  const chance = random();
  if (chance < 0.18) return { atMs, event: 'ring-verified', raise: model.lastRaise - (random() < 0.1 ? 1 : 0) };
  if (chance < 0.36) {
    viewers.next += 1;
    const permission = random() < 0.5 ? 'view' : 'modify';
    const session = sessions[Math.floor(random() * sessions.length)] ?? 's1';
    const viewer = random() < 0.03 ? recent() : viewers.next;
    return { atMs, event: 'request', viewer, grant: { session, permission, operatorName: 'Olga' } };
  }
  if (chance < 0.52) return { atMs, event: 'lease', untilMs: atMs + Math.floor(random() * 6_000) };
  if (chance < 0.6) return { atMs, event: 'call', call: pick(random, ['idle', 'idle', 'idle', 'in-call', 'unknown']) };
  if (chance < 0.67) return { atMs, event: 'link', link: pick(random, ['up', 'up', 'down']) };
  if (chance < 0.72) return { atMs, event: 'layout', displays: pick(random, [[1], [1, 2], [1, 2, 3], []]) };
  if (chance < 0.78) return { atMs, event: 'suspend', viewer: recent() };
  if (chance < 0.84) return { atMs, event: 'close', viewer: recent(), reason: 1 };
  if (chance < 0.86) return { atMs, event: 'ring-lost' };
  if (chance < 0.89) return { atMs, event: 'ring-doubtful' };
  if (chance < 0.9) return { atMs, event: 'withdrawn', sessions: [pick(random, ['s1', 's2', 'other'])] };
  if (chance < 0.91) return { atMs, event: 'violation', viewer: recent() };
  if (chance < 0.915) return { atMs, event: 'capture-failed' };
  if (chance < 0.917) return { atMs, event: 'stop' };
  return { atMs, event: 'tick' };
}

/** Which session a viewer that leaves now was in, so that the model can time its window. */
function leaving(state: GuardState, event: GuardEvent): readonly string[] {
  if (!('seats' in state)) return [];
  const begun = state.seats.filter((seat) => seat.stage !== 'asking');
  if (event.event === 'link') return begun.map((seat) => seat.grant.session);
  if (event.event !== 'suspend') return [];
  return begun.filter((seat) => seat.viewer === event.viewer).map((seat) => seat.grant.session);
}

describe('guard, random events', () => {
  it(`SES-1, SES-3, CALL-1, CALL-3, RING-2, RING-3: holds in ${sequences} sequences of events`, () => {
    let opened = 0;
    let reopened = 0;
    for (let seed = 1; seed <= sequences; seed++) {
      const random = mulberry32(seed);
      const model = new GuardModel();
      const viewers = { next: 0 };
      const history: GuardEvent[] = [];
      let state: GuardState = initialGuard;
      let atMs = 1_000;
      const happen = (event: GuardEvent): void => {
        history.push(event);
        const gone = leaving(state, event);
        let effects: readonly GuardEffect[];
        [state, effects] = step(state, event);
        for (const session of gone) model.left(session, event.atMs);
        model.check(event, state, effects);
      };
      try {
        // Four of five begin in a fit room; the rest must find their way there, or not.
        if (seed % 5 > 0) {
          for (const event of fitRoom) happen({ atMs, ...event });
        }
        for (let count = 0; count < eventsEach; count++) {
          atMs += random() < 0.03 ? random() * 40_000 : random() * 400;
          happen(randomEvent(random, atMs, model, viewers));
        }
        opened += model.opened > 0 ? 1 : 0;
        reopened += model.opened > 1 ? 1 : 0;
        happen({ atMs, event: 'stop' });
        model.checkOver();
      } catch (error) {
        throw new Error(`seed ${seed}: ${String(error)}\n${history.map((one) => JSON.stringify(one)).join('\n')}`);
      }
    }
    // The sequences must get where it matters.
    expect(opened).toBeGreaterThan(sequences / 3);
    expect(reopened).toBeGreaterThan(sequences / 10);
  }, 120_000);
});

const fitRoom = [
  { event: 'layout', displays: [1, 2] },
  { event: 'call', call: 'idle' },
  { event: 'link', link: 'up' },
  { event: 'lease', untilMs: 6_000 },
] as const;
