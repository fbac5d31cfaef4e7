import { describe, expect, test } from 'vitest';
import { DeliveryModel, modelLimits as limits } from '../testing/delivery-model.ts';
import { type ModelRect, wholeModel } from '../testing/room-model.ts';
import type { ViewerModel } from '../testing/viewer-model.ts';
import type { FeedLimits } from './display-feed.ts';

const tile: ModelRect = { x: 0, y: 0, wide: 1, high: 1 };
const region: ModelRect = { x: 2, y: 1, wide: 2, high: 2 };

function paintAll(model: DeliveryModel): void {
  model.deliver(Number.MAX_SAFE_INTEGER);
  model.endTurn();
  for (const viewer of model.viewers) if (!viewer.congested) model.paint(viewer, Number.MAX_SAFE_INTEGER);
}

/** Viewers that show the whole room, and others that are still to come. */
function watchedRoom(
  present: number,
  absent = 0,
  changes: Partial<FeedLimits> = {},
): [DeliveryModel, ...ViewerModel[]] {
  const model = new DeliveryModel(present + absent, { ...limits, ...changes }, 100_000);
  for (const viewer of model.viewers.slice(0, present)) model.join(viewer);
  model.draw(wholeModel, 1, true);
  paintAll(model);
  return [model, ...model.viewers];
}

function at(viewer: ViewerModel | undefined): ViewerModel {
  return viewer ?? expect.fail();
}

describe('copies', () => {
  test('a viewer that was there gets it, one that was not has its tiles sent again once it can take them', () => {
    const [model, there, frozen] = watchedRoom(2);
    at(frozen).congested = true;
    model.draw(tile, 1, true);
    paintAll(model);
    model.copy({ x: 1, y: 0, wide: 1, high: 1 }, -1, 0, true);
    paintAll(model);
    expect(at(there).picture).toEqual(model.room.picture);
    expect(model.counters.drops['copy-not-there']).toBe(1);
    // Asked for only when it can be used: what stands still costs the others nothing.
    expect(model.refreshesAsked).toBe(0);
    model.settle();
    expect(model.refreshesAsked).toBe(1);
    expect(at(frozen).picture).toEqual(model.room.picture);
  });

  test('who joins after one has its tiles sent, and not what they showed before', () => {
    const [model, , , late] = watchedRoom(2, 1);
    model.copy({ x: 1, y: 0, wide: 2, high: 1 }, -1, 0, true);
    paintAll(model);
    expect(model.counters.drops['copy-not-there']).toBe(0);
    model.join(at(late));
    model.settle();
    expect(at(late).picture).toEqual(model.room.picture);
    expect(model.refreshesAsked).toBe(1);
  });

  test('one whose source was dropped from a full memory does not reach the viewer that lacks it', () => {
    const [model, , frozen] = watchedRoom(2, 0, { displayMemoryBytes: 1_500 });
    model.promptAgent = false;
    at(frozen).congested = true;
    for (const high of [3, 2, 1]) {
      model.draw({ x: 0, y: 0, wide: 4, high }, 2, false);
      paintAll(model);
    }
    expect(model.counters.drops['memory-full']).toBeGreaterThan(0);
    model.drain(at(frozen));
    paintAll(model);
    model.copy({ x: 0, y: 0, wide: 4, high: 1 }, 0, 2, true);
    paintAll(model);
    expect(model.counters.drops['copy-not-there']).toBe(1);
    model.settle();
    expect(at(frozen).picture).toEqual(model.room.picture);
  });
});

