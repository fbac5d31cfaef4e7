import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { openH264Encoders } from './h264-encoder.ts';
import { encodeLimits } from './limits.ts';
import { decodeVideo } from './testing/video-decoder.ts';
import type { VideoEncoders, VideoPicture } from './video-encoder.ts';

const size = { width: 320, height: 192 };
const settings = { ...size, framesPerSecond: 30, kilobitsPerSecond: 1_500 };

/** However busy the machine is, no picture comes too late. */
const patientClock = { after: () => () => undefined };

async function opened(): Promise<VideoEncoders> {
  const encoders = await openH264Encoders(patientClock);
  if (encoders === undefined) throw new Error('@napi-rs/webcodecs is not installed, or has no H.264');
  onTestFinished(() => encoders.close());
  return encoders;
}

/** Soft shapes that move with time; the fourth byte means nothing. */
function pictureAt(time: number): Uint8Array {
  const words = new Uint32Array(size.width * size.height);
  for (let at = 0; at < words.length; at++) {
    const x = (at % size.width) + time * 3;
    const y = Math.floor(at / size.width);
    const wave = (scale: number) => Math.round(128 + 100 * Math.sin((x + y) / scale));
    words[at] = (0xa5 << 24) | (wave(31) << 16) | (wave(47) << 8) | wave(71);
  }
  return new Uint8Array(words.buffer);
}

/** The kinds of NAL units of an access unit in Annex B form. */
function unitsOf({ payload }: VideoPicture): number[] {
  const kinds: number[] = [];
  for (let at = 0; at + 3 < payload.length; at++) {
    if (payload[at] === 0 && payload[at + 1] === 0 && payload[at + 2] === 1) kinds.push((payload[at + 3] ?? 0) & 31);
  }
  return kinds;
}

const slice = 1;
const keySlice = 5;
const sequenceParameters = 7;
const pictureParameters = 8;

/** A thread of its own making. */
const thread = (source: string) => new URL(`data:text/javascript,${encodeURIComponent(source)}`);
const loaded = `import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ what: 'loaded', h264: true });`;

test('VID-3: a stream begins with a key picture with its parameter sets, has others on request, and each leaves at once', async () => {
  const encoder = (await opened()).open(settings);
  const pictures: VideoPicture[] = [];
  for (let time = 0; time < 8; time++) pictures.push(await encoder.encode(pictureAt(time), time === 5));
  expect(pictures.map(({ key }) => key)).toEqual([true, false, false, false, false, true, false, false]);
  for (const picture of pictures) {
    const units = unitsOf(picture);
    if (picture.key) expect(units).toEqual(expect.arrayContaining([sequenceParameters, pictureParameters, keySlice]));
    else expect(new Set(units)).toEqual(new Set([slice]));
  }
  const decoded = await decodeVideo(pictures, size.width, size.height);
  for (const [time, words] of decoded.entries()) {
    const expected = new Uint32Array(pictureAt(time).buffer);
    let off = 0;
    for (const [at, word] of words.entries()) off += Math.abs((word & 0xff) - ((expected[at] ?? 0) & 0xff));
    expect(off / words.length).toBeLessThan(6);
  }
});

test('VID-3: another rate begins with a key picture', async () => {
  const encoder = (await opened()).open(settings);
  await encoder.encode(pictureAt(0), false);
  encoder.retarget(200);
  const next = await encoder.encode(pictureAt(1), false);
  const then = await encoder.encode(pictureAt(2), false);
  expect([next.key, then.key]).toEqual([true, false]);
});

test('the pixels are read before encode() returns, and several streams do not mix', async () => {
  const encoders = await opened();
  const both = [encoders.open(settings), encoders.open(settings)];
  const pending = both.map((encoder, index) => {
    const pixels = pictureAt(index * 40);
    const picture = encoder.encode(pixels, true);
    pixels.fill(0);
    return picture;
  });
  for (const [index, picture] of pending.entries()) {
    const [words] = await decodeVideo([await picture], size.width, size.height);
    const expected = new Uint32Array(pictureAt(index * 40).buffer);
    expect(Math.abs(((words?.[5_000] ?? 0) & 0xff) - ((expected[5_000] ?? 0) & 0xff))).toBeLessThan(12);
  }
});

