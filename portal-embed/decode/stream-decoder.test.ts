import { beforeEach, describe, expect, test } from 'vitest';
import { viewerLimits } from '../limits.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { FakeCodecs } from '../testing/fake-codec.ts';
import { StreamDecoder } from './stream-decoder.ts';

const parameters = { codec: 'avc1.42c01e', width: 128, height: 64, namesColours: false, fullRange: undefined };

let clock: FakeClock;
let codecs: FakeCodecs;
let log: string[];
let decoder: StreamDecoder;

function decode(number: number): void {
  decoder.decode({ number, key: number === 1, unit: new Uint8Array(1) }).then(
    (picture) => log.push(picture === undefined ? `nothing ${number}` : `picture ${number}`),
    () => log.push(`rejected ${number}`),
  );
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  clock = new FakeClock();
  codecs = new FakeCodecs();
  log = [];
  decoder = new StreamDecoder(parameters, false, codecs.open, clock, (trouble) => log.push(trouble));
});

/** Past the first picture. */
async function running(): Promise<void> {
  decode(1);
  codecs.last.gives(1);
  await turn();
  log.length = 0;
}

describe('stream decoder', () => {
  test('each part’s picture is its own', async () => {
    for (const number of [1, 2]) decode(number);
    expect(codecs.last.fed).toEqual([
      { number: 1, key: true },
      { number: 2, key: false },
    ]);
    codecs.last.gives(1);
    codecs.last.gives(2);
    await turn();
    expect(log).toEqual(['picture 1', 'picture 2']);
    clock.advance(60_000);
    expect(log).toHaveLength(2);
    expect(clock.pending).toBe(0);
  });

  test('a picture that a later one overtook is not waited for, and comes to nobody', async () => {
    for (const number of [1, 2]) decode(number);
    codecs.last.gives(2);
    await turn();
    expect(log).toEqual(['nothing 1', 'picture 2']);
    codecs.last.gives(1);
    expect(codecs.lent).toEqual(new Set([2]));
  });

  test('a picture of another size than the stream’s is closed, and the stream is over', async () => {
    decode(1);
    codecs.last.gives(1, 128, 65);
    await turn();
    expect(log).toEqual(['failed', 'rejected 1']);
    expect(codecs.lent.size).toBe(0);
    expect(codecs.last.closed).toBe(true);
  });

  test('VID-3: a decoder that fails gives up what was in it, once', async () => {
    for (const number of [1, 2]) decode(number);
    codecs.last.fails();
    codecs.last.fails(true);
    await turn();
    expect(log).toEqual(['failed', 'rejected 1', 'rejected 2']);
    decode(3);
    await turn();
    expect(log.at(-1)).toBe('rejected 3');
    expect(codecs.last.fed).toHaveLength(2);
  });

  test('VID-3: pictures that are kept back are flushed out, and the decoder is told apart as one that holds', async () => {
    await running();
    decode(2);
    decode(3);
    clock.advance(viewerLimits.pictureMs - 1);
    expect(codecs.last.flushes).toHaveLength(0);
    clock.advance(1);
    expect(codecs.last.flushes).toHaveLength(1);
    codecs.last.gives(2);
    codecs.last.gives(3);
    codecs.last.flushes[0]?.resolve();
    await turn();
    expect(log).toEqual(['picture 2', 'picture 3', 'held']);
    expect(codecs.last.closed).toBe(true);
    expect(clock.pending).toBe(0);
  });

  test('VID-3: a decoder that keeps its pictures even then is given up with them', async () => {
    await running();
    decode(2);
    clock.advance(viewerLimits.pictureMs);
    decode(3);
    clock.advance(viewerLimits.pictureMs);
    await turn();
    expect(log).toEqual(['held', 'rejected 3', 'rejected 2']);
    codecs.last.flushes[0]?.reject();
    await turn();
    expect(log).toHaveLength(3);
  });

  test('the first picture may take longer: the decoder is being set up', () => {
    decode(1);
    clock.advance(viewerLimits.firstPictureMs - 1);
    expect(codecs.last.flushes).toHaveLength(0);
    clock.advance(1);
    expect(codecs.last.flushes).toHaveLength(1);
  });

  test('steady pictures are never held, whatever the time', async () => {
    await running();
    for (let number = 2; number < 100; number++) {
      decode(number);
      clock.advance(viewerLimits.pictureMs - 10);
      codecs.last.gives(number);
      clock.advance(20);
    }
    await turn();
    expect(log.filter((entry) => !entry.startsWith('picture'))).toEqual([]);
  });

  test('each part has all of its time, whatever came before it', async () => {
    await running();
    decode(2);
    clock.advance(viewerLimits.pictureMs - 10);
    codecs.last.gives(2);
    decode(3);
    clock.advance(viewerLimits.pictureMs - 1);
    expect(codecs.last.flushes).toHaveLength(0);
    clock.advance(1);
    expect(codecs.last.flushes).toHaveLength(1);
  });

  test('VID-3: a decoder that is retired while it is flushed still says why it was', async () => {
    await running();
    decode(2);
    clock.advance(viewerLimits.pictureMs);
    codecs.last.gives(2);
    decoder.retire();
    codecs.last.flushes[0]?.resolve();
    await turn();
    expect(log).toEqual(['picture 2', 'held']);
  });

  test('a page that stood still does not blame the decoder', async () => {
    await running();
    decode(2);
    clock.sleep(viewerLimits.pictureMs + 2 * viewerLimits.lateTimerMs);
    clock.advance(0);
    expect(codecs.last.flushes).toHaveLength(0);
    codecs.last.gives(2);
    await turn();
    expect(log).toEqual(['picture 2']);
    // But not for ever.
    decode(3);
    clock.advance(2 * viewerLimits.pictureMs);
    expect(codecs.last.flushes).toHaveLength(1);
  });

  test('a retired decoder takes no more parts, gives out what it has, and is closed; not for ever', async () => {
    await running();
    decode(2);
    decoder.retire();
    decode(3);
    expect(codecs.last.fed).toHaveLength(2);
    clock.advance(viewerLimits.pictureMs - 1);
    expect(codecs.last.closed).toBe(false);
    clock.advance(1);
    await turn();
    expect(codecs.last.closed).toBe(true);
    expect(log).toEqual(['rejected 3', 'rejected 2']);
    expect(clock.pending).toBe(0);
  });

  test('a decoder that takes no part is one that failed', async () => {
    const codec = codecs.last;
    codec.decode = () => {
      throw new TypeError('a key frame is needed');
    };
    decode(1);
    await turn();
    expect(log).toEqual(['failed', 'rejected 1']);
  });
});
