import { FrameEncoding, FrameKind } from '@ringside/protocol';
import { describe, expect, test } from 'vitest';
import { encodeFlatPng, encodePng, testPicture } from '../testing/frames.ts';
import { type Decoders, frameRectangle, prepareDrawing, type Surface } from './drawing.ts';
import type { WholeFrame } from './frame-assembly.ts';
import type { DecodedImage } from './image-decoder.ts';
import { decodePalettePng } from './palette-png.ts';

const whole: WholeFrame = {
  display: 1,
  epoch: 1,
  frame: 1,
  kind: FrameKind.FRAME_KIND_TILES,
  base: 0,
  tileX: 0,
  tileY: 0,
  tilesWide: 1,
  tilesHigh: 1,
  encoding: FrameEncoding.FRAME_ENCODING_SOLID,
  lastOfUpdate: true,
  capturedUs: 0,
  begunMs: 0,
  arrivedMs: 0,
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
      put: (image, x, y) => log.push(['put', image.width, image.height, x, y]),
      copy: (...call) => log.push(['copy', ...call]),
    },
  };
}

const unasked = async (): Promise<never> => {
  throw new Error('not asked for');
};
const instant = (): undefined => undefined;
const noDecoder: Decoders = { image: unasked, instant, stream: unasked };

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
    const drawing = prepareDrawing(whole, surface, noDecoder);
    if (drawing === undefined || drawing instanceof Promise) throw new Error('not at once');
    drawing.draw();
    expect(log).toEqual([['fill', 0, 0, 64, 64, 0x010203]]);
    for (const bytes of [2, 4]) {
      const odd = { ...whole, image: new Uint8Array(bytes) };
      expect(prepareDrawing(odd, surface, noDecoder)).toBeUndefined();
    }
  });

  test('an image of another size than its tiles is refused before any decoder sees it', async () => {
    const { surface, log } = surfaceLog();
    let asked = 0;
    let closed = 0;
    const image = async (): Promise<DecodedImage> => {
      asked++;
      return { close: () => closed++ } as unknown as DecodedImage;
    };
    const decoders = { image, instant, stream: unasked };
    const png = async (width: number, height: number): Promise<WholeFrame> => ({
      ...whole,
      encoding: FrameEncoding.FRAME_ENCODING_PNG,
      image: new Uint8Array(await encodePng(testPicture(width, height))),
    });
    expect(prepareDrawing(await png(64, 65), surface, decoders)).toBeUndefined();
    const bomb = await png(64, 64);
    new DataView(bomb.image.buffer).setUint32(16, 65_535);
    expect(prepareDrawing(bomb, surface, decoders)).toBeUndefined();
    expect(asked).toBe(0);

    (await prepareDrawing(await png(64, 64), surface, decoders))?.draw();
    expect(log).toEqual([['draw', 0, 0]]);
    expect([asked, closed]).toEqual([1, 1]);
  });

  test('a small palette image is drawn without a decoder, when its turn comes', () => {
    const { surface, log } = surfaceLog();
    const image = encodeFlatPng({ width: 36, height: 6, palette: [0, 0xff_ff_ff], indices: new Uint8Array(36 * 6) });
    const frame = { ...whole, tileX: 1, tileY: 1, encoding: FrameEncoding.FRAME_ENCODING_PNG, image };
    const decoders = { ...noDecoder, instant: () => decodePalettePng(image) };
    const drawing = prepareDrawing(frame, surface, decoders);
    if (drawing === undefined || drawing instanceof Promise) throw new Error('not at once');
    expect(log).toEqual([]);
    drawing.draw();
    expect(log).toEqual([['put', 36, 6, 64, 64]]);
  });

  const copy = (dx: number, dy: number): WholeFrame => {
    const image = new Uint8Array(4);
    new DataView(image.buffer).setInt16(0, dx, true);
    new DataView(image.buffer).setInt16(2, dy, true);
    return { ...whole, kind: FrameKind.FRAME_KIND_COPY, base: 1, frame: 2, image };
  };

  test('VID-3: a copy is made when its turn comes, not before', () => {
    const { surface, log } = surfaceLog();
    const drawing = prepareDrawing(copy(36, 6), surface, noDecoder);
    if (drawing === undefined || drawing instanceof Promise) throw new Error('not at once');
    expect(log).toEqual([]);
    drawing.draw();
    expect(log).toEqual([['copy', 36, 6, { x: 0, y: 0, width: 64, height: 64 }]]);
  });

  test.each([
    [37, 0],
    [0, 7],
    [-1, 0],
    [0, -1],
    [32_767, -32_768],
  ])('VID-3: a copy from outside of the display (%i, %i) is none', (dx, dy) => {
    const { surface } = surfaceLog();
    expect(prepareDrawing(copy(dx, dy), surface, noDecoder)).toBeUndefined();
  });

  test('VID-3: a part of a stream is drawn in its place and closed at once; one that was passed over is nothing', async () => {
    const { surface, log } = surfaceLog();
    let closed = 0;
    const picture = { close: () => closed++ } as unknown as VideoFrame;
    const part = { ...whole, tileX: 1, kind: FrameKind.FRAME_KIND_VIDEO_KEY };
    (await prepareDrawing(part, surface, { image: unasked, instant, stream: async () => picture }))?.draw();
    expect(log).toEqual([['draw', 64, 0]]);
    expect(closed).toBe(1);
    (await prepareDrawing(part, surface, { image: unasked, instant, stream: async () => picture }))?.discard();
    expect(closed).toBe(2);
    (await prepareDrawing(part, surface, { image: unasked, instant, stream: async () => undefined }))?.draw();
    expect(log).toHaveLength(1);
    expect(prepareDrawing(part, surface, { image: unasked, instant, stream: () => undefined })).toBeUndefined();
  });
});
