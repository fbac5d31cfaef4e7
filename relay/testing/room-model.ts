/**
 * A room and its agent as delivery sees them: pictures, moved pixels and video streams of one small display. The content
 * of a tile is the number of the frame that it came with, wherever it was moved since; so what any viewer shows can be
 * compared with what the room shows.
 */
import { encodeAgentMessage } from '@ringside/protocol';
import type { DisplayDemand } from '../delivery/capture-credit.ts';

export const modelTiles = { wide: 4, high: 3 } as const;
export const tilePixels = 64;

export interface ModelRect {
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  readonly high: number;
}

export const wholeModel: ModelRect = { x: 0, y: 0, ...modelTiles };

const kinds = { tiles: 1, copy: 2, key: 3, delta: 4 } as const;
type Kind = keyof typeof kinds;
const encodings = { tiles: 2, copy: 5, key: 6, delta: 6 } as const;

export function tilesOf({ x, y, wide, high }: ModelRect): number[] {
  const tiles: number[] = [];
  for (let row = y; row < y + high; row++) {
    for (let column = x; column < x + wide; column++) tiles.push(row * modelTiles.wide + column);
  }
  return tiles;
}

export function overlap(one: ModelRect, other: ModelRect): boolean {
  return tilesOf(one).some((tile) => tilesOf(other).includes(tile));
}

/** Moves contents as a COPY frame says: each tile becomes what was (dx, dy) tiles away from it. */
export function moveTiles(picture: Map<number, number>, rect: ModelRect, dx: number, dy: number): void {
  const before = new Map(picture);
  for (const tile of tilesOf(rect)) {
    const from = before.get(tile + dy * modelTiles.wide + dx);
    if (from === undefined) picture.delete(tile);
    else picture.set(tile, from);
  }
}

interface Stream {
  readonly rect: ModelRect;
  last: number;
  /** Whether its next frame must be a key frame. */
  keyOwed: boolean;
}

export class RoomModel {
  /** Per tile, the content that the agent has sent last. */
  readonly picture = new Map<number, number>();
  demand: DisplayDemand = { display: 1, update: 0, streams: false, focused: false, kilobitsPerSecond: 0 };
  /** What the relay has asked, and the agent has not heard yet. */
  #unheard: { readonly what: 'demand' | 'refresh'; readonly call: () => void }[] = [];
  /** Pictures that are owed before anything else is drawn. */
  #refreshes: ModelRect[] = [];
  #streams: Stream[] = [];
  #frame = 0;
  #update = 0;
  #updateOpen = false;

  /** Something on its way to the agent. */
  asked(what: 'demand' | 'refresh', call: () => void): void {
    this.#unheard.push({ what, call });
  }

