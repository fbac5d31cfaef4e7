import { FrameEncoding, ProtocolError } from '@ringside/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { viewerLimits } from '../limits.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { FakeCodecs } from '../testing/fake-codec.ts';
import { copyMessages, type FrameSpec, frameMessages, streamMessages } from '../testing/frames.ts';
import { layoutOf } from '../testing/room.ts';
import { greys } from '../testing/streams.ts';
import type { Surface } from './drawing.ts';
import type { DecodeImage } from './image-decoder.ts';
import { type PaintedNow, VideoReceiver } from './video-receiver.ts';

let clock: FakeClock;
let log: string[];
let hidden: Set<number>;
let receiver: VideoReceiver;
let decodeImage: DecodeImage;
let codecs: FakeCodecs;
let paints: PaintedNow[];
let receivedBytes: number;

const solid: FrameSpec = {
  display: 1,
  frame: 1,
  tilesWide: 1,
  tilesHigh: 1,
  encoding: FrameEncoding.FRAME_ENCODING_SOLID,
  image: new Uint8Array([0, 0, 1]),
};

/** The beginning of a PNG of 64×64: as much as is looked at before decoding. */
const png = new Uint8Array(24);
png.set([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 64, 0, 0, 0, 64]);

function receive(spec: Partial<FrameSpec>): void {
  for (const message of frameMessages({ ...solid, ...spec })) receiver.receive(new Uint8Array(message));
}

beforeEach(() => {
  clock = new FakeClock();
  log = [];
  hidden = new Set();
  codecs = new FakeCodecs();
  paints = [];
  receivedBytes = 0;
  decodeImage = () => Promise.reject(new Error('damaged'));
  const surface: Surface = {
    width: 128,
    height: 64,
    fill: (_x, _y, _width, _height, colour) => log.push(`fill ${colour}`),
    draw: () => log.push('draw'),
    put: () => log.push('put'),
    copy: (x, y) => log.push(`copy ${x},${y}`),
  };
  receiver = new VideoReceiver({
    clock,
    decodeImage: (encoding, image) => decodeImage(encoding, image),
    openCodec: codecs.open,
    surfaceOf: (display) => (hidden.has(display) ? undefined : surface),
    sendPainted: (display, epoch, frame) => log.push(`ack ${display}/${epoch}/${frame}`),
    sendRefresh: (display) => log.push(`refresh ${display}`),
    received: (bytes) => {
      receivedBytes += bytes;
    },
    painted: (painted) => paints.push(painted),
    pictureFailed: (display) => log.push(`failed ${display}`),
    pictureRecovered: (display) => log.push(`recovered ${display}`),
    streamsFailed: () => log.push('no streams'),
  });
  receiver.setLayout(
    layoutOf([
      ['console', 128, 64],
      ['front-1', 128, 64],
    ]),
  );
});

