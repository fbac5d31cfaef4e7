/**
 * Events for services, numbered from 1 for this run of the node and kept until services have stored them; resent over
 * every new connection. Sessions' events are never lost; devices' news is condensed when services are away for long.
 */
import { encodeNodeMessage } from '@ringside/protocol';

/** One event without its number, in the shape that the encoder takes. */
export type NodeEventBody = Omit<
  NonNullable<NonNullable<Parameters<typeof encodeNodeMessage>[0]['event']>>,
  'sequence' | 'timeMs'
>;

interface Entry {
  readonly sequence: number;
  readonly timeMs: number;
  readonly event: NodeEventBody;
  readonly encoded: Uint8Array;
}

function entryOf(sequence: number, timeMs: number, event: NodeEventBody): Entry {
  return { sequence, timeMs, event, encoded: encodeNodeMessage({ event: { sequence, timeMs, ...event } }) };
}

export class EventJournal {
  readonly #mostEvents: number;
  readonly #nowMs: () => number;
  #entries: Entry[] = [];
  #sequence = 0;
  #stored = 0;
  /** Devices of which news was left out. */
  readonly #condensed = new Set<string>();
  #send: ((encoded: Uint8Array) => void) | undefined;
  #drained: (() => void) | undefined;

  constructor(mostEvents: number, nowMs: () => number) {
    this.#mostEvents = mostEvents;
    this.#nowMs = nowMs;
  }

  get waiting(): number {
    return this.#entries.length;
  }

  /** No room: new sessions must not start, since their events could not be kept within bounds. */
  get full(): boolean {
    return this.#entries.length >= this.#mostEvents;
  }

  /** Adds what must not be lost. Bounded, since no session starts while the journal is full. */
  session(event: NodeEventBody): void {
    this.#append(event);
  }

  /** Adds news of a device, or notes that the device's state is to be told later. */
  device(device: string, event: NodeEventBody): void {
    if (this.full) this.#condensed.add(device);
    else this.#append(event);
  }

  /** Devices whose news was left out, once there is room again; each is returned once. */
  takeCondensed(): string[] {
    if (this.full) return [];
    const devices = [...this.#condensed];
    this.#condensed.clear();
    return devices;
  }

  /** Up to here services have said that they stored everything. */
  get stored(): number {
    return this.#stored;
  }

  /**
   * A connection is up, and services have stored everything up to `stored`: the rest goes out again.
   * @param before what they had said when they were greeted: if that was more, their database is an older one, restored,
   * and would wait for ever for what nobody has any more
   */
  connected(stored: number, send: (encoded: Uint8Array) => void, before = 0): void {
    if (stored < before) this.#renumber(stored);
    else this.acknowledged(stored);
    this.#send = send;
    for (const { encoded } of this.#entries) send(encoded);
  }

  disconnected(): void {
    this.#send = undefined;
  }

  #renumber(stored: number): void {
    this.#stored = stored;
    this.#sequence = stored;
    this.#entries = this.#entries.map(({ timeMs, event }) => entryOf(++this.#sequence, timeMs, event));
  }

  acknowledged(sequence: number): void {
    this.#stored = Math.max(this.#stored, sequence);
    let done = 0;
    while (done < this.#entries.length && (this.#entries[done]?.sequence ?? 0) <= sequence) done++;
    if (done > 0) this.#entries = this.#entries.slice(done);
    if (this.#entries.length === 0) this.#drained?.();
  }

  /** Resolves when services have everything, or after `patience`. */
  async flushed(patience: Promise<void>): Promise<boolean> {
    if (this.#entries.length === 0) return true;
    const drained = new Promise<boolean>((resolve) => {
      this.#drained = () => resolve(true);
    });
    return Promise.race([drained, patience.then(() => false)]);
  }

  #append(event: NodeEventBody): void {
    const entry = entryOf(++this.#sequence, Math.round(this.#nowMs()), event);
    this.#entries.push(entry);
    this.#send?.(entry.encoded);
  }
}
