import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeliveryModel, modelLimits as limits } from '../testing/delivery-model.ts';
import { type ModelRect, modelTiles, wholeModel } from '../testing/room-model.ts';
import type { ViewerModel } from '../testing/viewer-model.ts';
import type { FeedLimits } from './display-feed.ts';

type ViewerStep =
  | { readonly do: 'paint'; readonly viewer: number; readonly count: number }
  | { readonly do: 'join' | 'leave' | 'stall' | 'drain' | 'switch-video'; readonly viewer: number };
type Step =
  | ViewerStep
  | { readonly do: 'draw'; readonly rect: ModelRect; readonly chunks: number; readonly last: boolean }
  | { readonly do: 'copy'; readonly rect: ModelRect; readonly dx: number; readonly dy: number; readonly last: boolean }
  | { readonly do: 'video'; readonly region: number; readonly chunks: number; readonly last: boolean }
  | { readonly do: 'deliver'; readonly count: number }
  | { readonly do: 'end-turn' | 'hear' }
  | { readonly do: 'wait'; readonly ms: number };

const oneTile: ModelRect = { x: 0, y: 0, wide: 1, high: 1 };

const viewerCount = 3;
const viewer = fc.nat(viewerCount - 1);
const present = fc.integer({ min: 1, max: viewerCount });
/** What moves: two regions beside each other, and one over both. */
const regions: readonly ModelRect[] = [
  { x: 0, y: 0, wide: 2, high: 2 },
  { x: 2, y: 0, wide: 2, high: 2 },
  { x: 1, y: 1, wide: 2, high: 2 },
];
const part = fc
  .tuple(
    fc.nat(modelTiles.wide - 1),
    fc.nat(modelTiles.high - 1),
    fc.nat(modelTiles.wide - 1),
    fc.nat(modelTiles.high - 1),
  )
  .map(([x, y, wide, high]) => ({
    x,
    y,
    wide: Math.min(wide + 1, modelTiles.wide - x),
    high: Math.min(high + 1, modelTiles.high - y),
  }));
/** Whole pictures are frequent enough to cover frames that a viewer is in the middle of. */
const rect = fc.oneof(
  { weight: 3, arbitrary: part },
  { weight: 1, arbitrary: fc.constant({ x: 0, y: 0, wide: modelTiles.wide, high: modelTiles.high }) },
);
const chunks = fc.integer({ min: 1, max: 4 });
const count = fc.integer({ min: 1, max: 3 });
const shift = fc.integer({ min: -2, max: 2 });
const draw = fc.record({ do: fc.constant('draw' as const), rect, chunks, last: fc.boolean() });
const copy = fc.record({ do: fc.constant('copy' as const), rect: part, dx: shift, dy: shift, last: fc.boolean() });
const video = fc.record({
  do: fc.constant('video' as const),
  region: fc.nat(regions.length - 1),
  chunks,
  last: fc.boolean(),
});
const others = [
  { weight: 5, arbitrary: fc.record({ do: fc.constant('deliver' as const), count }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('end-turn' as const, 'hear' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('paint' as const), viewer, count }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(700) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('stall' as const, 'drain' as const), viewer }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('join' as const, 'leave' as const, 'switch-video' as const), viewer }),
  },
];
const size = { minLength: 20, maxLength: 150, size: 'max' } as const;
const steps: fc.Arbitrary<Step[]> = fc.array(fc.oneof({ weight: 8, arbitrary: draw }, ...others), size);
const mixedSteps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: draw }, { weight: 4, arbitrary: copy }, { weight: 5, arbitrary: video }, ...others),
  size,
);

function perform(model: DeliveryModel, step: Step): void {
  switch (step.do) {
    case 'draw':
      model.draw(step.rect, step.chunks, step.last);
      break;
    case 'copy':
      model.copy(step.rect, step.dx, step.dy, step.last);
      break;
    case 'video':
      model.video(regions[step.region] ?? expect.fail(), step.chunks, step.last);
      break;
    case 'deliver':
      model.deliver(step.count);
      break;
    case 'end-turn':
      model.endTurn();
      break;
    case 'hear':
      model.room.hear();
      break;
    case 'wait':
      model.clock.advance(step.ms);
      break;
    default:
      performAt(model, viewerOf(model, step.viewer), step);
  }
}

function performAt(model: DeliveryModel, viewer: ViewerModel, step: ViewerStep): void {
  switch (step.do) {
    case 'paint':
      model.paint(viewer, step.count);
      break;
    case 'join':
      model.join(viewer);
      break;
    case 'leave':
      model.leave(viewer);
      break;
    case 'stall':
      viewer.congested = true;
      break;
    case 'drain':
      model.drain(viewer);
      break;
    case 'switch-video':
      model.switchVideo(viewer);
      break;
    default:
      step satisfies never;
  }
}

function viewerOf(model: DeliveryModel, index: number): ViewerModel {
  return model.viewers[index] ?? expect.fail();
}

