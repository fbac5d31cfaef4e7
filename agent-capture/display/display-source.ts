/**
 * What a platform offers to see of the room: its displays, what changes on them, and pixels on request.
 * Nobody but the guard's gate (guard/) and the ring's verification hold one.
 */

export interface DisplayInfo {
  /** Stable while the display exists; from 1. */
  readonly id: number;
  /** "console", "front-1", "front-2", … */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Position on the platform's desktop, pixels. */
  readonly left: number;
  readonly top: number;
  /** Physical width in millimetres, 0 when the monitor does not say, or nothing that can be. */
  readonly widthMm: number;
  readonly asleep: boolean;
}

/** A rectangle in pixels of its display. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Grabbed pixels: 4 bytes each, blue, green, red, unused; rows without padding. They stay as they are until the next
 * turn of the event loop, whatever else is grabbed meanwhile: several grabs may be on their way at once.
 */
export interface Pixels extends Rect {
  readonly bgrx: Buffer;
}

export interface DisplayEvents {
  /** Displays came, went or changed size; all of them, in order. Earlier ids keep their display. */
  layoutChanged(displays: readonly DisplayInfo[]): void;
  /** Something was drawn here. May be called often; the rectangle may be larger than what changed. */
  damaged(display: number, rect: Rect): void;
  /** The source is broken and says nothing any more. Called once. */
  failed(error: Error): void;
}

export interface DisplaySource {
  /** What the platform is, for the capabilities: "linux-x11", "simulated". */
  readonly platform: string;
  readonly displays: readonly DisplayInfo[];
  /** False while the displays have changed and are being read anew: what is grabbed may lie elsewhere, or be not all. */
  readonly layoutKnown: boolean;
  /**
   * Pixels as they are now. The rectangle must lie inside the display.
   * Resolves to undefined when the display has gone or changed size meanwhile.
   */
  grab(display: number, rect: Rect): Promise<Pixels | undefined>;
  /** Starts or stops damage reports of a display: nobody looks, nothing is reported. */
  watch(display: number, on: boolean): void;
  close(): Promise<void>;
}

/** How a platform's source is opened; rejects with a sentence for the operator when it cannot be. */
export type OpenDisplaySource = (events: DisplayEvents) => Promise<DisplaySource>;
