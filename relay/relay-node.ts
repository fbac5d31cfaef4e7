/** What one run of a relay node consists of, as its connections and sessions see it. */
import type { Clock } from './clock.ts';
import type { TicketRedemption } from './connection/ticket-redemption.ts';
import type { EventJournal } from './control/event-journal.ts';
import type { Lease } from './control/lease.ts';
import type { ServicesClock } from './control/services-clock.ts';
import type { ServicesTrust } from './control/services-trust.ts';
import type { ChunkStore } from './delivery/chunk-store.ts';
import type { Turn } from './delivery/turn.ts';
import type { Counters } from './monitoring/counters.ts';
import type { Log } from './monitoring/log.ts';

export interface RelayNode {
  readonly name: string;
  /** A new one for each run: a ticket for an earlier run is void. */
  readonly instance: string;
  readonly clock: Clock;
  readonly time: ServicesClock;
  readonly trust: ServicesTrust;
  readonly lease: Lease;
  readonly journal: EventJournal;
  readonly redemption: TicketRedemption;
  readonly store: ChunkStore;
  readonly turn: Turn;
  readonly counters: Counters;
  readonly log: Log;
  /** 32 random bytes. */
  readonly nonce: () => Uint8Array;
  /** Forwards an agent's question for services' time. */
  readonly requestTime: (nonce: Uint8Array, answer: (encoded: Uint8Array) => void) => void;
}
