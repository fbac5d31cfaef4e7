import { createFrameHeader, FrameEncoding, limits, readFrameHeader } from '@ringside/protocol';
import { describe, expect, test } from 'vitest';
import { type FrameSpec, frameMessages } from '../testing/frames.ts';
import { type Assembled, FrameAssembly } from './frame-assembly.ts';

const image = Uint8Array.from({ length: 100 }, (_, index) => index);
const spec: FrameSpec = {
  display: 1,
  frame: 1,
  tilesWide: 2,
  tilesHigh: 1,
  encoding: FrameEncoding.FRAME_ENCODING_PNG,
  image,
  chunkBytes: 40,
};

let nowMs = 0;

function add(assembly: FrameAssembly, message: Uint8Array | undefined): Assembled {
  if (message === undefined) throw new Error('no such chunk');
  const header = createFrameHeader();
  const copy = new Uint8Array(message);
  readFrameHeader(copy, header);
  return assembly.add(header, copy, nowMs++);
}

describe('frame assembly', () => {
  test('a frame in one message is passed on without a copy', () => {
    const [message] = frameMessages({ ...spec, chunkBytes: 1_000 });
    const { frame, lost } = add(new FrameAssembly(), message);
    expect(lost).toBe(false);
    expect(frame?.image).toEqual(image);
    expect(frame?.image.byteOffset).toBeGreaterThan(0);
  });

  test('chunks become one frame with the last of them', () => {
    const assembly = new FrameAssembly();
    const [first, second, third] = frameMessages(spec);
    expect(add(assembly, first)).toEqual({ lost: false, frame: undefined });
    expect(add(assembly, second)).toEqual({ lost: false, frame: undefined });
    const { frame } = add(assembly, third);
    expect(frame?.image).toEqual(image);
    expect((frame?.arrivedMs ?? 0) - (frame?.begunMs ?? 0)).toBe(2);
  });

  test('VID-3: a frame cut off by the next one is lost, the next one is not', () => {
    const assembly = new FrameAssembly();
    add(assembly, frameMessages(spec)[0]);
    const [next] = frameMessages({ ...spec, frame: 2, chunkBytes: 1_000 });
    const { lost, frame } = add(assembly, next);
    expect(lost).toBe(true);
    expect(frame?.frame).toBe(2);
  });

  test('a chunk without its predecessors is lost', () => {
    const assembly = new FrameAssembly();
    const [first, second, third] = frameMessages(spec);
    expect(add(assembly, second).lost).toBe(true);
    expect(add(assembly, first).lost).toBe(false);
    expect(add(assembly, third).lost).toBe(true);
    expect(add(assembly, third).frame).toBeUndefined();
  });

  test('the same number in another layout is another frame', () => {
    const assembly = new FrameAssembly();
    add(assembly, frameMessages(spec)[0]);
    expect(add(assembly, frameMessages({ ...spec, epoch: 2 })[1]).lost).toBe(true);
  });

  test('a frame larger than any may be is dropped, and its memory with it', () => {
    const assembly = new FrameAssembly();
    const bytes = limits.frameBytes + 1;
    const chunks = frameMessages({ ...spec, image: new Uint8Array(bytes), chunkBytes: limits.chunkBytes });
    const outcomes = chunks.map((chunk) => add(assembly, chunk));
    expect(outcomes.some(({ frame }) => frame !== undefined)).toBe(false);
    expect(outcomes.at(-1)?.lost).toBe(true);
  });
});
