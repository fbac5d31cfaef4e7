/**
 * What the relay counts, as plain numbers: the hot path adds to them, the metrics listener reads them when asked.
 * Reasons are closed lists, so a peer cannot invent a label.
 */
import { closeName } from '@ringside/protocol';
import type { OpeningRefusal } from '../transport/transport.ts';

export const dropReasons = [
  /** A newer frame covers all its tiles before the viewer could take it: newest wins. */
  'superseded',
  /** Moved pixels, for a viewer that did not show exactly what they were moved on: asked for as pictures. */
  'copy-not-there',
  /** A step of a video stream, for a viewer that has left the stream: it waits for a key frame. */
  'stream-left',
  /** A display's memory was over its bound: dropped and asked for again. */
  'memory-full',
  /** Nobody looks at the display any more. */
  'unwatched',
  /** Of a layout that is over. */
  'stale-epoch',
  'unknown-display',
  /** The agent does not report a verified ring. */
  'ring-not-verified',
  /** Painted for frames that were never sent. */
  'forged-painted',
  /** Input of a viewer that does not hold control. */
  'input-not-holder',
  /** Probes of a viewer beyond their rate. */
  'asked-too-often',
  /** An answer for a viewer that is gone. */
  'viewer-gone',
] as const;
export type DropReason = (typeof dropReasons)[number];

export class Counters {
  agentMessages = 0;
  agentBytes = 0;
  viewerMessages = 0;
  viewerBytes = 0;
  /** Video only: what reaches viewers, and what came from agents. */
  framesIn = 0;
  framesOut = 0;
  videoBytesOut = 0;
  inputEvents = 0;
  sessionsStarted = 0;
  sessionsResumed = 0;
  refreshes = 0;
  readonly drops: Record<DropReason, number>;
  /** Commands by what became of them. */
  readonly commands = new Map<string, number>();
  readonly refusals = new Map<string, number>();
  readonly closes = new Map<string, number>();
  readonly openingRefusals = new Map<OpeningRefusal, number>();
  readonly sessionsEnded = new Map<string, number>();

  constructor() {
    this.drops = Object.fromEntries(dropReasons.map((reason) => [reason, 0])) as Record<DropReason, number>;
  }
}

/** Adds one to an entry of a closed list. */
export function increment<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Counts the end of a connection by the name of its close code; codes of the network itself are one. */
export function countClose(counters: Counters, code: number): void {
  increment(counters.closes, closeName(code) ?? 'network');
}
