/** What a room can be told to do besides input, each with how, or why not, in words for an operator. */

export type Ability<Run> = { readonly run: Run } | { readonly unavailable: string };

export interface RoomAbilities {
  /** Resolves once the restart is under way; rejects when it is not. */
  readonly restartDevice: Ability<() => Promise<void>>;
  readonly restartRoomApplication: Ability<() => Promise<void>>;
  /** Signs out whoever is signed in on the device itself, or locks its screen. Resolves once that is under way. */
  readonly signOut: Ability<() => Promise<void>>;
  readonly lock: Ability<() => Promise<void>>;
  readonly wakeDisplay: Ability<(display: number) => Promise<void>>;
}
