/**
 * The streams of one display: begins and ends them as regions come and go, hands them their damage, and gives what they
 * leave behind back to the tiles.
 */
import type { VideoEncoders } from '../../encode/video-encoder.ts';
import type { TileSet } from '../tile-set.ts';
import type { TileRect } from '../video-pipeline.ts';
import { streamLimits } from './limits.ts';
import { RegionRules } from './region-rules.ts';
import { RegionStream } from './region-stream.ts';
import type { StreamParts } from './stream-parts.ts';

/** What streams encode with, over all displays. */
export interface StreamSource {
  /** Undefined where no encoder is installed. */
  readonly encoders: VideoEncoders | undefined;
  /** After an encoder has failed nothing is tried until then, in the agent's milliseconds. */
  pausedUntilMs: number;
  /** When a stream last gave way to others for want of processor time: one at a time. */
  gaveWayMs: number;
}

export interface DisplayStreamsParts extends StreamParts {
  readonly source: StreamSource;
  /** An update of tiles is being made: one that begins before a stream must not paint after it. */
  readonly isUpdating: () => boolean;
  /** Tiles for the display's own updates: what a stream takes over leaves it, and what one leaves behind comes back. */
  readonly dirty: TileSet;
}

export class DisplayStreams {
  readonly #parts: DisplayStreamsParts;
  readonly #rules: RegionRules;
  #streams: RegionStream[] = [];
  /** The stream that paints each tile. */
  readonly #owners: (RegionStream | undefined)[];
  #allowed = false;
  #closed = false;
  /** What the line carried when it last limited, and when that was. */
  #lineKilobits = 0;
  #limitedMs = Number.NEGATIVE_INFINITY;
  #consideredMs = Number.NEGATIVE_INFINITY;
  #measuredMs = 0;
  #notBeforeMs = Number.NEGATIVE_INFINITY;
  #starvations = 0;
  #cancelCheck: (() => void) | undefined;

  constructor(parts: DisplayStreamsParts) {
    this.#parts = parts;
    this.#rules = new RegionRules(parts.grid);
    this.#owners = new Array(parts.grid.columns * parts.grid.rows).fill(undefined);
  }

  get any(): boolean {
    return this.#streams.length > 0;
  }

  owns(tile: number): boolean {
    return this.#owners[tile] !== undefined;
  }

