import { createFrameHeader } from '@ringside/protocol';
import { expect, test } from 'vitest';
import { ChunkStore } from './chunk-store.ts';
import { DisplayMemory } from './display-memory.ts';

test('the bound is on what messages take in memory, however little of a slot they fill', () => {
  const slotBytes = 512;
  const memory = new DisplayMemory(4, 1, 2 * slotBytes, new ChunkStore(0, [slotBytes]), () => {});
  const header = { ...createFrameHeader(), tilesWide: 1, tilesHigh: 1, chunks: 1 };
  const dropped: number[] = [];
  for (const tileX of [0, 1, 2]) {
    memory.append(memory.begin({ ...header, frame: tileX + 1, tileX }), new Uint8Array(100));
    memory.shrink(({ frame }) => dropped.push(frame));
  }
  expect(dropped).toEqual([1]);
  expect(memory.bytes).toBe(2 * slotBytes);
});
