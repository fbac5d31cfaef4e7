/** The red ring as a platform shows it: windows on every display. Whether it is really seen is ring-verifier's work. */
import type { DisplayInfo } from '../display/display-source.ts';

/** What somebody did to the ring itself, or does not let go of. */
export type RingBreak = 'covered again and again' | 'hidden' | 'moved' | 'reshaped' | 'gone';

export interface RingEvents {
  /** Something came above the ring of a display, and the platform has put the ring above it. Look at once. */
  disturbed(display: number, what: string): void;
  /** Somebody did something to the ring itself, or does not let go of it: it is lost, whatever its pixels say. */
  broken(display: number, what: RingBreak): void;
}

export interface RingFrame {
  /** Shows the ring on exactly these displays; resolves when the platform has drawn it. Idempotent. */
  show(displays: readonly DisplayInfo[]): Promise<void>;
  hide(): Promise<void>;
  /** Puts a ring that stands above everything else once more; resolves when the platform has done so. */
  mend(): Promise<void>;
  /** Thickness of the red band on this display, pixels: what verification expects. */
  thickness(display: DisplayInfo): number;
  close(): Promise<void>;
}

/** The ring's colour: contrast 5.25:1 to black and 4.0:1 to white (WCAG), so at least 3:1 to both. */
export const ringColour = { red: 0xff, green: 0x00, blue: 0x00 } as const;
