import { EndReason } from '@ringside/protocol';
import { describe, expect, it } from 'vitest';
import { GuardModel } from '../testing/guard-model.ts';
import { initialGuard, step } from './guard.ts';
import type { Grant, GuardEffect, GuardEvent, GuardState, Happening } from './guard-state.ts';

/** The first of the seeds; each sequence has its own, and a failure names it. */
const firstSeed = 20_261_120;
/** A million in 60 s of CPU: RINGSIDE_GUARD_SEQUENCES=1000000. */
const sequences = Number(process.env.RINGSIDE_GUARD_SEQUENCES ?? 100_000);
const eventsEach = 22;
const sessions = ['s1', 's2', 's5'] as const;
/** Of these the room is told, or asked. */
const asking = ['s3', 's4'] as const;

/** A small fast generator with a seed. */
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

/** One sequence: the guard, the model beside it, and what led there. */
class Sequence {
  readonly history: GuardEvent[] = [];
  readonly model: GuardModel;
  readonly #random: () => number;
  readonly #stepMs: number;
  readonly #leaseMs: number;
  /** How many of those who want in the room is told of, or asked for. */
  readonly #asks: number;
  /** In some the displays change all the while. */
  readonly #restless: boolean;
  #state: GuardState = initialGuard;
  #atMs = 1_000;
  #viewers = 0;

  constructor(seed: number, ends: (reason: EndReason) => void) {
    this.#random = mulberry32(seed);
    // Some take their time: a notice is up for seconds.
    const slow = seed % 8 === 0;
    this.#restless = seed % 32 === 1;
    this.#stepMs = slow ? 2_400 : this.#restless ? 100 : 400;
    this.#leaseMs = slow ? 60_000 : 6_000;
    this.#asks = slow ? 0.7 : 0.1;
    this.model = new GuardModel(ends);
  }

