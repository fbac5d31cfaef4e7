/** The red ring as a platform shows it: windows on every display. Whether it is really seen is ring-verifier's work. */
import type { DisplayInfo } from '../display/display-source.ts';

export interface RingEvents {
  /** The platform itself says that the ring of a display is covered, hidden or gone. May come at any time. */
  disturbed(display: number, what: string): void;
}

export interface RingFrame {
  /** Shows the ring on exactly these displays; resolves when the platform has drawn it. Idempotent. */
  show(displays: readonly DisplayInfo[]): Promise<void>;
  hide(): Promise<void>;
  /** Thickness of the red band on this display, pixels: what verification expects. */
  thickness(display: DisplayInfo): number;
  close(): Promise<void>;
}

/** The ring's colour: contrast 5.25:1 to black and 4.0:1 to white (WCAG), so at least 3:1 to both. */
export const ringColour = { red: 0xff, green: 0x00, blue: 0x00 } as const;
