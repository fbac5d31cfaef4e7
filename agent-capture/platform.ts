/** What the agent needs of the machine it runs on, as one thing that opens and closes: X11, or the simulated room. */
import type { LookAtAccount } from './account/account-source.ts';
import type { CallState } from './call-state/call-state-source.ts';
import type { CardEvents, CardFace } from './card/card-face.ts';
import type { CardPainter } from './card/card-painter.ts';
import type { Ability, RoomAbilities } from './commands/abilities.ts';
import type { DisplayEvents, DisplaySource } from './display/display-source.ts';
import type { InputSink } from './input/input-sink.ts';
import type { RingEvents, RingFrame } from './ring/ring-frame.ts';

export interface PlatformEvents extends DisplayEvents, RingEvents, CardEvents {
  callState(source: string, state: CallState, seen?: CallState): void;
  /** Cuts the link, as a network would: for the simulated room's triggers. */
  disconnect(): void;
  /** The device goes away and comes back: for the simulated room, whose device is this process. */
  restarted(): void;
}

export interface Platform {
  readonly source: DisplaySource;
  readonly sink: InputSink;
  readonly frame: RingFrame;
  /** What shows the console's card, and what draws it. Not every platform can. */
  readonly card?: { readonly face: CardFace; readonly painter: CardPainter };
  /** Sources of call state that must be heard; with none the state is unknown and no session opens. */
  readonly callStateSources: readonly string[];
  /** Who is signed in on the device itself. */
  readonly account: Ability<LookAtAccount>;
  /** What it can be told to do besides input. */
  readonly abilities: RoomAbilities;
  /** What it lacks, in plain words. */
  readonly missing: readonly string[];
  close(): Promise<void>;
}

/** Rejects with a sentence for the operator when it cannot be opened. */
export type OpenPlatform = (events: PlatformEvents) => Promise<Platform>;
