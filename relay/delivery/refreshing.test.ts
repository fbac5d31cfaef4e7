import { describe, expect, test } from 'vitest';
import { DeliveryModel, modelLimits as limits, twoViewers } from '../testing/delivery-model.ts';
import { type ModelRect, wholeModel } from '../testing/room-model.ts';

const tile: ModelRect = { x: 0, y: 0, wide: 1, high: 1 };

const windowBytes = 100_000;

describe('a viewer that wants its picture again', () => {
  test('VID-3: gets it from memory while others look: the agent and they have no part in it', () => {
    const [model, one, other] = twoViewers(windowBytes);
    model.draw(tile, 1, true);
    model.settle();
    const { lastArrived } = other;
    one.picture.clear();
    model.refresh(one);
    model.settle();
    expect(one.picture).toEqual(model.room.picture);
    expect(one.broken).toEqual([]);
    expect(other.lastArrived).toBe(lastArrived);
    expect(model.refreshesAsked).toBe(0);
    expect(one.delivery.inFlightBytes).toBe(0);
  });

  test('has asked of the agent what the memory has not', () => {
    const [model, one] = twoViewers(windowBytes);
    model.copy({ x: 1, y: 0, wide: 1, high: 1 }, -1, 0, true);
    model.settle();
    one.picture.clear();
    model.refresh(one);
    expect(model.refreshesAsked).toBe(1);
    model.settle();
    expect(one.picture).toEqual(model.room.picture);
  });

  test('waits for the end of the frame that it is getting: one that breaks off would be lost to it', () => {
    const [model, one] = twoViewers(windowBytes);
    model.draw(wholeModel, 3, true);
    model.refresh(one);
    model.settle();
    expect(one.broken).toEqual([]);
    expect(one.picture).toEqual(model.room.picture);
  });

  test('waits in the same way for one that passes it without being kept', () => {
    const [model, one, other] = twoViewers(windowBytes);
    const region: ModelRect = { x: 2, y: 1, wide: 2, high: 2 };
    model.video(region, 1, true);
    model.settle();
    model.video(region, 3, true);
    model.refresh(one);
    model.settle();
    expect(one.broken).toEqual([]);
    for (const { picture } of [one, other]) expect(picture).toEqual(model.room.picture);
  });

  test('asks the agent while it is alone: nothing is kept for it', () => {
    const [model, one, other] = twoViewers(windowBytes);
    model.leave(other);
    one.picture.clear();
    model.refresh(one);
    expect(model.refreshesAsked).toBe(1);
    model.settle();
    expect(one.picture).toEqual(model.room.picture);
  });
});

describe('a viewer that takes up video', () => {
  test('VID-3: in the middle of a key picture has that asked for again, and does not stand still before it', () => {
    const model = new DeliveryModel(1, limits, windowBytes);
    const [one] = model.viewers;
    if (one === undefined) throw new Error('a viewer');
    model.join(one);
    model.draw(wholeModel, 1, true);
    model.settle();
    one.delivery.takesVideo = false;
    one.stream?.setTakesVideo(false);
    model.video({ x: 2, y: 1, wide: 2, high: 2 }, 3, true);
    model.switchVideo(one);
    model.deliver(Number.MAX_SAFE_INTEGER);
    model.endTurn();
    expect(one.stream?.idle).toBe(true);
    expect(model.refreshesAsked).toBe(1);
    model.settle();
    expect(one.broken).toEqual([]);
    expect(one.picture).toEqual(model.room.picture);
  });
});
