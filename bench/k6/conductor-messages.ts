/** What the virtual users of k6 and the bench's conductor say to each other, as JSON over one WebSocket per user. */
import type { PublicKeyJwk } from '@ringside/protocol';

/** Where viewers say that they come from, and tickets say that they must. */
export const viewerOrigin = 'http://portal.bench.invalid';

/** In this order; each user hears the phase that holds when it connects, and each change, and says that it did. */
export const phases = [
  /** Devices connect. */
  'devices',
  /** Some of them get a viewer. */
  'sessions',
  /** The relay is killed: connections are lost, and nobody is to blame. */
  'storm',
  /** All must be back, and stay. */
  'steady',
  'end',
] as const;
export type Phase = (typeof phases)[number];

export interface DeviceKey {
  readonly device: string;
  readonly key: PublicKeyJwk;
}

export type ToConductor =
  | { readonly ask: 'credentials'; readonly id: number; readonly devices: readonly DeviceKey[] }
  | { readonly ask: 'ticket'; readonly id: number; readonly session: string; readonly viewer: DeviceKey }
  /** Answers each phase. */
  | { readonly ask: 'heard'; readonly phase: Phase }
  /** Something that must not happen did. */
  | { readonly ask: 'blame'; readonly why: string };

export type FromConductor =
  | { readonly tell: 'phase'; readonly phase: Phase }
  | { readonly tell: 'tokens'; readonly id: number; readonly tokens: readonly string[] };
