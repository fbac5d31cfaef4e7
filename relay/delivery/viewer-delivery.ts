/**
 * Video towards one viewer: the displays it looks at share one window of bytes that are sent and not painted, so that
 * the network's own buffers stay short and input and control, which pass beside the window, never wait behind video.
 */
import type { Counters } from '../monitoring/counters.ts';
import type { Connection } from '../transport/transport.ts';
import type { DisplayStream } from './display-stream.ts';
import type { FlightWindow } from './flight-window.ts';

export class ViewerDelivery {
  /** Whether another frame may be begun now. */
  open = true;
  /** The kernel takes no more: wait for drained(). */
  congested = false;
  /** The display that is served first; 0 for none. */
  focused = 0;
  readonly nowMs: () => number;
  readonly #connection: Connection;
  readonly #window: FlightWindow;
  readonly #counters: Counters;
  readonly #streams: DisplayStream[] = [];
  #inFlight = 0;
  #turn = 0;
  #closed = false;

  constructor(connection: Connection, window: FlightWindow, counters: Counters, nowMs: () => number) {
    this.#connection = connection;
    this.#window = window;
    this.#counters = counters;
    this.nowMs = nowMs;
  }

  get streams(): readonly DisplayStream[] {
    return this.#streams;
  }

  get inFlightBytes(): number {
    return this.#inFlight;
  }

  add(stream: DisplayStream): void {
    this.#streams.push(stream);
  }

  remove(stream: DisplayStream): void {
    const index = this.#streams.indexOf(stream);
    if (index >= 0) this.#streams.splice(index, 1);
    stream.close();
  }

  /** Hands one message to the socket. */
  transmit(message: Uint8Array): void {
    this.#inFlight += message.length;
    this.#counters.videoBytesOut += message.length;
    if (this.#connection.send(message) !== 'sent') this.congested = true;
    this.open = !this.congested && this.#inFlight < this.#window.bytes;
  }

  frameSent(): void {
    this.#counters.framesOut++;
  }

  painted(bytes: number, sentMs: number): void {
    this.#window.painted(bytes, this.#inFlight, sentMs, this.nowMs());
    this.forget(bytes);
  }

  /** These bytes are no longer on the way. */
  forget(bytes: number): void {
    this.#inFlight -= bytes;
    this.open = !this.#closed && !this.congested && this.#inFlight < this.#window.bytes;
  }

  /** The socket can take more. */
  drained(): void {
    if (this.#closed) return;
    this.congested = false;
    this.forget(0);
    this.pump();
  }

  /** Sends what waits while the window is open. */
  pump(): void {
    if (this.#next() === undefined) return;
    this.#connection.cork(() => {
      for (let stream = this.#next(); stream !== undefined; stream = this.#next()) stream.sendNext();
    });
  }

  close(): void {
    this.#closed = true;
    this.congested = true;
    this.open = false;
    for (const stream of this.#streams.splice(0)) stream.feed.unsubscribe(stream);
  }

  /** The focused display first, the others in turn. */
  #next(): DisplayStream | undefined {
    const streams = this.#streams;
    for (const stream of streams) if (stream.feed.display === this.focused && stream.ready) return stream;
    for (let step = 1; step <= streams.length; step++) {
      const turn = (this.#turn + step) % streams.length;
      const stream = streams[turn];
      if (stream?.ready) {
        this.#turn = turn;
        return stream;
      }
    }
    return undefined;
  }
}
