import { expect, test } from 'vitest';
import { SentPicture } from './sent-picture.ts';
import { Slots } from './slots.ts';
import { TileEncoding } from './tile-encoding.ts';
import { tileGrid } from './tile-grid.ts';
import { TileHistory } from './tile-history.ts';
import { TileSet } from './tile-set.ts';
import { TilesUpdate } from './tiles-update.ts';

test('INP-5: between two rectangles whatever else waits has its turn, even when all are encoded on this thread', async () => {
  const grid = tileGrid(640, 640);
  const history = new TileHistory(grid);
  const turns: number[] = [];
  let turn = 0;
  let over = false;
  const count = (): void => {
    turn++;
    if (!over) setImmediate(count);
  };
  setImmediate(count);
  const slots = new Slots(1);
  await slots.take();
  const encoding = new TileEncoding({
    grid,
    sent: new SentPicture(grid, new TileSet(grid)),
    history,
    encoder: {
      encode: async () => {
        turns.push(turn);
        return [];
      },
    },
    slots,
    comesFirst: () => true,
    isLive: () => true,
    lineRate: () => 0,
    holds: () => undefined,
    flush: () => undefined,
    failed: (cause) => {
      throw cause;
    },
  });
  const changed = new TileSet(grid);
  for (const tile of [0, 22, 44, 66]) changed.add(tile);
  await encoding.encode(new TilesUpdate(0, history), changed, 0);
  over = true;
  expect(turns).toHaveLength(4);
  expect(new Set(turns).size).toBe(4);
});
