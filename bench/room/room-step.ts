import type { RoomRig } from './room-rig.ts';

/** What each row's measurement gets. */
export interface RoomStep {
  readonly rig: RoomRig;
  readonly log: (line: string) => void;
  readonly length: Length;
}

/** `quick` is for development. */
export type Length = 'quick' | 'usual' | 'long';