  run(): void {
    // Nine of ten begin in a fit room; the rest must find their way there, or not.
    if (this.#random() < 0.9) for (const happening of fitRoom(this.#leaseMs)) this.#happen(happening);
    for (let count = 0; count < (this.#restless ? 4 * eventsEach : eventsEach); count++) {
      this.#atMs += this.#random() < 0.03 ? this.#random() * 40_000 : this.#random() * this.#stepMs;
      this.#happen(this.#next());
    }
    this.#happen({ event: 'stop' });
    this.model.checkOver();
  }

  #happen(happening: Happening): void {
    const event = { ...happening, atMs: this.#atMs };
    this.history.push(event);
    this.#tellModel(event);
    let effects: readonly GuardEffect[];
    [this.#state, effects] = step(this.#state, event);
    this.model.check(event, this.#state, effects);
  }

  /** Whose operator did something, or who leaves: what the model cannot know from viewers' numbers. */
  #tellModel({ event, ...rest }: GuardEvent): void {
    if (!('seats' in this.#state) || !(event === 'link' || event === 'suspend' || event === 'active')) return;
    for (const { viewer, grant, stage } of this.#state.seats) {
      if ('viewer' in rest && rest.viewer !== viewer) continue;
      if (event === 'active') this.model.active(grant.session, this.#atMs);
      else if (stage !== 'asking') this.model.left(grant.session, this.#atMs);
    }
  }

  /** Mostly what leads to an open guard, since that is where things can go wrong. */
  #next(): Happening {
    const random = this.#random;
    const recent = (): number => Math.max(1, this.#viewers - Math.floor(random() * 4));
    const [waiting] = this.#state.waiting;
    if (waiting?.shown === true && random() < 0.3) {
      // Nobody answers until it is over; its tick is due then.
      this.#atMs = Math.max(this.#atMs, waiting.untilMs);
      return { event: 'tick' };
    }
    if (waiting !== undefined && random() < 0.4) return this.#answer(waiting.grant.session);
    if (this.#restless && this.model.ringUp && random() < 0.8) {
      if (random() < 0.5) return { event: 'ring-verified', raise: this.model.lastRaise };
      return { event: 'layout', displays: pick(random, [[1], [1, 2]]) };
    }
    const chance = random();
    if (chance < 0.18) return { event: 'ring-verified', raise: this.model.lastRaise - (random() < 0.1 ? 1 : 0) };
    if (chance < 0.34) {
      this.#viewers += 1;
      return { event: 'request', viewer: random() < 0.03 ? recent() : this.#viewers, grant: this.#grant() };
    }
    if (chance < 0.49) return { event: 'lease', untilMs: this.#atMs + Math.floor(random() * this.#leaseMs) };
    if (chance < 0.56) return { event: 'call', call: pick(random, ['idle', 'idle', 'idle', 'in-call', 'unknown']) };
    if (chance < 0.63) return { event: 'link', link: pick(random, ['up', 'up', 'down']) };
    if (chance < 0.68) return { event: 'layout', displays: pick(random, [[1], [1, 2], [1, 2, 3], []]) };
    if (chance < 0.74) return { event: 'suspend', viewer: recent() };
    if (chance < 0.78) return { event: 'active', viewer: recent() };
    if (chance < 0.83) return { event: 'close', viewer: recent(), reason: EndReason.END_REASON_OPERATOR };
    if (chance < 0.85) return { event: 'ring-lost' };
    if (chance < 0.88) return { event: 'ring-doubtful' };
    if (chance < 0.89) return { event: 'withdrawn', sessions: [pick(random, ['s1', 's2', 's4', 'other'])] };
    if (chance < 0.9) return { event: 'violation', viewer: recent() };
    if (chance < 0.905) return { event: 'eject' };
    if (chance < 0.91) return { event: 'capture-failed' };
    if (chance < 0.912) return { event: 'stop' };
    if (chance < 0.92) return { event: 'bad-ticket', viewer: recent() };
    if (chance < 0.945) return { event: 'room-told', session: pick(random, asking) };
    if (chance < 0.965) return { event: 'allowed', session: pick(random, asking) };
    if (chance < 0.968) return { event: 'declined', session: pick(random, asking) };
    if (chance < 0.97) return { event: 'room-untold' };
    return { event: 'tick' };
  }

  /** What the room does about somebody who waits: mostly what lets them in, in the right order or not. */
  #answer(session: string): Happening {
    const chance = this.#random();
    if (chance < 0.5) return { event: 'room-told', session };
    if (chance < 0.9) return { event: 'allowed', session };
    return chance < 0.97 ? { event: 'declined', session } : { event: 'room-untold' };
  }

  /** As services sign them: every ticket of a session has the same limits. */
  #grant(): Grant {
    const random = this.#random;
    const session = random() < this.#asks ? pick(random, asking) : pick(random, sessions);
    const permission = random() < 0.5 ? 'view' : 'modify';
    const visit = this.model.visits.get(session);
    const endsMs = visit?.endsMs ?? this.#atMs + pick(random, [800, 20_000, 1e9, 1e9, 1e9]);
    const idleMs = visit?.idleMs ?? pick(random, [800, 20_000, 1e9, 1e9, 1e9]);
    const said = { operatorName: 'Olga', reason: '', cardOff: false, restartsWithheld: false, viewShortcuts: false };
    const roomConsent = session === 's3' ? 'notice' : session === 's4' ? 'prompt' : 'none';
    return { session, permission, ...said, roomConsent, endsMs, idleMs };
  }
}

const fitRoom = (untilMs: number): readonly Happening[] => [
  { event: 'layout', displays: [1, 2] },
  { event: 'call', call: 'idle' },
  { event: 'link', link: 'up' },
  { event: 'lease', untilMs },
];

/** What the guard itself ends sessions for, and the relay's word. */
const reasons = [
  EndReason.END_REASON_OPERATOR,
  EndReason.END_REASON_CALL_STARTED,
  EndReason.END_REASON_CALL_STATE_UNKNOWN,
  EndReason.END_REASON_RING_LOST,
  EndReason.END_REASON_WITHDRAWN,
  EndReason.END_REASON_LEASE_LAPSED,
  EndReason.END_REASON_RESUME_EXPIRED,
  EndReason.END_REASON_TIME_LIMIT,
  EndReason.END_REASON_IDLE_LIMIT,
  EndReason.END_REASON_EJECTED,
  EndReason.END_REASON_CAPTURE_FAILED,
  EndReason.END_REASON_PROTOCOL_VIOLATION,
  EndReason.END_REASON_AGENT_STOPPED,
];

describe('guard, random events', () => {
  const title = `holds in ${sequences} sequences of events from seed ${firstSeed}`;
  it(`SES-1, SES-2, SES-3, SES-7, CALL-1, CALL-2, CALL-3, RING-2, RING-3: ${title}`, () => {
    let opened = 0;
    let reopened = 0;
    let allowed = 0;
    let noticed = 0;
    const ends = new Map<EndReason, number>();
    for (let seed = firstSeed; seed < firstSeed + sequences; seed++) {
      const sequence = new Sequence(seed, (reason) => ends.set(reason, (ends.get(reason) ?? 0) + 1));
      try {
        sequence.run();
      } catch (error) {
        const history = sequence.history.map((one) => JSON.stringify(one)).join('\n');
        throw new Error(`seed ${seed}: ${String(error)}\n${history}`);
      }
      if (sequence.model.opened > 0) opened += 1;
      if (sequence.model.opened > 1) reopened += 1;
      allowed += sequence.model.allowed;
      noticed += sequence.model.noticed;
    }
    // The sequences must get where it matters, and out again in every way.
    expect(opened).toBeGreaterThan(sequences / 4);
    expect(reopened).toBeGreaterThan(sequences / 10);
    expect(allowed).toBeGreaterThan(sequences / 200);
    expect(noticed).toBeGreaterThan(sequences / 1_000);
    for (const reason of reasons) expect(ends.get(reason), EndReason[reason]).toBeGreaterThan(sequences / 1_000);
  }, 300_000);
});
