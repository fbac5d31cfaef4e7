/** The console's card as a platform shows it: a picture at a place, above everything but the ring, that can be touched. */
import type { DisplayInfo, Rect } from '../display/display-source.ts';

export interface CardPicture {
  readonly width: number;
  readonly height: number;
  /** 4 bytes a pixel: blue, green, red, unused; rows without padding. */
  readonly bgrx: Buffer;
}

/** What can be pressed, relative to the card: it ends everybody's access, or answers somebody who asks for it. */
export interface CardControl {
  readonly does: 'eject' | 'allow' | 'refuse';
  readonly rect: Rect;
}

export interface CardFace {
  /** Listens for Control, Alt and End on the device's keyboard until hide(); answers whether it can. Idempotent. */
  takeKeys(): Promise<boolean>;
  /**
   * Shows the picture, or changes what is shown, with its corner at this pixel of the display. Where it can be pressed
   * matters to a room whose people are simulated.
   */
  show(
    display: DisplayInfo,
    x: number,
    y: number,
    picture: CardPicture,
    controls: readonly CardControl[],
  ): Promise<void>;
  /** Puts the card elsewhere on its display, at once. */
  move(x: number, y: number): void;
  hide(): Promise<void>;
}

/**
 * A finger or mouse button on the card, in pixels of its display; what went down on it moves and comes up with it. Of one
 * that another program has taken from it nothing more is heard.
 */
export interface CardTouch {
  readonly what: 'down' | 'move' | 'up' | 'taken';
  /** Somebody in the room, or an operator's pointer: that may move the card, and never ends access for the room. */
  readonly by: 'room' | 'operator';
  readonly x: number;
  readonly y: number;
}

export interface CardEvents {
  cardTouched(touch: CardTouch): void;
  /** The keys that takeKeys() listens for were pressed, by somebody in the room. */
  cardKeysPressed(): void;
  /** Somebody took the card off the screen, or changed it. */
  cardGone(): void;
}
