import { expect, test } from 'vitest';
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
  const state = { isQuiet: true, encoded: [] as number[], letGo: [] as (() => void)[], updates: [] as TilesUpdate[] };
  const slots = new Slots(damageLimits.refinedAtOnce);
  const parts: RefinementParts = {
    grid,
    history,
    slots,
    sent: new SentPicture(grid, new TileSet(grid)),
    encoder: {
      encode: async ({ width, height }) => {
        state.encoded.push((width * height) / 64 ** 2);
        await new Promise<void>((resolve) => state.letGo.push(resolve));
        return [];
      },
    },
    clock: { after: () => () => undefined },
    nowUs: () => damageLimits.restMs * 1000,
    hasCredit: () => true,
    isQuiet: () => state.isQuiet,
    lineRate: () => lineRate,
    push: (update) => state.updates.push(update),
    flush: () => undefined,
    failed: () => undefined,
  };
  return { state, slots, history, refinement: new Refinement(parts) };
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