describe('video receiver', () => {
  test('VID-3: a frame is acknowledged after it is painted', () => {
    receive({});
    expect(log).toEqual(['fill 1', 'ack 1/1/1']);
  });

  test('VID-3: one acknowledgement speaks for all frames of an update', async () => {
    const decodes: (() => void)[] = [];
    decodeImage = () =>
      new Promise((_, reject) => {
        decodes.push(() => reject(new Error('damaged')));
      });
    for (let frame = 1; frame <= 20; frame++) {
      const lastOfUpdate = frame === 3 || frame === 20;
      receive({ frame, encoding: FrameEncoding.FRAME_ENCODING_PNG, image: png, lastOfUpdate });
    }
    while (decodes.length > 0) {
      decodes.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(log.filter((entry) => entry.startsWith('ack'))).toEqual(['ack 1/1/3', 'ack 1/1/20']);
  });

  test('VID-3: of a picture that begins again what came last is acknowledged: the relay knows no older frames any more', async () => {
    let fail = (): void => undefined;
    decodeImage = () =>
      new Promise((_, reject) => {
        fail = () => reject(new Error('damaged'));
      });
    receive({ frame: 99, encoding: FrameEncoding.FRAME_ENCODING_PNG, image: png });
    receive({ frame: 100 });
    // What the relay keeps, from its oldest frame on, while the decoder is busy.
    receive({ frame: 10 });
    receive({ frame: 50 });
    fail();
    await new Promise((resolve) => setImmediate(resolve));
    expect(log.filter((entry) => entry.startsWith('ack'))).toEqual(['ack 1/1/50']);
  });

  test('VID-3: a frame of another layout is said to be done with, and not painted', () => {
    receiver.setLayout(layoutOf([['console', 128, 64]], 3));
    receive({ epoch: 2, frame: 9 });
    expect(log).toEqual(['ack 1/2/9']);
  });

  test('VID-2: frames ahead of their layout are asked for again when it comes', () => {
    receive({ epoch: 2, frame: 1 });
    receiver.setLayout(layoutOf([['console', 128, 64]], 2));
    expect(log).toEqual(['ack 1/2/1', 'refresh 1']);
  });

  test('VID-3: what cannot be decoded is acknowledged, and the picture asked for again, not for ever', async () => {
    for (let frame = 1; frame <= 20; frame++) {
      receive({ frame, encoding: FrameEncoding.FRAME_ENCODING_PNG });
      clock.advance(viewerLimits.refreshEveryMs);
    }
    expect(log.filter((entry) => entry.startsWith('ack'))).toHaveLength(20);
    expect(log.filter((entry) => entry.startsWith('refresh'))).toHaveLength(viewerLimits.refreshAttempts);
    expect(log).toContain('failed 1');
  });

  const unreadable = { encoding: FrameEncoding.FRAME_ENCODING_PNG };
  const asked = (): number => log.filter((entry) => entry === 'refresh 1').length;

  test('VID-3: pictures that are repaired each time are never given up', () => {
    for (let frame = 1; frame <= 60; frame += 2) {
      receive({ frame, ...unreadable });
      clock.advance(viewerLimits.refreshEveryMs);
      receive({ frame: frame + 1 });
    }
    expect(asked()).toBe(30);
    expect(log).not.toContain('failed 1');
  });

  test.each([
    ['of which a part cannot be decoded', () => receive({ ...unreadable, frame: 1, lastOfUpdate: false })],
    [
      'of which a part is lost',
      () => {
        // The first chunk of a frame whose rest never comes.
        receiver.receive(new Uint8Array(cutOff[0] ?? []));
        receive({ frame: 2, lastOfUpdate: false });
      },
    ],
  ])('VID-3: an update %s repairs nothing', (_, spoil) => {
    for (let second = 1; second <= 30; second++) {
      spoil();
      clock.advance(viewerLimits.refreshEveryMs / 2);
      receive({ frame: 3 });
      clock.advance(viewerLimits.refreshEveryMs / 2);
    }
    expect(asked()).toBe(viewerLimits.refreshAttempts);
    expect(log).toContain('failed 1');
  });

  const cutOff = frameMessages({ ...solid, chunkBytes: 2 });

  test('VID-3: a display that was given up is shown again when its picture comes', () => {
    for (let frame = 1; frame <= 6; frame++) {
      receive({ frame, ...unreadable });
      clock.advance(viewerLimits.refreshEveryMs);
    }
    expect(log.splice(0).slice(-2)).toEqual(['failed 1', 'ack 1/1/6']);
    clock.advance(viewerLimits.refreshSeldomMs);
    receive({ frame: 7 });
    expect(log).toEqual(['refresh 1', 'fill 1', 'recovered 1', 'ack 1/1/7']);
  });

  test('VID-1: frames of a display that is not shown cost nothing and hold nothing up', () => {
    hidden.add(2);
    receive({ display: 2, encoding: FrameEncoding.FRAME_ENCODING_PNG });
    expect(log).toEqual(['ack 2/1/1']);
  });

  test('VID-1: what came while a display was hidden is asked for again once it is shown, once', () => {
    hidden.add(1);
    receive({ frame: 1 });
    receive({ frame: 2 });
    hidden.delete(1);
    expect(log).toEqual(['ack 1/1/1', 'ack 1/1/2']);
    receive({ frame: 3 });
    receive({ frame: 4 });
    clock.advance(10 * viewerLimits.refreshEveryMs);
    expect(log.slice(2)).toEqual(['refresh 1', 'fill 1', 'ack 1/1/3', 'fill 1', 'ack 1/1/4']);
  });

  test('an unknown display is nobody’s', () => {
    receive({ display: 9 });
    expect(log).toEqual(['ack 9/1/1']);
  });

  test('SES-5: a new connection begins from nothing', () => {
    receiver.reset();
    receive({ frame: 7 });
    expect(log).toEqual(['ack 1/1/7']);
  });

  test('bytes that are no frame are told to the caller', () => {
    expect(() => receiver.receive(new Uint8Array([0x0a, 0x05, 1]))).toThrow(ProtocolError);
  });

  function copy(frame: number): void {
    const place = { display: 1, frame, tilesWide: 1, tilesHigh: 1 };
    for (const message of copyMessages(place, 64, 0)) receiver.receive(new Uint8Array(message));
  }

  test('VID-3: a copy is painted in its turn', () => {
    receive({ frame: 1 });
    copy(2);
    expect(log).toEqual(['fill 1', 'ack 1/1/1', 'copy 64,0', 'ack 1/1/2']);
  });

  test('VID-3: a copy before anything else is nothing, and the picture is asked for', () => {
    copy(2);
    expect(log).toEqual(['refresh 1', 'ack 1/1/2']);
  });

  test('VID-3: more than may wait is acknowledged and asked for again; what it leaves is moved nowhere', () => {
    decodeImage = () => new Promise(() => {});
    receive({ encoding: FrameEncoding.FRAME_ENCODING_PNG, image: png });
    const last = viewerLimits.waitingFrames + 1;
    for (let frame = 2; frame <= last; frame++) receive({ frame });
    expect(log).toEqual([`ack 1/1/${last}`, 'refresh 1']);
    copy(last + 1);
    expect(log.slice(2)).toEqual([`ack 1/1/${last + 1}`]);
  });

  /** Part `index` of the greys, over the whole display; a key frame unless it builds on something. */
  function part(frame: number, index: number, base?: number, display = 1, epoch = 1): void {
    const place = { display, epoch, frame, tilesWide: 2, tilesHigh: 1, ...(base === undefined ? {} : { base }) };
    for (const message of streamMessages(place, greys.parts[index] ?? new Uint8Array())) {
      receiver.receive(new Uint8Array(message));
    }
  }
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  test('VID-3: parts of a stream are painted when decoded, in order with what comes behind them', async () => {
    part(1, 0);
    part(2, 1, 1);
    receive({ frame: 3 });
    expect(log).toEqual([]);
    codecs.last.gives(1);
    codecs.last.gives(2);
    await settle();
    expect(log).toEqual(['draw', 'ack 1/1/1', 'draw', 'fill 1', 'ack 1/1/3']);
    expect(codecs.lent.size).toBe(0);
  });

  test('VID-3: a delta without its base asks for the picture', () => {
    part(5, 1, 4);
    expect(log).toEqual(['refresh 1', 'ack 1/1/5']);
    expect(codecs.opened).toHaveLength(0);
  });

  test('VID-2: another layout in the middle of a stream ends it, and frees its decoder', async () => {
    part(1, 0);
    receiver.setLayout(layoutOf([['console', 128, 64]], 2));
    expect(codecs.last.closed).toBe(true);
    codecs.last.gives(1);
    await settle();
    expect(codecs.lent.size).toBe(0);
    part(1, 0, undefined, 1, 2);
    codecs.last.gives(1);
    await settle();
    expect(log).toEqual(['draw', 'ack 1/2/1']);
    expect(codecs.opened).toHaveLength(2);
  });

  test('VID-1: a display that is not shown any more has no decoder, and asks for nothing', async () => {
    part(1, 0);
    hidden.add(1);
    part(2, 1, 1);
    codecs.last.gives(1);
    codecs.last.flushes[0]?.resolve();
    await settle();
    expect(codecs.last.closed).toBe(true);
    expect(log).not.toContain('refresh 1');
  });

  test('VID-3: when decoders fail again, streams are refused and every picture asked for anew', async () => {
    part(1, 0);
    codecs.last.fails();
    await settle();
    expect(log).toEqual(['refresh 1', 'ack 1/1/1']);
    clock.advance(viewerLimits.streamRestMs + 1);
    part(2, 0);
    codecs.last.fails();
    await settle();
    expect(log.slice(2)).toEqual(['no streams', 'refresh 1', 'refresh 2', 'ack 1/1/2']);
  });

  test('VID-3: more streams at once than decoders may be are refused', async () => {
    const names = Array.from({ length: 50 }, (_, index) => [`front-${index}`, 128, 64] as const);
    receiver.setLayout(layoutOf(names, 2));
    for (const [index] of names.entries()) part(1, 0, undefined, index + 1, 2);
    expect(codecs.opened).toHaveLength(viewerLimits.streams);
    expect(codecs.opened.every(({ closed }) => closed)).toBe(true);
    expect(log.filter((entry) => entry === 'no streams')).toHaveLength(1);
    await settle();
    expect(log.filter((entry) => entry.startsWith('ack'))).toHaveLength(50);
  });

  test('VID-8: a paint is told once, with its newest capture and how long its bytes took; all that came is counted', () => {
    const large = { encoding: FrameEncoding.FRAME_ENCODING_SOLID, image: new Uint8Array([0, 0, 1]), chunkBytes: 2 };
    const sent = [
      ...frameMessages({ ...solid, ...large, frame: 1, capturedUs: 5_000, lastOfUpdate: false }),
      ...frameMessages({ ...solid, frame: 2, capturedUs: 5_000 }),
    ];
    for (const message of sent) {
      receiver.receive(new Uint8Array(message));
      clock.advance(7);
    }
    expect(paints).toEqual([{ display: 1, capturedUs: 5_000, arrivedMs: 1_014, transferMs: 7 }]);
    expect(receivedBytes).toBe(sent.reduce((sum, { length }) => sum + length, 0));
    // What cannot be painted is nothing new to see.
    receive({ frame: 3, encoding: FrameEncoding.FRAME_ENCODING_PNG });
    expect(paints).toHaveLength(1);
  });
});