  /** Whether every viewer paints streams. */
  allow(allowed: boolean): void {
    this.#allowed = allowed;
    if (!allowed) for (const stream of [...this.#streams]) this.#end(stream, 'unwanted');
  }

  /** Takes the tiles that streams paint out of these. */
  take(tiles: TileSet): void {
    for (const stream of this.#streams) {
      const { tileX, tileY, tilesWide, tilesHigh } = stream.tiles;
      for (let y = tileY; y < tileY + tilesHigh; y++) {
        for (let x = tileX; x < tileX + tilesWide; x++) {
          const tile = y * this.#parts.grid.columns + x;
          if (!tiles.has(tile)) continue;
          tiles.delete(tile);
          stream.damaged(tile);
        }
      }
    }
  }

  /** Streams that paint there have a key picture next: their tiles are taken out of these. */
  refresh(tiles: TileSet): void {
    for (const stream of this.#streams) {
      if (!tiles.hasAny(stream.tiles)) continue;
      tiles.deleteAll(stream.tiles);
      stream.refresh();
    }
  }

  wake(): void {
    for (const stream of this.#streams) stream.wake();
  }

  /** Looks whether a region should begin or end; only between two updates of the display, so that none paints late. */
  consider(): void {
    const { nowUs, watch, source, isUpdating } = this.#parts;
    if (isUpdating()) return;
    const nowMs = nowUs() / 1_000;
    this.#watchLine(nowMs);
    const mayBegin =
      this.#allowed && source.encoders !== undefined && nowMs >= Math.max(source.pausedUntilMs, this.#notBeforeMs);
    if (!mayBegin && !this.any) return;
    if (nowMs - this.#consideredMs < streamLimits.considerMs) return;
    this.#consideredMs = nowMs;
    const { rested, outlived, begun } = this.#rules.consider(
      watch,
      nowMs,
      mayBegin ? streamLimits.perDisplay : 0,
      (tiles) => this.#streams.some((stream) => stream.tiles === tiles && stream.isBusy),
    );
    for (const tiles of rested) this.#endAt(tiles, 'rested');
    for (const tiles of outlived) this.#endAt(tiles, 'unwanted');
    // What has ended lets others leave, and where the guard refuses them the display stops.
    for (const tiles of begun) if (!this.#closed) this.#begin(tiles, nowMs);
    this.#giveWay(nowMs);
    this.#checkLater();
  }

  close(): void {
    this.#closed = true;
    this.#cancelCheck?.();
    for (const stream of this.#streams.splice(0)) stream.close();
  }

  #begin(tiles: TileRect, nowMs: number): void {
    const { encoders } = this.#parts.source;
    if (encoders === undefined) return;
    const pause = (): void => {
      this.#parts.source.pausedUntilMs = this.#parts.nowUs() / 1_000 + streamLimits.failedPauseMs;
    };
    let stream: RegionStream;
    try {
      stream = new RegionStream(tiles, encoders, this.#parts, {
        encoderFailed: () => {
          pause();
          this.#end(stream, 'unwanted');
        },
        streamedTiles: () => this.#streams.reduce((sum, one) => sum + one.tiles.tilesWide * one.tiles.tilesHigh, 0),
        lineLately: () => this.#lineLately(),
      });
    } catch {
      pause();
      this.#rules.end(tiles);
      return;
    }
    this.#streams.push(stream);
    this.#own(stream, stream);
    this.take(this.#parts.dirty);
    this.#measuredMs = nowMs;
    stream.wake();
  }

  #endAt(tiles: TileRect, why: 'rested' | 'unwanted'): void {
    const stream = this.#streams.find((one) => one.tiles === tiles);
    if (stream !== undefined) this.#end(stream, why);
  }

  /** At rest everything has been sent; otherwise viewers need the region as tiles, those that follow no stream all of it. */
  #end(stream: RegionStream, why: 'rested' | 'unwanted'): void {
    this.#streams = this.#streams.filter((other) => other !== stream);
    this.#rules.end(stream.tiles);
    this.#own(stream, undefined);
    const left = stream.close();
    if (why === 'unwanted') {
      left.addAll(stream.tiles);
      this.#parts.sent.forget(left);
    }
    this.#parts.flush();
    this.#parts.dirty.addFrom(left);
    this.#parts.wakeAll();
  }

  #own({ tiles: { tileX, tileY, tilesWide, tilesHigh } }: RegionStream, owner: RegionStream | undefined): void {
    for (let y = tileY; y < tileY + tilesHigh; y++) {
      const row = y * this.#parts.grid.columns;
      this.#owners.fill(owner, row + tileX, row + tileX + tilesWide);
    }
  }

  #watchLine(nowMs: number): void {
    const kilobits = this.#parts.lineRate();
    if (kilobits === 0) return;
    this.#lineKilobits = kilobits;
    this.#limitedMs = nowMs;
  }

  #lineLately(): number {
    const agoMs = this.#parts.nowUs() / 1_000 - this.#limitedMs;
    return agoMs <= streamLimits.lineMemoryMs ? this.#lineKilobits : 0;
  }

  /** Streams that mostly wait for the processor end, the largest first, where the line carries the tiles as well. */
  #giveWay(nowMs: number): void {
    if (!this.any || nowMs - this.#measuredMs < streamLimits.starvedMs) return;
    const lastedMs = nowMs - this.#measuredMs;
    this.#measuredMs = nowMs;
    const starved = this.#streams.filter((stream) => stream.takeHeldMs() >= lastedMs * streamLimits.starvedShare);
    const { source, lineRate } = this.#parts;
    const [largest] = starved.sort((one, other) => area(other) - area(one));
    if (largest === undefined || lineRate() > 0 || nowMs - source.gaveWayMs < streamLimits.starvedMs) return;
    source.gaveWayMs = nowMs;
    this.#starvations++;
    const pauseMs = streamLimits.starvedPauseMs * 2 ** Math.min(this.#starvations - 1, streamLimits.starvedDoublings);
    this.#notBeforeMs = nowMs + pauseMs;
    this.#end(largest, 'unwanted');
  }

  #checkLater(): void {
    if (!this.any || this.#cancelCheck !== undefined) return;
    this.#cancelCheck = this.#parts.clock.after(streamLimits.restCheckMs, () => {
      this.#cancelCheck = undefined;
      this.consider();
      this.#checkLater();
    });
  }
}

function area({ tiles }: RegionStream): number {
  return tiles.tilesWide * tiles.tilesHigh;
}