/** So much credit that stalls, and not the agent's patience, decide how far viewers fall behind. */
const eager: FeedLimits = { ...limits, updateCredit: 60, updateCreditMost: 60 };

/** @param present viewers that are there at first: one alone is served otherwise than several */
function settledModel(
  run: readonly Step[],
  feedLimits: FeedLimits,
  windowBytes: number,
  present: number,
): DeliveryModel {
  const model = new DeliveryModel(viewerCount, feedLimits, windowBytes);
  for (const viewer of model.viewers.slice(0, present)) model.join(viewer);
  model.promptAgent = false;
  for (const step of run) {
    perform(model, step);
    model.clock.advance(1);
    // One frame of the newest update may be over the bound while it arrives.
    const bound = feedLimits.displayMemoryBytes + 4 * 400 * (viewerCount + 1);
    expect(model.feed.memory?.bytes ?? 0).toBeLessThanOrEqual(bound);
  }
  model.settle();
  return model;
}

function expectNewest(model: DeliveryModel): void {
  expect(model.faults).toEqual([]);
  for (const { stream, picture, broken, delivery } of model.viewers) {
    expect(broken).toEqual([]);
    expect(delivery.inFlightBytes).toBe(0);
    if (stream !== undefined) expect(picture).toEqual(model.room.picture);
  }
  // Nothing is kept that nobody can need any more.
  for (let frame = model.feed.memory?.first; frame !== undefined; frame = frame.next) {
    expect(frame.owned).toBeGreaterThan(0);
    expect(frame.pins).toBe(0);
  }
}

