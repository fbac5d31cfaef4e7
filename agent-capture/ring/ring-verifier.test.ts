import { describe, expect, it } from 'vitest';
import type { DisplayInfo, DisplaySource } from '../display/display-source.ts';
import { agentLimits } from '../limits.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { fakeDisplay } from '../testing/fake-platform.ts';
import type { RingFrame } from './ring-frame.ts';
import { createRingVerifier } from './ring-verifier.ts';

function setUp() {
  const clock = createFakeClock();
  const said: string[] = [];
  const screen = { whole: true, gone: false, frozen: false, broken: false, mends: false, known: true, grabs: 0 };
  /** Displays whose ring nobody sees, whatever is on the others. */
  const bare = new Set<number>();
  /** What each grab waits for. */
  const answer: { comes: Promise<void> | undefined } = { comes: undefined };
  const steps: string[] = [];
  const room = { still: false };
  const source: DisplaySource = {
    platform: 'test',
    displays: [],
    get layoutKnown() {
      return screen.known;
    },
    async grab(id, rect) {
      screen.grabs += 1;
      if (answer.comes !== undefined) await answer.comes;
      if (screen.frozen) return new Promise(() => undefined);
      if (screen.broken) throw new Error('the X server hung up');
      if (screen.gone) return undefined;
      const bgrx = Buffer.alloc(
        rect.width * rect.height * 4,
        Buffer.from([0, 0, screen.whole && !bare.has(id) ? 0xff : 0x10, 0]),
      );
      return { ...rect, bgrx: id === 0 ? Buffer.alloc(0) : bgrx };
    },
    watch: () => undefined,
    close: async () => undefined,
  };
  const frame: RingFrame = {
    show: async (displays: readonly DisplayInfo[]) => void steps.push(`show ${displays.map(({ id }) => id)}`),
    hide: async () => void steps.push('hide'),
    async mend() {
      steps.push('mend');
      if (screen.mends) screen.whole = true;
    },
    thickness: () => 12,
    close: async () => undefined,
  };
  const verifier = createRingVerifier({
    source,
    frame,
    clock,
    random: () => 0,
    isStill: () => room.still,
    seen: (raise, atMs) => void said.push(`seen ${raise} ${atMs}`),
    lost: (display) => void said.push(`lost ${display}`),
    trouble: (error) => void said.push(error.message),
  });
  return { verifier, clock, said, screen, bare, answer, steps, room };
}

const displays = [fakeDisplay(1, 'console'), fakeDisplay(2, 'front-1')];

