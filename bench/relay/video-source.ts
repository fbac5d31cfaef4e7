/** A device's video as the bench sends it: updates of random bytes in one pattern, never more than the credit allows. */
import { randomBytes } from 'node:crypto';
import { limits } from '../limits.ts';
import { encodeFrameStart } from './frame-start.ts';
import type { RawSocket } from './raw-socket.ts';

/** What one update looks like on the wire. */
export interface Pattern {
  /** Payload bytes of each chunk of a frame. */
  readonly chunkBytes: readonly number[];
  readonly framesPerUpdate: number;
  /** The part of the screen that a frame covers, in tiles; frames go round the screen in such steps. */
  readonly tilesWide: number;
  readonly tilesHigh: number;
}

/** A 1080p display in tiles. */
const screen = { wide: 30, high: 17 } as const;

export class VideoSource {
  /** When each update that is not seen yet was sent, on performance.now(). */
  readonly sentMs = new Map<number, number>();
  /** The last frame of each update on its way, and that update. */
  private readonly ends = new Map<number, number>();
  private readonly socket: RawSocket;
  private pattern: Pattern | undefined;
  private tails: readonly Buffer[] = [];
  private frame = 0;
  private update = 0;
  private granted = 0;
  private step = 0;
  private flowing = false;

  constructor(socket: RawSocket) {
    this.socket = socket;
    socket.socket.on('drain', () => this.pump());
  }

  get updates(): number {
    return this.update;
  }

  use(pattern: Pattern): void {
    this.pattern = pattern;
    this.tails = pattern.chunkBytes.map((bytes) => randomBytes(bytes));
  }

  /** The update that this frame ends; asked once, when it is acknowledged. */
  updateOf(frame: number): number {
    const update = this.ends.get(frame) ?? 0;
    this.ends.delete(frame);
    return update;
  }

  /** Updates up to and including this number may be sent; 0: nobody looks. */
  grant(update: number): void {
    this.granted = update;
    this.pump();
  }

  /** Sends as much as credit and socket take, from now on. */
  flow(on: boolean): void {
    this.flowing = on;
    this.pump();
  }

  /** Sends one update. @returns false when the credit is used up: the viewer gets a newer one later */
  sendOne(): boolean {
    if (this.update >= this.granted) return false;
    this.sendUpdate();
    return true;
  }

  private pump(): void {
    while (this.flowing && this.update < this.granted && this.socket.unsentBytes < limits.unsentBytes) {
      this.sendUpdate();
    }
  }

  private sendUpdate(): void {
    const { pattern, socket } = this;
    if (pattern === undefined) return;
    this.update++;
    const now = performance.now();
    this.sentMs.set(this.update, now);
    const capturedUs = Math.floor(now * 1_000);
    const chunks = pattern.chunkBytes.length;
    socket.socket.cork();
    for (let index = 0; index < pattern.framesPerUpdate; index++) {
      this.frame++;
      const place = this.nextPlace(pattern);
      const lastOfUpdate = index + 1 === pattern.framesPerUpdate;
      for (const [chunk, tail] of this.tails.entries()) {
        const { frame, update } = this;
        const prefix = { display: 1, epoch: 1, frame, ...place, chunk, chunks, update, lastOfUpdate, capturedUs };
        socket.sendWithTail(encodeFrameStart(prefix, tail.length), tail);
      }
    }
    this.ends.set(this.frame, this.update);
    socket.socket.uncork();
  }

  private nextPlace({ tilesWide, tilesHigh }: Pattern): Pick<Pattern, 'tilesWide' | 'tilesHigh'> & Place {
    const across = Math.floor(screen.wide / tilesWide);
    const down = Math.floor(screen.high / tilesHigh);
    const step = this.step++ % (across * down);
    return { tileX: (step % across) * tilesWide, tileY: Math.floor(step / across) * tilesHigh, tilesWide, tilesHigh };
  }
}

interface Place {
  readonly tileX: number;
  readonly tileY: number;
}