describe('video streams', () => {
  test('a viewer that misses a step leaves the stream, and comes back with a key frame', () => {
    const [model, fast, slow] = watchedRoom(2);
    for (let step = 0; step < 3; step++) {
      model.video(region, 2, true);
      paintAll(model);
    }
    at(slow).congested = true;
    model.draw(tile, 1, true);
    paintAll(model);
    for (let step = 0; step < 3; step++) {
      model.video(region, 2, true);
      paintAll(model);
      expect(at(fast).picture).toEqual(model.room.picture);
    }
    expect(model.counters.drops['stream-left']).toBe(3);
    expect(model.refreshesAsked).toBe(0);
    model.drain(at(slow));
    expect(model.refreshesAsked).toBe(1);
    model.settle();
    expect(at(slow).picture).toEqual(model.room.picture);
  });

  test('a step that comes while its key frame waits for the end of the turn is sent behind it', () => {
    const [model, only] = watchedRoom(1);
    // The first of a turn leaves at once, the key frame behind it is gathered.
    model.draw(tile, 1, true);
    model.video(region, 1, true);
    model.video(region, 1, true);
    expect(model.counters.drops['stream-left']).toBe(0);
    paintAll(model);
    expect(at(only).picture).toEqual(model.room.picture);
  });

  test('key frames are asked for at most once an interval, and at its end without anything else happening', () => {
    const [model, , slow] = watchedRoom(2);
    const missOne = (): void => {
      at(slow).congested = true;
      model.draw(tile, 1, true);
      paintAll(model);
      model.video(region, 1, true);
      paintAll(model);
      model.drain(at(slow));
      paintAll(model);
    };
    model.video(region, 1, true);
    paintAll(model);
    missOne();
    expect(model.refreshesAsked).toBe(1);
    // The key frame comes, and the next step is missed again.
    model.draw(tile, 1, true);
    model.video(region, 1, true);
    paintAll(model);
    missOne();
    expect(model.refreshesAsked).toBe(1);
    model.clock.advance(limits.keyFrameIntervalMs);
    expect(model.refreshesAsked).toBe(2);
  });

  test('updates that hold nothing for a viewer do not use up the credit it gives', () => {
    const [model, only] = watchedRoom(1);
    model.video(region, 1, true);
    paintAll(model);
    // It leaves the stream, and the agent has not heard that a key frame is wanted.
    at(only).congested = true;
    model.draw(tile, 1, true);
    paintAll(model);
    model.video(region, 1, true);
    model.promptAgent = false;
    model.drain(at(only));
    model.paint(at(only), 10);
    const first = model.demanded;
    for (let step = 0; step < 10; step++) {
      model.room.hearDemands();
      model.video(region, 1, true);
      paintAll(model);
    }
    model.room.hearDemands();
    expect(model.demanded).toBeGreaterThan(first + 5);
  });

  test('streams are wanted while every viewer of the display paints them', () => {
    const [model, , other] = watchedRoom(1, 1);
    expect(model.room.demand.streams).toBe(true);
    model.switchVideo(at(other));
    model.join(at(other));
    expect(model.room.demand.streams).toBe(false);
    model.leave(at(other));
    expect(model.room.demand.streams).toBe(true);
  });
});

describe('a request that the agent does not answer', () => {
  /** A viewer whose picture lacks a tile that the agent was asked for, and has not heard. */
  function unheard(): [DeliveryModel, ViewerModel] {
    const [model, , frozen] = watchedRoom(2);
    at(frozen).congested = true;
    model.draw(tile, 1, true);
    paintAll(model);
    model.copy({ x: 1, y: 0, wide: 1, high: 1 }, -1, 0, true);
    paintAll(model);
    model.promptAgent = false;
    model.drain(at(frozen));
    model.room.losesRequests();
    expect(model.refreshesAsked).toBe(1);
    return [model, at(frozen)];
  }

  /** The agent sends something else. */
  function drawAside(model: DeliveryModel): void {
    model.room.hearDemands();
    model.draw({ x: 3, y: 2, wide: 1, high: 1 }, 1, true);
    paintAll(model);
  }

  test('is made again after a while in which pictures came', () => {
    const [model, frozen] = unheard();
    drawAside(model);
    model.clock.advance(limits.keyFrameIntervalMs * 10 - 1);
    drawAside(model);
    expect(model.refreshesAsked).toBe(1);
    model.clock.advance(1);
    drawAside(model);
    expect(model.refreshesAsked).toBe(2);
    model.settle();
    expect(frozen.picture).toEqual(model.room.picture);
  });

  test('is not while none came: the agent may have all it takes to do', () => {
    const [model] = unheard();
    model.clock.advance(limits.keyFrameIntervalMs * 100);
    drawAside(model);
    expect(model.refreshesAsked).toBe(1);
  });
});

test('the display that a viewer has in focus is demanded as such', () => {
  const [model, only] = watchedRoom(1);
  expect(model.room.demand.focused).toBe(false);
  at(only).delivery.focused = 1;
  model.feed.wishesChanged();
  expect(model.room.demand.focused).toBe(true);
});
