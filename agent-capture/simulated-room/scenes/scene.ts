/**
 * A scene is a background and parts on it. A part says by a key what it shows; only when the key changes is its
 * rectangle drawn again, so damage is exact and an unchanged room draws nothing.
 */
import type { Rect } from '../../display/display-source.ts';
import type { Drawing } from '../../drawing/canvas.ts';
import type { RoomState } from '../room-state.ts';

export interface Moment {
  readonly room: RoomState;
  readonly nowMs: number;
}

export interface Part {
  /** Everything the part draws lies in here; parts that are there at the same time do not overlap. */
  readonly rect: Rect;
  /** Different whenever the part looks different; undefined while it is not there. */
  key(moment: Moment): string | undefined;
  draw(drawing: Drawing, moment: Moment): void;
}

export interface Button {
  readonly name: string;
  readonly rect: Rect;
}

export interface Scene {
  background(drawing: Drawing): void;
  readonly parts: readonly Part[];
  /** What answers to the pointer. */
  readonly buttons: readonly Button[];
}
