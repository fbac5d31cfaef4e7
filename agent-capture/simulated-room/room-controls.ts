/** What a portal's developer or a test can make happen in the simulated room. */
import type { CardControl } from '../card/card-face.ts';
import type { DisplayInfo } from '../display/display-source.ts';
import type { RoomState } from './room-state.ts';
import type { SimulatedAccount } from './simulated-account.ts';

export interface RoomControls {
  readonly room: RoomState;
  readonly displays: readonly DisplayInfo[];
  readonly ringUp: boolean;
  readonly cardUp: boolean;
  /** Keys and pointer buttons that are down. */
  readonly held: number;
  startCall(): void;
  endCall(): void;
  /** The room application hangs: it reports no call state any more, until `speak`. */
  silence(): void;
  speak(): void;
  /** Something covers the ring on this display (or all); only its pixels show it. False when there is no such one. */
  loseRing(display?: string): boolean;
  restoreRing(): void;
  /** Somebody in the room presses the card's control. False when no card is there. */
  pressCard(): boolean;
  /** Somebody in the room touches this on the card. False when the card has none. */
  touchCard(does: CardControl['does']): boolean;
  /** The device's own. */
  readonly account: SimulatedAccount;
  /** The device loses its link to the relay and comes back by itself. */
  disconnect(): void;
  /** False when there are as many front displays as there can be. */
  addDisplay(): boolean;
  /** False when there is no such front display. */
  removeDisplay(name: string): boolean;
  /** This display (or all) goes to sleep. False when there is no such one. */
  sleep(display?: string): boolean;
  wake(display?: string): boolean;
}
