/**
 * The contract between a device's session logic and its video: damage and demand go in, encoded frame messages come
 * out. The pipeline never holds a DisplaySource: it grabs through the guard's gate, which answers undefined when closed.
 */
import type { DisplayInfo, Pixels, Rect } from '../display/display-source.ts';

export interface TileRect {
  readonly tileX: number;
  readonly tileY: number;
  readonly tilesWide: number;
  readonly tilesHigh: number;
}

/** What the viewers of a display want of it. */
export interface DisplayDemand {
  /** Updates up to and including this number may be sent; 0 stops the display and forgets what was sent. */
  readonly update: number;
  /** Every viewer paints video streams. */
  readonly streams: boolean;
  /** A viewer has it in focus: it comes first. */
  readonly focused: boolean;
  /** What the fastest viewer's line has given lately; 0 while it does not limit. */
  readonly kilobitsPerSecond: number;
}

export interface VideoPipeline {
  /** A new layout epoch begins: everything sent so far is forgotten; nothing is sent before the next demand. */
  layoutChanged(epoch: number, displays: readonly DisplayInfo[]): void;
  damaged(display: number, rect: Rect): void;
  demand(display: number, epoch: number, demand: DisplayDemand): void;
  /** These tiles must be sent again, whether they changed or not. */
  refresh(display: number, epoch: number, tiles: TileRect): void;
  /** Drops everything at once; a frame whose encoding is under way is not sent. Demand must come anew. */
  stop(): void;
}

export interface VideoOutlet {
  /** Pixels through the guard's gate; undefined when the guard is closed or the display has gone. */
  grab(display: number, rect: Rect): Promise<Pixels | undefined>;
  /** One encoded AgentToRelay frame message. False when the guard or the link is closed: the frame was not sent. */
  send(message: Uint8Array): boolean;
  /** Bytes that wait in the link's socket; the pipeline grabs nothing new above its limit. */
  queuedBytes(): number;
  /** The agent's monotonic clock, microseconds. */
  nowUs(): number;
  /** Whether any display's damage is of interest: passed on to DisplaySource.watch. */
  watch(display: number, on: boolean): void;
  /** Encoding or grabbing failed for good: the session must end with capture-failed. */
  failed(error: Error): void;
}
