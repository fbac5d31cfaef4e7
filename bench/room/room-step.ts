import type { RoomRig } from './room-rig.ts';

/** What each row's measurement gets. */
export interface RoomStep {
  readonly rig: RoomRig;
  readonly log: (line: string) => void;
  readonly length: Length;
  /** Ids of rows, R1 or R1.covered; all when empty. */
  readonly only: readonly string[];
}

/** `quick` is for development. */
export type Length = 'quick' | 'usual' | 'long';