  /** The agent hears what is on its way to it. */
  hear(): void {
    for (const { call } of this.#unheard.splice(0)) call();
  }

  /** The agent hears of its credit only: what it is asked to send again is late. */
  hearDemands(): void {
    const waiting = this.#unheard;
    this.#unheard = waiting.filter(({ what }) => what !== 'demand');
    for (const { what, call } of waiting) if (what === 'demand') call();
  }

  /** What the agent was asked to send again, and has not heard, gets lost. */
  losesRequests(): void {
    this.#unheard = this.#unheard.filter(({ what }) => what !== 'refresh');
  }

  demanded(demand: DisplayDemand): void {
    if (demand.update > 0 && this.demand.update === 0) this.#refreshes = [wholeModel];
    if (demand.update === 0) {
      this.picture.clear();
      this.#streams = [];
    }
    // A stream that is not wanted any more ends as pictures.
    if (!demand.streams) for (const { rect } of this.#streams.splice(0)) this.#refreshes.push(rect);
    this.demand = demand;
  }

  refresh(rect: ModelRect): void {
    this.#refreshes.push(rect);
    for (const stream of this.#streams) if (overlap(stream.rect, rect)) stream.keyOwed = true;
  }

  /** Whether something is owed that has not been sent. */
  get owes(): boolean {
    return this.#refreshes.length > 0 || this.owedKey !== undefined || this.#unheard.length > 0;
  }

  get mayDraw(): boolean {
    return this.demand.update > 0 && (this.#updateOpen ? this.#update : this.#update + 1) <= this.demand.update;
  }

  get updateOpen(): boolean {
    return this.#updateOpen;
  }

  /** A picture of these tiles, or of others that are owed. @returns the frame's messages */
  draw(wanted: ModelRect, chunks: number, lastOfUpdate: boolean): Uint8Array[] {
    const owed = this.#refreshes.shift();
    const rect = owed ?? wanted;
    const frame = this.#next(lastOfUpdate);
    for (const tile of tilesOf(rect)) this.picture.set(tile, frame);
    return this.#messages('tiles', rect, { frame, chunks, lastOfUpdate });
  }

  /** Pixels moved by whole tiles; undefined when the agent would not copy there. */
  copy(rect: ModelRect, dx: number, dy: number, lastOfUpdate: boolean): Uint8Array[] | undefined {
    const source = { ...rect, x: rect.x + dx, y: rect.y + dy };
    const inside = source.x >= 0 && source.y >= 0 && source.x + rect.wide <= 4 && source.y + rect.high <= 3;
    const moving = this.#streams.some((stream) => overlap(stream.rect, rect) || overlap(stream.rect, source));
    const known = inside && tilesOf(source).every((tile) => this.picture.has(tile));
    if (!known || moving || this.#refreshes.length > 0 || this.#frame === 0) return undefined;
    const frame = this.#next(lastOfUpdate);
    moveTiles(this.picture, rect, dx, dy);
    const payload = Buffer.alloc(4);
    payload.writeInt16LE(dx * tilePixels, 0);
    payload.writeInt16LE(dy * tilePixels, 2);
    return this.#messages('copy', rect, { frame, chunks: 1, lastOfUpdate, base: frame - 1, payload });
  }

  /** The next frame of the stream in this region, which begins or goes on; undefined where streams are not wanted. */
  video(rect: ModelRect, chunks: number, lastOfUpdate: boolean): Uint8Array[] | undefined {
    if (!this.demand.streams || this.#refreshes.length > 0) return undefined;
    let stream = this.#streams.find((live) => live.rect === rect);
    if (stream === undefined) {
      this.#streams = this.#streams.filter((live) => !overlap(live.rect, rect));
      stream = { rect, last: 0, keyOwed: true };
      this.#streams.push(stream);
    }
    const key = stream.keyOwed;
    const base = key ? 0 : stream.last;
    stream.keyOwed = false;
    const frame = this.#next(lastOfUpdate);
    stream.last = frame;
    for (const tile of tilesOf(rect)) this.picture.set(tile, frame);
    return this.#messages(key ? 'key' : 'delta', rect, { frame, chunks, lastOfUpdate, base });
  }

  /** The stream whose key frame is owed. */
  get owedKey(): ModelRect | undefined {
    return this.#streams.find(({ keyOwed }) => keyOwed)?.rect;
  }

  #next(lastOfUpdate: boolean): number {
    if (!this.#updateOpen) this.#update++;
    this.#updateOpen = !lastOfUpdate;
    return ++this.#frame;
  }

  #messages(
    kind: Kind,
    rect: ModelRect,
    rest: { frame: number; chunks: number; lastOfUpdate: boolean; base?: number; payload?: Uint8Array },
  ): Uint8Array[] {
    const { frame, chunks, lastOfUpdate, base = 0 } = rest;
    return Array.from({ length: chunks }, (_, chunk) =>
      encodeAgentMessage({
        frame: {
          display: 1,
          epoch: 1,
          frame,
          kind: kinds[kind],
          tileX: rect.x,
          tileY: rect.y,
          tilesWide: rect.wide,
          tilesHigh: rect.high,
          chunk,
          chunks,
          update: this.#update,
          lastOfUpdate,
          base,
          capturedUs: 1,
          encoding: encodings[kind],
          payload: rest.payload ?? Buffer.alloc(300, frame % 251),
        },
      }),
    );
  }
}