describe('delivery', () => {
  test('VID-3: an update that never ends leaves credit for the next one, on a line that limits too', () => {
    const model = new DeliveryModel(1, limits, 100_000);
    const only = viewerOf(model, 0);
    model.join(only);
    const arrive = (): void => {
      model.deliver(Number.MAX_SAFE_INTEGER);
      model.endTurn();
      model.paint(only, Number.MAX_SAFE_INTEGER);
    };
    model.draw(wholeModel, 1, true);
    arrive();
    let update = 1;
    for (; update + 1 < model.demanded; update++) {
      only.delivery.held();
      model.draw(oneTile, 1, true);
      arrive();
    }
    only.delivery.held();
    model.draw(oneTile, 1, false);
    arrive();
    expect(model.demanded).toBeGreaterThan(update + 1);
  });

  test('VID-3: once everything drains, every viewer shows the newest state of every tile, painted in order', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom(500, 2_000, 100_000), present, (run, windowBytes, viewers) => {
        expectNewest(settledModel(run, eager, windowBytes, viewers));
      }),
      { numRuns: 1_000 },
    );
  });

  test('VID-3, VID-4: the same with copies, video streams, their switches, and viewers that paint none', () => {
    fc.assert(
      fc.property(mixedSteps, fc.constantFrom(500, 2_000, 100_000), present, (run, windowBytes, viewers) => {
        expectNewest(settledModel(run, eager, windowBytes, viewers));
      }),
      { numRuns: 2_000 },
    );
  });

  // Enough for a picture of single tiles, and not for what random frames leave behind.
  test('VID-3: the same when memory is short: what was dropped is asked for again', () => {
    fc.assert(
      fc.property(steps, present, (run, viewers) => {
        const model = settledModel(run, { ...eager, displayMemoryBytes: 6_000 }, 2_000, viewers);
        expectNewest(model);
      }),
      { numRuns: 1_000 },
    );
  });

  test('P8, VID-3: a viewer that never reads holds one screen, and another misses nothing', () => {
    const model = new DeliveryModel(2, limits, 1_000);
    const [fast, frozen] = model.viewers;
    if (fast === undefined || frozen === undefined) throw new Error('two viewers');
    model.join(fast);
    model.join(frozen);
    frozen.congested = true;
    for (let count = 0; count < 1_000; count++) {
      const rect = { x: count % modelTiles.wide, y: count % modelTiles.high, wide: 1, high: 1 };
      model.draw(rect, 1, true);
      model.endTurn();
      model.paint(fast, 10);
      expect(fast.picture).toEqual(model.room.picture);
    }
    // 12 tiles, each at most one frame of one message, and the first full picture.
    expect(model.feed.memory?.bytes).toBeLessThan(13 * 400);
    expect(model.counters.drops.superseded).toBeGreaterThan(900);
    expect(frozen.arrived.length).toBeLessThan(3);
    model.settle();
    expectNewest(model);
  });

  test('over its bound the memory drops what is oldest, counts it, and asks for those tiles again', () => {
    const model = new DeliveryModel(1, { ...limits, displayMemoryBytes: 3_000 }, 1_000);
    const [frozen] = model.viewers;
    if (frozen === undefined) throw new Error('one viewer');
    model.join(frozen);
    frozen.congested = true;
    for (const high of [3, 2, 1]) {
      model.draw({ x: 0, y: 0, wide: 4, high }, 4, false);
      model.deliver(4);
    }
    // Three frames of four messages each would be 4,000 bytes; the first owned the lowest row alone.
    expect(model.feed.memory?.bytes).toBeLessThan(3_000);
    expect(model.counters.drops['memory-full']).toBe(1);
    expect(model.refreshesAsked).toBe(1);
    model.settle();
    expectNewest(model);
  });

  test('what its only viewer takes at once is kept for nobody; a second one has it asked for, a third gets it at once', () => {
    const model = new DeliveryModel(3, limits, 100_000);
    const [early, late, last] = model.viewers;
    if (early === undefined || late === undefined || last === undefined) throw new Error('three viewers');
    model.join(early);
    model.draw({ x: 0, y: 0, wide: 4, high: 3 }, 2, true);
    model.deliver(2);
    model.paint(early, 1);
    model.endTurn();
    model.draw({ x: 1, y: 1, wide: 1, high: 1 }, 1, true);
    model.endTurn();
    expect(model.feed.memory?.bytes).toBe(0);
    model.join(late);
    expect(model.counters.refreshes).toBe(1);
    model.settle();
    expect(late.picture).toEqual(model.room.picture);
    model.join(last);
    last.paint(10);
    expect(last.picture).toEqual(model.room.picture);
    expect(model.counters.refreshes).toBe(1);
  });

  test('the only viewer stalls in the middle of a frame: it gets the rest, and another the whole of a newer one', () => {
    const model = new DeliveryModel(2, limits, 100_000);
    const [first, second] = model.viewers;
    if (first === undefined || second === undefined) throw new Error('two viewers');
    model.join(first);
    model.draw({ x: 0, y: 0, wide: 4, high: 3 }, 4, true);
    first.congested = true;
    model.deliver(1);
    model.join(second);
    model.deliver(2);
    expect(first.arrived).toEqual([]);
    model.settle();
    expectNewest(model);
    expect(second.lastArrived).toBe(2);
  });

  test('cut-through: a chunk leaves before its frame is complete', () => {
    const model = new DeliveryModel(1, limits, 100_000);
    const [only] = model.viewers;
    if (only === undefined) throw new Error('one viewer');
    model.join(only);
    model.draw({ x: 0, y: 0, wide: 4, high: 3 }, 3, true);
    expect(only.delivery.inFlightBytes).toBeGreaterThan(0);
    expect(only.arrived).toEqual([]);
    model.deliver(2);
    model.endTurn();
    expect(only.arrived.length).toBe(1);
  });

  test('credit follows the fastest viewer, and ends when nobody looks', () => {
    const model = new DeliveryModel(2, limits, 100_000);
    const [fast, slow] = model.viewers;
    if (fast === undefined || slow === undefined) throw new Error('two viewers');
    model.join(fast);
    expect(model.demanded).toBe(3);
    model.join(slow);
    for (let count = 1; count <= 10; count++) {
      model.draw({ x: 0, y: 0, wide: 1, high: 1 }, 1, true);
      model.endTurn();
      expect(model.demanded).toBe(count + 2);
      model.paint(fast, 1);
      expect(model.demanded).toBe(count + 3);
    }
    model.leave(fast);
    expect(model.demanded).toBe(13);
    model.leave(slow);
    expect(model.demanded).toBe(0);
    expect(model.feed.memory).toBeUndefined();
    model.join(fast);
    expect(model.demanded).toBe(13);
  });

  test('Painted for a frame of which only a part was sent changes nothing', () => {
    const model = new DeliveryModel(1, limits, 100_000);
    const [only] = model.viewers;
    if (only === undefined) throw new Error('one viewer');
    model.join(only);
    model.draw({ x: 0, y: 0, wide: 4, high: 3 }, 3, true);
    if (only.stream === undefined) throw new Error('joined');
    const onTheWay = only.delivery.inFlightBytes;
    expect(onTheWay).toBeGreaterThan(0);
    expect(model.feed.painted(only.stream, 1)).toBe(false);
    expect(only.delivery.inFlightBytes).toBe(onTheWay);
    model.settle();
    expectNewest(model);
  });

  test('Painted for frames that were never sent changes nothing', () => {
    const model = new DeliveryModel(1, limits, 100_000);
    const [only] = model.viewers;
    if (only === undefined) throw new Error('one viewer');
    model.join(only);
    model.draw({ x: 0, y: 0, wide: 4, high: 3 }, 1, true);
    if (only.stream === undefined) throw new Error('joined');
    expect(model.feed.painted(only.stream, 2)).toBe(false);
    expect(only.delivery.inFlightBytes).toBeGreaterThan(0);
    expect(model.demanded).toBe(3);
    expect(model.feed.painted(only.stream, 1)).toBe(true);
    expect(model.feed.painted(only.stream, 1)).toBe(true);
    expect(only.delivery.inFlightBytes).toBe(0);
  });
});