test('one picture at a time; a closed stream encodes nothing and answers what was under way', async () => {
  const encoder = (await opened()).open(settings);
  const first = encoder.encode(pictureAt(0), false);
  await expect(encoder.encode(pictureAt(1), false)).rejects.toMatchObject({ code: 'codec-failed' });
  encoder.close();
  await expect(first).rejects.toMatchObject({ code: 'codec-failed' });
  await expect(encoder.encode(pictureAt(2), false)).rejects.toMatchObject({ code: 'codec-failed' });
});

test('sizes that the codec refuses end the stream, and no other', async () => {
  const encoders = await opened();
  const good = encoders.open(settings);
  const bad = encoders.open({ ...settings, width: 0, height: 0 });
  await expect(bad.encode(new Uint8Array(0), true)).rejects.toMatchObject({ code: 'codec-failed' });
  expect((await good.encode(pictureAt(0), true)).key).toBe(true);
});

test('without the library, or with one that has no H.264, there are no streams', async () => {
  const missing = thread(`import '@ringside/no-such-library';`);
  expect(await openH264Encoders(patientClock, missing)).toBeUndefined();
  const poor = thread(loaded.replace('true', 'false'));
  expect(await openH264Encoders(patientClock, poor)).toBeUndefined();
});

test('an encoder that keeps a picture back is given up; the next stream gets a thread of its own', async () => {
  const clock = createFakeClock();
  const encoders = await openH264Encoders(clock, thread(`${loaded} parentPort.on('message', () => undefined);`));
  const one = encoders?.open(settings);
  const other = encoders?.open(settings);
  const kept = expect(one?.encode(pictureAt(0), true)).rejects.toThrow('No picture in time.');
  const beside = expect(other?.encode(pictureAt(0), true)).rejects.toThrow('keeps pictures back');
  await clock.advance(encodeLimits.videoAnswerMs);
  await Promise.all([kept, beside]);
  const next = expect(encoders?.open(settings).encode(pictureAt(0), true)).rejects.toThrow('The agent stops.');
  encoders?.close();
  await next;
});

test('a picture that was there before this thread stood still is not taken for kept back', async () => {
  const answered = join(await mkdtemp(join(tmpdir(), 'h264-')), 'answered');
  const answer = `({ what: 'encoded', stream, payload: new Uint8Array(1), key: true, pixels })`;
  const prompt = thread(`import { writeFileSync } from 'node:fs';
    ${loaded}
    parentPort.on('message', ({ what, stream, pixels }) => {
      if (what !== 'encode') return;
      parentPort.postMessage(${answer}, [pixels]);
      writeFileSync(${JSON.stringify(answered)}, '');
    });`);
  let ring = (): void => undefined;
  const armed = Promise.withResolvers<void>();
  const clock = {
    after: (ms: number, run: () => void) => {
      if (ms !== encodeLimits.videoAnswerMs) return () => undefined;
      ring = run;
      armed.resolve();
      return () => undefined;
    },
  };
  const encoders = await openH264Encoders(clock, prompt);
  onTestFinished(() => encoders?.close());
  const picture = encoders?.open(settings).encode(pictureAt(0), true);
  await armed.promise;
  // No turn of the event loop goes by from here until the timer runs.
  while (!existsSync(answered));
  ring();
  expect((await picture)?.key).toBe(true);
});

test('a thread that dies ends its streams', async () => {
  const dying = thread(`${loaded} parentPort.on('message', () => process.exit());`);
  const encoders = await openH264Encoders(patientClock, dying);
  await expect(encoders?.open(settings).encode(pictureAt(0), true)).rejects.toThrow('is gone');
});

test('the thread goes when nothing was encoded for a while, and comes back when it is needed', async () => {
  const clock = createFakeClock();
  const encoders = await openH264Encoders(clock);
  onTestFinished(() => encoders?.close());
  const first = encoders?.open(settings);
  await first?.encode(pictureAt(0), true);
  first?.close();
  expect(clock.timers).toBe(1);
  await clock.advance(encodeLimits.videoThreadRestMs);
  const second = await encoders?.open(settings).encode(pictureAt(0), true);
  expect(second?.key).toBe(true);
});