describe('ring verifier', () => {
  it('RING-2: shows, then says "seen" only once every display is red, with the time the look began', async () => {
    const { verifier, clock, said, screen, steps } = setUp();
    screen.whole = false;
    verifier.raise(1, displays);
    await clock.advance(100);
    expect(steps).toEqual(['show 1,2']);
    expect(said).toEqual([]);
    screen.whole = true;
    await clock.advance(agentLimits.ringRaiseRetryMs);
    expect(said).toEqual([`seen 1 ${clock.monotonicMs()}`]);
    await verifier.close();
  });

  it.each([1, 2])('RING-1, RING-2: the ring on others is none on display %i', async (id) => {
    const { verifier, clock, said, bare } = setUp();
    bare.add(id);
    verifier.raise(1, displays);
    await clock.advance(100);
    expect(said).toEqual([]);
    bare.clear();
    await clock.advance(agentLimits.ringRaiseRetryMs);
    expect(said).toHaveLength(1);
    bare.add(id);
    await clock.advance(agentLimits.ringCheckMs + agentLimits.ringMendMs);
    expect(said.at(-1)).toBe(`lost ${id}`);
    await verifier.close();
  });

  it('RING-2: keeps looking at least each 100 ms; a ring that is missing and stays so is lost within 200 ms', async () => {
    const { verifier, clock, said, screen } = setUp();
    verifier.raise(1, displays);
    await clock.advance(1_000);
    expect(said.length).toBeGreaterThanOrEqual(10);
    screen.whole = false;
    const hiddenMs = clock.monotonicMs();
    while (said.at(-1) !== 'lost 1') await clock.advance(5);
    expect(clock.monotonicMs() - hiddenMs).toBeLessThanOrEqual(agentLimits.ringCheckMs + agentLimits.ringMendMs + 5);
    await verifier.close();
  });

  it('RING-2: while no frame leaves it looks more rarely, and finds a loss in time all the same', async () => {
    const { verifier, clock, said, screen, room } = setUp();
    room.still = true;
    verifier.raise(1, displays);
    await clock.advance(1_000);
    expect(said).toHaveLength(1 + Math.floor(1_000 / agentLimits.ringStillCheckMs));
    screen.whole = false;
    const hiddenMs = clock.monotonicMs();
    while (said.at(-1) !== 'lost 1') await clock.advance(5);
    expect(clock.monotonicMs() - hiddenMs).toBeLessThanOrEqual(250);
    await verifier.close();
  });

  it('RING-2: a window that opens above the ring is no loss when raising the ring helps', async () => {
    const { verifier, clock, said, screen, steps } = setUp();
    verifier.raise(1, displays);
    await clock.advance(0);
    Object.assign(screen, { whole: false, mends: true });
    await clock.advance(1_000);
    expect(steps).toEqual(['show 1,2', 'mend']);
    expect(said.every((line) => line.startsWith('seen'))).toBe(true);
    expect(said.length).toBeGreaterThanOrEqual(10);
    await verifier.close();
  });

  it('RING-2: nor when another one opens before it is looked at again, however slow the machine is', async () => {
    const { verifier, clock, said, screen, answer } = setUp();
    verifier.raise(1, displays);
    await clock.advance(0);
    const { promise, resolve } = Promise.withResolvers<void>();
    answer.comes = promise;
    Object.assign(screen, { whole: false, mends: true });
    await clock.advance(agentLimits.ringCheckMs + agentLimits.ringMendMs);
    answer.comes = undefined;
    resolve();
    await clock.advance(0);
    expect(screen.whole).toBe(true);
    screen.whole = false;
    await clock.advance(3 * agentLimits.ringRaiseRetryMs);
    expect(said.length).toBeGreaterThan(1);
    expect(said.filter((line) => !line.startsWith('seen'))).toEqual([]);
    await verifier.close();
  });

  it('RING-2: nor is it looked at in the moment in which that one opens, while it is being mended', async () => {
    const { verifier, clock, screen } = setUp();
    verifier.raise(1, displays);
    await clock.advance(0);
    screen.whole = false;
    await clock.advance(agentLimits.ringCheckMs);
    const { grabs } = screen;
    verifier.lookNow();
    await clock.advance(agentLimits.ringRaiseRetryMs - 1);
    expect(screen.grabs).toBe(grabs);
    await clock.advance(1);
    expect(screen.grabs).toBeGreaterThan(grabs);
    await verifier.close();
  });

  it('RING-2: looks at once when the platform says that something is wrong', async () => {
    const { verifier, clock, said, screen } = setUp();
    verifier.raise(1, displays);
    await clock.advance(0);
    screen.whole = false;
    verifier.lookNow();
    await clock.advance(agentLimits.ringMendMs);
    expect(said.at(-1)).toBe('lost 1');
    await verifier.close();
  });

  it('RING-2: a display that cannot be grabbed has no ring', async () => {
    const { verifier, clock, said, screen } = setUp();
    verifier.raise(1, displays);
    await clock.advance(0);
    screen.gone = true;
    await clock.advance(200);
    expect(said.at(-1)).toBe('lost 1');
    screen.gone = false;
    screen.broken = true;
    await clock.advance(200);
    expect(said).toContain('the X server hung up');
    expect(said.findLast((line) => line.startsWith('lost'))).toBe('lost 0');
    await verifier.close();
  });

  it('RING-1, RING-2: while the layout is read anew a look says nothing; what is missing after that is lost', async () => {
    const { verifier, clock, said, screen } = setUp();
    verifier.raise(1, displays);
    await clock.advance(0);
    screen.known = false;
    await clock.advance(500);
    screen.gone = true;
    await clock.advance(500);
    expect(said).toHaveLength(1);
    screen.known = true;
    await clock.advance(agentLimits.ringRaiseRetryMs * 2);
    expect(said.at(-1)).toBe('lost 1');
    await verifier.close();
  });

  it.each([
    ['for a moment is no loss', agentLimits.ringMendMs - agentLimits.ringRaiseRetryMs, 'seen 1'],
    ['for longer is a loss, though it is back', agentLimits.ringMendMs + agentLimits.ringRaiseRetryMs, 'lost 1'],
  ])(
    'RING-2: missing while the layout was read, on displays that have not changed: %s',
    async (_, awayMs, expected) => {
      const { verifier, clock, said, screen } = setUp();
      verifier.raise(1, displays);
      await clock.advance(agentLimits.ringCheckMs - 1);
      Object.assign(screen, { known: false, whole: false });
      await clock.advance(1 + awayMs);
      screen.whole = true;
      await clock.advance(200);
      expect(said).toHaveLength(1);
      screen.known = true;
      await clock.advance(agentLimits.ringRaiseRetryMs);
      expect(said[1]).toMatch(expected);
      await verifier.close();
    },
  );

  it('RING-2: what was missing while the layout was read is not forgotten when the ring is asked for anew there', async () => {
    const { verifier, clock, said, screen } = setUp();
    verifier.raise(1, displays);
    await clock.advance(0);
    Object.assign(screen, { known: false, whole: false });
    await clock.advance(agentLimits.ringDoubtMs);
    verifier.raise(2, displays);
    Object.assign(screen, { known: true, whole: true });
    await clock.advance(agentLimits.ringRaiseMs);
    expect(said).toHaveLength(1);
    // On displays that have changed, where it was missing was nowhere.
    verifier.raise(3, [...displays]);
    await clock.advance(0);
    expect(said.at(-1)).toMatch(/^seen 3/);
    await verifier.close();
  });

  it('RING-2: a display server that answers no more is never "seen"', async () => {
    const { verifier, clock, said, screen } = setUp();
    screen.frozen = true;
    verifier.raise(1, displays);
    await clock.advance(1_000);
    expect(said).toEqual([]);
    await verifier.close();
  });

  it('RING-2: what a look saw is as old as its beginning, however long it took', async () => {
    const { verifier, clock, said, answer } = setUp();
    const { promise, resolve } = Promise.withResolvers<void>();
    answer.comes = promise;
    verifier.raise(1, displays);
    await clock.advance(0);
    const begunMs = clock.monotonicMs();
    await clock.advance(40);
    resolve();
    await clock.advance(0);
    expect(said).toEqual([`seen 1 ${begunMs}`]);
    await verifier.close();
  });

  it('RING-3: a raise replaces the one before; lowering hides and looks no more', async () => {
    const { verifier, clock, said, screen, steps } = setUp();
    verifier.raise(1, displays);
    verifier.raise(2, displays.slice(0, 1));
    await clock.advance(0);
    expect(steps).toEqual(['show 1']);
    expect(said).toEqual([`seen 2 ${clock.monotonicMs()}`]);
    verifier.lower();
    await clock.advance(0);
    expect(steps).toEqual(['show 1', 'hide']);
    const before = screen.grabs;
    await clock.advance(1_000);
    expect(screen.grabs).toBe(before);
    expect(clock.timers).toBe(0);
    await verifier.close();
  });

  it.each([
    ['found whole', true],
    ['found missing', false],
  ])('RING-2: a look that was under way when the ring was asked for anew says nothing: %s', async (_, whole) => {
    const { verifier, clock, said, screen, answer } = setUp();
    verifier.raise(1, displays);
    await clock.advance(0);
    const { promise, resolve } = Promise.withResolvers<void>();
    answer.comes = promise;
    await clock.advance(agentLimits.ringCheckMs);
    verifier.raise(2, displays);
    screen.whole = whole;
    resolve();
    await clock.advance(0);
    expect(said.filter((line) => !line.startsWith('seen 2'))).toHaveLength(1);
    await verifier.close();
  });

  it('RING-3: raised again right after lowering, it stays up', async () => {
    const { verifier, clock, steps } = setUp();
    verifier.raise(1, displays);
    await clock.advance(0);
    verifier.lower();
    verifier.raise(2, displays);
    await clock.advance(0);
    expect(steps.at(-1)).toBe('show 1,2');
    await verifier.close();
  });
});
