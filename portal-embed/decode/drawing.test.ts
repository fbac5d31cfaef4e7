import { FrameEncoding } from '@ringside/protocol';
import { describe, expect, test } from 'vitest';
import { encodePng, testPicture } from '../testing/frames.ts';
import { frameRectangle, prepareDrawing, type Surface } from './drawing.ts';
import type { WholeFrame } from './frame-assembly.ts';
import type { DecodedImage } from './image-decoder.ts';

const whole: WholeFrame = {
  display: 1,
  epoch: 1,
  frame: 1,
  tileX: 0,
  tileY: 0,
  tilesWide: 1,
  tilesHigh: 1,
  encoding: FrameEncoding.FRAME_ENCODING_SOLID,
  lastOfUpdate: true,
  capturedUs: 0,
  image: new Uint8Array([1, 2, 3]),
};
const display = { width: 100, height: 70 };

function surfaceLog(): { surface: Surface; log: unknown[] } {
  const log: unknown[] = [];
  return {
    log,
    surface: {
      ...display,
      fill: (...call) => log.push(['fill', ...call]),
      draw: (_, x, y) => log.push(['draw', x, y]),
    },
  };
}

describe('drawing', () => {
  test('a frame covers whole tiles, cut at the edge of the display', () => {
    expect(frameRectangle({ ...whole, tilesWide: 2, tilesHigh: 2 }, display)).toEqual({ x: 0, y: 0, ...display });
    expect(frameRectangle({ ...whole, tileX: 1 }, display)).toEqual({ x: 64, y: 0, width: 36, height: 64 });
    expect(frameRectangle(whole, { width: 64, height: 64 })).toEqual({ x: 0, y: 0, width: 64, height: 64 });
  });

  test.each([{ tileX: 2 }, { tileY: 2 }, { tilesWide: 3 }, { tileX: 1, tilesWide: 2 }, { tilesHigh: 3 }])(
    'tiles that the display does not have (%j) are not drawn',
    (tiles) => {
      expect(frameRectangle({ ...whole, ...tiles }, display)).toBeUndefined();
    },
  );

  test('a plain colour is filled in its three bytes’ colour, and is nothing with more or fewer', () => {
    const { surface, log } = surfaceLog();
    const drawing = prepareDrawing(whole, surface, () => Promise.reject(new Error('not asked for')));
    if (drawing === undefined || drawing instanceof Promise) throw new Error('not at once');
    drawing.draw();
    expect(log).toEqual([['fill', 0, 0, 64, 64, 0x010203]]);
    for (const bytes of [2, 4]) {
      const odd = { ...whole, image: new Uint8Array(bytes) };
      expect(prepareDrawing(odd, surface, () => Promise.reject(new Error('not asked for')))).toBeUndefined();
    }
  });

  test('an image of another size than its tiles is refused before any decoder sees it', async () => {
    const { surface, log } = surfaceLog();
    let asked = 0;
    let closed = 0;
    const decode = async (): Promise<DecodedImage> => {
      asked++;
      return { close: () => closed++ } as unknown as DecodedImage;
    };
    const png = async (width: number, height: number): Promise<WholeFrame> => ({
      ...whole,
      encoding: FrameEncoding.FRAME_ENCODING_PNG,
      image: new Uint8Array(await encodePng(testPicture(width, height))),
    });
    expect(prepareDrawing(await png(64, 65), surface, decode)).toBeUndefined();
    const bomb = await png(64, 64);
    new DataView(bomb.image.buffer).setUint32(16, 65_535);
    expect(prepareDrawing(bomb, surface, decode)).toBeUndefined();
    expect(asked).toBe(0);

    (await prepareDrawing(await png(64, 64), surface, decode))?.draw();
    expect(log).toEqual([['draw', 0, 0]]);
    expect([asked, closed]).toEqual([1, 1]);
  });
});
