import { setImmediate as nextTurn } from 'node:timers/promises';
import { FrameEncoding } from '@ringside/protocol';
import { expect, test } from 'vitest';
import type { DisplayInfo } from '../display/display-source.ts';
import { createVideoPipeline } from './create-video-pipeline.ts';
import { damageLimits } from './limits.ts';

/** By their widths the rectangles of two displays are told apart. */
const widthOf = { 1: 1_280, 2: 1_920 } as const;
const height = 512;

function display(id: 1 | 2): DisplayInfo {
  return { id, name: `front-${id}`, width: widthOf[id], height, left: 0, top: 0, widthMm: 0, asleep: false };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await nextTurn();
}

test('VID-3: the display in focus is encoded before what others have long been waiting with', async () => {
  const begun: number[] = [];
  const held: (() => void)[] = [];
  const pipeline = createVideoPipeline(
    {
      grab: async (_display, rect) => {
        const words = new Uint32Array(rect.width * rect.height);
        for (const index of words.keys()) words[index] = Math.imul(index, 0x9e37_79b1) >>> 8;
        return { ...rect, bgrx: Buffer.from(words.buffer) };
      },
      send: () => true,
      queuedBytes: () => 0,
      nowUs: () => 1_000_000,
      watch: () => {},
      failed: (error) => expect.fail(error.message),
    },
    {
      encoder: {
        encode: async (area) => {
          begun.push(area.width);
          await new Promise<void>((resolve) => held.push(resolve));
          const place = { x: 0, y: 0, width: area.width, height: area.height };
          const encoding = FrameEncoding.FRAME_ENCODING_SOLID;
          return [{ ...place, encoding, payload: new Uint8Array(3), exact: true }];
        },
      },
      videoEncoders: undefined,
      cpu: { cores: 1, usedMs: () => 0 },
      clock: { after: () => () => {} },
    },
  );
  pipeline.layoutChanged(1, [display(1), display(2)]);
  const wish = { update: 3, streams: false, kilobitsPerSecond: 0 };
  pipeline.demand(1, 1, { ...wish, focused: false });
  await settle();
  expect(begun).toEqual(new Array(damageLimits.encodersBusy).fill(widthOf[1]));
  pipeline.demand(2, 1, { ...wish, focused: true });
  await settle();
  while (held.length > 0) {
    held.shift()?.();
    await settle();
  }
  const later = begun.slice(damageLimits.encodersBusy);
  const ofFocused = later.filter((width) => width === widthOf[2]);
  expect(ofFocused.length).toBeGreaterThan(1);
  expect(later.length).toBeGreaterThan(ofFocused.length);
  expect(later.slice(0, ofFocused.length)).toEqual(ofFocused);
});
