import { expect, test } from 'vitest';
import { damageLimits } from './limits.ts';
import { Refinement } from './refinement.ts';
import { SentPicture } from './sent-picture.ts';
import { Slots } from './slots.ts';
import { tileGrid } from './tile-grid.ts';
import { TileHistory } from './tile-history.ts';
import { TileSet } from './tile-set.ts';

const grid = tileGrid(128, 64);
const tiles = { tileX: 0, tileY: 0, tilesWide: 2, tilesHigh: 1 };

test('VID-4: making exact that waited for its turn gives way to new damage', async () => {
  const history = new TileHistory(grid);
  history.begun(tiles, 0);
  history.sent(tiles, false);
  const slots = new Slots(1);
  await slots.take();
  let quiet = true;
  let encoded = 0;
  const refinement = new Refinement({
    grid,
    sent: new SentPicture(grid, new TileSet(grid)),
    history,
    encoder: {
      encode: async () => {
        encoded++;
        return [];
      },
    },
    slots,
    clock: { after: () => () => undefined },
    nowUs: () => damageLimits.restMs * 1000,
    hasCredit: () => true,
    isQuiet: () => quiet,
    deliver: () => undefined,
    failed: () => undefined,
  });
  refinement.consider();
  quiet = false;
  slots.release();
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  expect(encoded).toBe(0);
});
