/**
 * Pictures as a room's screen shows them: soft shapes at several scales with a little grain, and flat patches whose
 * colours tell one picture from the next. Deterministic: the same seed gives the same bytes.
 */
import type { Colour, Point } from './x-client.ts';

/** A small repeatable generator (mulberry32): Math.random cannot be seeded. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** Shapes from a quarter of the screen down to a few pixels, each half as strong as the one before. */
const soft: Texture = { scales: [480, 160, 48, 16], weaker: 0.5 };
/** As footage has it: details down to a few pixels, stronger than in a soft picture. */
export const detailed: Texture = { scales: [480, 160, 48, 16, 7, 3], weaker: 0.75 };
const grain = 6;

export interface Texture {
  /** Sizes of its shapes, pixels. */
  readonly scales: readonly number[];
  /** How strong shapes are beside those of the size before. */
  readonly weaker: number;
}

/** A picture costs a second of one core: each is made once, and every stack gets a copy. */
const made = new Map<string, Buffer>();

/** @returns 4 bytes a pixel: blue, green, red, unused */
export function createPicture(width: number, height: number, seed: number, texture: Texture = soft): Buffer {
  const key = `${width}x${height}/${seed}/${texture.weaker}`;
  const picture = made.get(key) ?? draw(width, height, seed, texture);
  made.set(key, picture);
  return Buffer.from(picture);
}

function draw(width: number, height: number, seed: number, { scales, weaker }: Texture): Buffer {
  const random = seededRandom(seed);
  const sums = new Float32Array(width * height * 3);
  let strength = 90;
  for (const scale of scales) {
    addShapes(sums, width, height, scale, strength, random);
    strength *= weaker;
  }
  const bgrx = Buffer.alloc(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const speck = (random() - 0.5) * grain;
    for (let channel = 0; channel < 3; channel++) {
      const value = 128 + (sums[pixel * 3 + channel] ?? 0) + speck;
      bgrx[pixel * 4 + channel] = Math.max(0, Math.min(255, value));
    }
  }
  return bgrx;
}

/** Random values on a lattice, blended smoothly between its nodes. */
function addShapes(
  sums: Float32Array,
  width: number,
  height: number,
  scale: number,
  strength: number,
  random: () => number,
): void {
  const across = Math.ceil(width / scale) + 2;
  const down = Math.ceil(height / scale) + 2;
  const nodes = Float32Array.from({ length: across * down * 3 }, () => (random() * 2 - 1) * strength);
  const ease = (t: number): number => t * t * (3 - 2 * t);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / scale);
    const ty = ease(y / scale - row);
    for (let x = 0; x < width; x++) {
      const column = Math.floor(x / scale);
      const tx = ease(x / scale - column);
      const node = (row * across + column) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const a = nodes[node + channel] ?? 0;
        const b = nodes[node + 3 + channel] ?? 0;
        const c = nodes[node + across * 3 + channel] ?? 0;
        const d = nodes[node + across * 3 + 3 + channel] ?? 0;
        const index = (y * width + x) * 3 + channel;
        sums[index] = (sums[index] ?? 0) + (a + (b - a) * tx) * (1 - ty) + (c + (d - c) * tx) * ty;
      }
    }
  }
}

/** Sets a square of flat colour into a picture. */
export function setPatch(bgrx: Buffer, width: number, at: Point, edge: number, colour: Colour): void {
  for (let y = at.y; y < at.y + edge; y++) {
    for (let x = at.x; x < at.x + edge; x++) bgrx.writeUInt32LE(colour, (y * width + x) * 4);
  }
}
