/** Scenes in a room in which nothing waits for anything: time goes on while grabs and encodings are under way. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Rect } from '../display/display-source.ts';
import { openH264Encoders } from '../encode/h264-encoder.ts';
import type { VideoEncoders } from '../encode/video-encoder.ts';
import { TestRoom } from './testing/test-room.ts';

let videoEncoders: VideoEncoders;

beforeAll(async () => {
  // However busy the machine is, no picture comes too late for these tests.
  const encoders = await openH264Encoders({ after: () => () => undefined });
  if (encoders === undefined) throw new Error('@napi-rs/webcodecs is not installed, or has no H.264');
  videoEncoders = encoders;
});
afterAll(() => videoEncoders.close());

function mixed(seed: number): number {
  const once = Math.imul(seed ^ (seed >>> 15), 0x85eb_ca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2_ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}

const white = () => 0xffffff;
const noise = (x: number, y: number) => mixed(x * 4099 + y + 1) & 0xffffff;
const page = (x: number, y: number) => ((mixed((x >> 2) * 4099 + y + 1) & 1) === 0 ? 0xffffff : 0x222222);
const kinds = [white, noise, page];

const sizes = [
  { width: 640, height: 448 },
  { width: 640, height: 1280 },
  { width: 1920, height: 1088 },
] as const;
const video = { x: 64, y: 64, width: 256, height: 192 };
const longRestMs = 8_000;

/** In parts of a display. */
const part = fc.integer({ min: 0, max: 63 });
const place = fc.oneof(
  fc.constant({ x: 0, y: 0, width: 64, height: 64 }),
  fc.record({ x: part, y: part, width: part, height: part }),
);
const scene = fc.oneof(
  // Reported late, and in how many pieces.
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('draw' as const),
      place,
      kind: fc.nat(kinds.length - 1),
      shift: fc.nat(3),
      pieces: fc.integer({ min: 1, max: 3 }),
      lateMs: fc.constantFrom(0, 0, 3, 30),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('scatter' as const), count: fc.integer({ min: 2, max: 20 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('scroll' as const), dy: fc.constantFrom(-64, -32, 32, 64, 128) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unchanged' as const), place }) },
  // Everything scrolls; of one tile it is told later, when it may have gone back.
  { weight: 3, arbitrary: fc.record({ do: fc.constant('hole' as const), goesBack: fc.boolean() }) },
  // The socket fills up while tiles are made exact.
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('stutter' as const), afterMs: fc.integer({ min: 111, max: 135 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('play' as const), pictures: fc.integer({ min: 1, max: 25 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(5, 20, 115, 130, 170, 1_450, 1_900) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refresh' as const), x: fc.nat(5), y: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('queue' as const), bytes: fc.constantFrom(0, 10_000_000) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('line' as const), kilobits: fc.constantFrom(0, 300, 5_000, 20_000) }),
  },
);
type Scene = typeof scene extends fc.Arbitrary<infer One> ? One : never;

class Play {
  readonly #room: TestRoom;
  readonly #chance: (below: number) => number;

  constructor(room: TestRoom, chance: (below: number) => number) {
    this.#room = room;
    this.#chance = chance;
  }

  async step(step: Scene): Promise<void> {
    const room = this.#room;
    const { width, height } = room;
    switch (step.do) {
      case 'draw': {
        const colour = kinds[step.kind] ?? white;
        const rect = this.#rectAt(step.place);
        room.paint(rect, (x, y) => colour(x + 64 * step.shift, y + 64 * step.shift));
        await this.#report(rect, step.pieces, step.lateMs);
        return;
      }
      case 'scatter':
        this.#scatter(step.count);
        return;
      case 'stutter':
        this.#scatter(12);
        await this.#pass(step.afterMs);
        room.queued = 10_000_000;
        await this.#pass(3);
        room.queued = 0;
        return;
      case 'hole': {
        const hole = { x: 320, y: 192, width: 64, height: 64 };
        const before = room.screen.slice();
        const at = (x: number, y: number) => before[y * width + x] ?? noise(x, y);
        room.paint({ x: 0, y: 0, width, height }, (x, y) => at(x, y + 64));
        const below = hole.y + hole.height;
        room.pipeline.damaged(1, { x: 0, y: 0, width, height: hole.y });
        room.pipeline.damaged(1, { x: 0, y: below, width, height: height - below });
        room.pipeline.damaged(1, { ...hole, x: 0, width: hole.x });
        room.pipeline.damaged(1, { ...hole, x: hole.x + 64, width: width - hole.x - 64 });
        await this.#pass(30);
        if (step.goesBack) room.paint(hole, at);
        room.pipeline.damaged(1, hole);
        return;
      }
      case 'scroll': {
        const all = { x: 0, y: 0, width, height };
        const before = room.screen.slice();
        room.paint(all, (x, y) => before[(y + step.dy) * width + x] ?? noise(x, y));
        await this.#report(all, 2, 3);
        return;
      }
      case 'unchanged':
        room.pipeline.damaged(1, this.#rectAt(step.place));
        return;
      case 'play':
        await room.play(video, step.pictures);
        return;
      case 'pass':
        await room.pass(step.ms);
        return;
      case 'refresh':
        room.refresh(step.x, step.y, 3, 2);
        return;
      case 'queue':
        room.queued = step.bytes;
        return;
      case 'line':
        room.demand = { ...room.demand, kilobitsPerSecond: step.kilobits };
        return;
      default:
        step satisfies never;
    }
  }

  /** Each millisecond has turns of its own: what is under way goes on meanwhile. */
  async #pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed++) await this.#room.pass(1);
  }

  #scatter(count: number): void {
    for (let tile = 0; tile < count; tile++) {
      const shift = this.#chance(64);
      const rect = { x: this.#chance(this.#room.width), y: this.#chance(this.#room.height), width: 60, height: 60 };
      this.#room.draw(rect, (x, y) => noise(x + shift, y));
    }
  }

  /** Damage comes in pieces, side by side. */
  async #report(rect: Rect, pieces: number, lateMs: number): Promise<void> {
    const pieceWidth = Math.ceil(rect.width / pieces);
    for (let x = rect.x; x < rect.x + rect.width; x += pieceWidth) {
      if (lateMs > 0) await this.#room.pass(lateMs);
      this.#room.pipeline.damaged(1, { ...rect, x, width: Math.min(pieceWidth, rect.x + rect.width - x) });
    }
  }

  #rectAt({ x, y, width, height }: Rect): Rect {
    const left = Math.floor((x * this.#room.width) / 64);
    const top = Math.floor((y * this.#room.height) / 64);
    return {
      x: left,
      y: top,
      width: Math.min(this.#room.width - left, 1 + Math.floor((width * this.#room.width) / 64)),
      height: Math.min(this.#room.height - top, 1 + Math.floor((height * this.#room.height) / 64)),
    };
  }
}

async function playAll(room: TestRoom, steps: readonly Scene[], seed: number): Promise<void> {
  let state = seed;
  const chance = (below: number): number => {
    state = mixed(state + 0x9e37_79b9);
    return state % below;
  };
  const delays = {
    grab: () => chance(10),
    encoding: () => (chance(3) === 0 ? chance(60) : chance(12)),
    step: () => 2 + chance(4),
  };
  room.demand = { streams: true, focused: false, kilobitsPerSecond: 0 };
  room.paint({ x: 0, y: 0, width: room.width, height: room.height }, page);
  room.look();
  room.delays = delays;
  const play = new Play(room, chance);
  for (const step of steps) await play.step(step);
  room.queued = 0;
  await room.pass(100);
  room.delays = undefined;
  await room.pass(longRestMs);
}

test.for([
  { size: sizes[0], seed: 1, numRuns: 16 },
  { size: sizes[1], seed: 2, numRuns: 3 },
  { size: sizes[2], seed: 3, numRuns: 2 },
])(
  'VID-3, VID-4: nothing that is late, slow or in pieces leaves a wrong pixel at rest: $size.width x $size.height',
  { timeout: 60_000 },
  async ({ size: { width, height }, seed, numRuns }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(scene, { minLength: 4, maxLength: 14 }),
        fc.nat(),
        fc.integer({ min: 1, max: 3 }),
        async (steps, chances, credit) => {
          const room = new TestRoom(width, height, { credit, videoEncoders });
          await playAll(room, steps, chances);
          expect(room.failures).toEqual([]);
          const painted = await room.painted();
          expect(room.colours.filter((colour, pixel) => colour !== painted[pixel])).toHaveLength(0);
          expect(room.timers).toBe(0);
          room.pipeline.stop();
        },
      ),
      { seed, numRuns, endOnFailure: true },
    );
  },
);
