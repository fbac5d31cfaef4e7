import { expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { CpuBudget } from './cpu-budget.ts';
import type { FrameWriter } from './frame-writer.ts';
import { damageLimits } from './limits.ts';
import { Refinement, type RefinementParts } from './refinement.ts';
import { SentPicture } from './sent-picture.ts';
import { Slots } from './slots.ts';
import { tileGrid } from './tile-grid.ts';
import { TileHistory } from './tile-history.ts';
import { TileSet } from './tile-set.ts';
import type { TilesUpdate } from './tiles-update.ts';

const grid = tileGrid(640, 640);

/** A display whose tiles were all sent with loss and have rested; encodings are let go by the test. */
function rested(lineRate = 0) {
  const history = new TileHistory(grid);
  const everything = { tileX: 0, tileY: 0, tilesWide: grid.columns, tilesHigh: grid.rows };
  history.begun(everything, 0);
  history.sent(everything, false);
  const state = {
    isQuiet: true,
    usedMs: 0,
    nowMs: damageLimits.restMs,
    encoded: [] as number[],
    letGo: [] as (() => void)[],
    updates: [] as TilesUpdate[],
  };
  const clock = createFakeClock(damageLimits.restMs);
  const slots = new Slots(damageLimits.refinedAtOnce);
  const parts: RefinementParts = {
    grid,
    history,
    slots,
    budget: new CpuBudget(
      1,
      () => state.usedMs,
      () => state.nowMs,
    ),
    sent: new SentPicture(grid, new TileSet(grid)),
    encoder: {
      encode: async ({ width, height }) => {
        state.encoded.push((width * height) / 64 ** 2);
        await new Promise<void>((resolve) => state.letGo.push(resolve));
        return [];
      },
    },
    clock,
    nowUs: () => state.nowMs * 1000,
    hasCredit: () => true,
    isQuiet: () => state.isQuiet,
    lineRate: () => lineRate,
    push: (update) => state.updates.push(update),
    flush: () => undefined,
    failed: () => undefined,
  };
  return { state, clock, slots, history, refinement: new Refinement(parts) };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

test('VID-4: making exact that waited for its turn gives way to new damage', async () => {
  const { state, slots, refinement } = rested();
  for (let slot = 0; slot < damageLimits.refinedAtOnce; slot++) await slots.take();
  refinement.consider();
  refinement.interrupt();
  state.isQuiet = false;
  for (let slot = 0; slot < damageLimits.refinedAtOnce; slot++) slots.release();
  await settle();
  expect(state.encoded).toEqual([]);
});

test('VID-4: several rectangles are made exact side by side, and no further one begins after new damage', async () => {
  const { state, refinement } = rested();
  refinement.consider();
  await settle();
  expect(state.encoded).toEqual([30, 30, 30]);
  refinement.interrupt();
  state.isQuiet = false;
  for (const go of state.letGo.splice(0)) go();
  await settle();
  expect(state.encoded).toHaveLength(3);
});

test('VID-3: what new pixels overtake is never sent, what they leave alone is', async () => {
  const { state, history, refinement } = rested();
  refinement.consider();
  await settle();
  refinement.interrupt();
  state.isQuiet = false;
  expect(state.updates).toHaveLength(1);
  history.begun({ tileX: 0, tileY: 0, tilesWide: 1, tilesHigh: 1 }, 1);
  for (const go of state.letGo.splice(0)) go();
  await settle();
  expect(state.updates).toHaveLength(3);
});

test('VID-3: on a slow line few tiles are made exact at a time', async () => {
  const kilobits = 1_000;
  const { state, refinement } = rested(kilobits);
  refinement.consider();
  await settle();
  const tiles = state.encoded.reduce((sum, one) => sum + one, 0);
  expect(tiles).toBeGreaterThan(0);
  expect(tiles * damageLimits.exactTileBytes).toBeLessThanOrEqual((kilobits / 8) * damageLimits.batchLineMs);
});

test('VID-3: pixels that are newer than an exact rectangle throw it away, whoever forgot to say so', async () => {
  const { state, history, refinement } = rested();
  refinement.consider();
  await settle();
  history.begun({ tileX: 0, tileY: 0, tilesWide: 1, tilesHigh: 1 }, 1);
  state.isQuiet = false;
  state.letGo.shift()?.();
  await settle();
  expect(state.updates).toHaveLength(1);
  state.letGo.shift()?.();
  await settle();
  expect(state.updates).toHaveLength(2);
});

test('VID-3: what was cut takes no slots any more', async () => {
  const { state, slots, history, refinement } = rested();
  let taken = 0;
  const take = slots.take.bind(slots);
  slots.take = (comesFirst) => {
    taken++;
    return take(comesFirst);
  };
  refinement.consider();
  await settle();
  refinement.interrupt();
  // Nothing else is to be made exact.
  history.sent({ tileX: 0, tileY: 0, tilesWide: grid.columns, tilesHigh: grid.rows }, true);
  for (const go of state.letGo.splice(0)) go();
  await settle();
  expect(taken).toBe(damageLimits.refinedAtOnce);
});

test('VID-3: making exact waits for the processor; with a full budget it begins at once', async () => {
  const { state, refinement } = rested();
  refinement.consider();
  expect(state.updates).toHaveLength(1);
  const busy = rested();
  busy.state.usedMs += 1_500;
  busy.refinement.consider();
  expect(busy.state.updates).toHaveLength(0);
  busy.state.nowMs += 500;
  busy.refinement.consider();
  expect(busy.state.updates).toHaveLength(1);
});

test('VID-4: what will rest soon is not kept waiting by what rests later', async () => {
  const { state, clock, history, refinement } = rested();
  const all = { tileX: 0, tileY: 0, tilesWide: grid.columns, tilesHigh: grid.rows };
  history.begun(all, (state.nowMs + 500) * 1_000);
  refinement.consider();
  state.isQuiet = false;
  refinement.consider();
  state.isQuiet = true;
  history.begun(all, 0);
  await clock.advance(damageLimits.retryMs);
  expect(state.updates).toHaveLength(1);
});

test('VID-4: a rectangle that comes late ends the update that was begun since, which would wait for it', async () => {
  const { state, refinement } = rested();
  refinement.consider();
  await settle();
  refinement.interrupt();
  refinement.consider();
  expect(state.updates).toHaveLength(2);
  state.letGo.shift()?.();
  await settle();
  expect(state.updates[1]?.send({} as FrameWriter)).toBe('done');
});
