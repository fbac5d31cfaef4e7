import { expect, test } from 'vitest';
import { type DeliveryModel, twoViewers } from '../testing/delivery-model.ts';
import { type ModelRect, wholeModel } from '../testing/room-model.ts';
import { deliveryLimits } from './limits.ts';

const tile: ModelRect = { x: 0, y: 0, wide: 1, high: 1 };
const windowBytes = 1_000;

/** Everything of the frame on its way arrives at the relay, and leaves as far as it may. */
function arrive(model: DeliveryModel): void {
  model.deliver(Number.MAX_SAFE_INTEGER);
  model.endTurn();
}

test('VID-3: a frame that has begun goes on beyond the window, since only whole ones can be painted', () => {
  const [model, one] = twoViewers(windowBytes);
  const frame = one.lastArrived + 1;
  model.draw(tile, 20, true);
  arrive(model);
  expect(one.delivery.inFlightBytes).toBeGreaterThan(windowBytes);
  expect(one.lastArrived).toBe(frame);
  model.draw(tile, 1, true);
  arrive(model);
  expect(one.lastArrived).toBe(frame);
});

test('VID-3: and waits in the middle while the kernel takes no more', () => {
  const [model, one, other] = twoViewers(windowBytes);
  const before = one.lastArrived;
  one.congested = true;
  model.draw(tile, 20, true);
  arrive(model);
  expect(other.lastArrived).toBe(before + 1);
  expect(one.delivery.inFlightBytes).toBeLessThan(windowBytes);
  expect(one.lastArrived).toBe(before);
  model.drain(one);
  arrive(model);
  expect(one.lastArrived).toBe(before + 1);
});

test('VID-3: what waits before a copy leaves early only if all of it may: a long queue gains nothing by it', () => {
  const [model, one] = twoViewers(windowBytes);
  model.draw(tile, 4, true);
  arrive(model);
  const { inFlightBytes } = one.delivery;
  expect(inFlightBytes).toBeGreaterThan(windowBytes);
  // Longer than what may leave early, and not begun yet.
  const chunks = Math.ceil(deliveryLimits.beforeCopyBytes / 300) + 1;
  model.draw(wholeModel, chunks, true);
  arrive(model);
  model.copy({ x: 1, y: 0, wide: 1, high: 1 }, -1, 0, true);
  arrive(model);
  expect(model.counters.drops['copy-not-there']).toBe(2);
  expect(one.delivery.inFlightBytes).toBe(inFlightBytes);
});
