/**
 * Video towards one viewer: the displays it looks at share one window of bytes that are sent and not painted, so that
 * the network's own buffers stay short and input and control, which pass beside the window, never wait behind video.
 */
import type { Counters } from '../monitoring/counters.ts';
import type { Connection } from '../transport/transport.ts';
import type { FlightWindow } from './flight-window.ts';
import type { Turn } from './turn.ts';

/** One display's video on its way to this viewer. */
export interface VideoStream {
  readonly display: number;
  /** Whether there is a chunk, and leave to send it. */
  readonly ready: boolean;
  sendNext(): void;
  /** Everything that may leave now has left. */
  pumped(): void;
  /** The viewer looks no more. */
  end(): void;
}

export interface DeliveryParts {
  readonly window: FlightWindow;
  readonly counters: Counters;
  readonly turn: Turn;
  readonly nowMs: () => number;
}

/** A message of this size fills a write of its own: gathering it with others gains nothing. */
const largeBytes = 4_096;

export class ViewerDelivery {
  /** Whether another frame may be begun now. */
  open = true;
  /** The kernel takes no more: wait for drained(). */
  congested = false;
  /** The display that is served first; 0 for none. */
  focused = 0;
  /** Whether this viewer paints video streams. */
  takesVideo = false;
  readonly nowMs: () => number;
  readonly #connection: Connection;
  readonly #window: FlightWindow;
  readonly #counters: Counters;
  readonly #streams: VideoStream[] = [];
  readonly #turn: Turn;
  #inFlight = 0;
  #next = 0;
  #closed = false;
  /** The window has opened since what is settled was looked for. */
  #reopened = false;
  /** The turn in which a message last left at once. */
  #sentInTurn = -1;
  #deferred = false;
  /** The frame whose way to the viewer's screen and back is being timed. */
  #timedStream: VideoStream | undefined;
  #timedFrame = 0;

  constructor(connection: Connection, { window, counters, turn, nowMs }: DeliveryParts) {
    this.#connection = connection;
    this.#window = window;
    this.#counters = counters;
    this.#turn = turn;
    this.nowMs = nowMs;
  }

  get inFlightBytes(): number {
    return this.#inFlight;
  }

  /** What may be sent until so many bytes are on the way beyond the window; 0 or less when nothing may. */
  roomBeyond(bytes: number): number {
    return this.#closed || this.congested ? 0 : this.#window.usualBytes + bytes - this.#inFlight;
  }

  get closed(): boolean {
    return this.#closed;
  }

  add(stream: VideoStream): void {
    this.#streams.push(stream);
  }

  remove(stream: VideoStream): void {
    if (this.#timedStream === stream) this.#timedStream = undefined;
    const index = this.#streams.indexOf(stream);
    if (index >= 0) this.#streams.splice(index, 1);
  }

  /** Whether a message leaves now; if not, it waits in its display's memory for the end of the turn. */
  leavesNow(bytes: number): boolean {
    if (bytes >= largeBytes) return true;
    if (this.#sentInTurn !== this.#turn.now) {
      this.#sentInTurn = this.#turn.now;
      this.#turn.begin();
      return true;
    }
    if (!this.#deferred) {
      this.#deferred = true;
      this.#turn.defer(this);
    }
    return false;
  }

  turnEnded(): void {
    this.#deferred = false;
    this.pump();
  }

  /** A frame begins to leave. One at a time is timed: enough to know the line. */
  frameBegins(stream: VideoStream, frame: number): void {
    if (this.#inFlight > 0 && this.#timedStream !== undefined) return;
    const now = this.nowMs();
    if (this.#inFlight === 0) this.#window.begun(now);
    if (this.#timedStream !== undefined) return;
    this.#timedStream = stream;
    this.#timedFrame = frame;
    this.#window.timed(this.#inFlight, now);
  }

  /** Hands one message to the socket. */
  transmit(message: Uint8Array): void {
    this.#inFlight += message.length;
    this.#window.filled(this.#inFlight);
    this.#counters.videoBytesOut += message.length;
    if (this.#connection.send(message) !== 'sent') this.congested = true;
    this.open = !this.congested && this.#inFlight < this.#window.bytes;
    if (!this.open) this.held();
  }

  frameSent(): void {
    this.#counters.framesOut++;
  }

  /** Something has to wait for the line. */
  held(): void {
    this.#window.held(this.nowMs());
  }

  /** Whether the line, and not the room, has lately decided what this viewer gets. */
  get limits(): boolean {
    return this.#window.limits(this.nowMs());
  }

  get tripMs(): number {
    return this.#window.tripMs;
  }

  get kilobitsPerSecond(): number {
    return this.#window.kilobitsPerSecond(this.nowMs());
  }

  /** A display is painted up to this frame, and so many bytes are no longer on the way. */
  painted(stream: VideoStream, frame: number, bytes: number): void {
    const now = this.nowMs();
    this.#window.painted(bytes, now);
    if (this.#timedStream === stream && frame >= this.#timedFrame) {
      this.#timedStream = undefined;
      this.#window.measured(now);
    }
    this.forget(bytes);
  }

  /** These bytes are no longer on the way. */
  forget(bytes: number): void {
    this.#inFlight -= bytes;
    const open = !this.#closed && !this.congested && this.#inFlight < this.#window.bytes;
    if (open && !this.open) this.#reopened = true;
    this.open = open;
  }

  /** The socket can take more. */
  drained(): void {
    if (this.#closed) return;
    this.congested = false;
    this.forget(0);
    this.pump();
  }

  /**
   * Sends what waits while the window is open.
   * @param only the one stream of which something is new, unless this sends something or the window has opened
   */
  pump(only?: VideoStream): void {
    // Whoever is chosen has had its turn.
    const first = this.#choose();
    if (first !== undefined) {
      this.#connection.cork(() => {
        for (let stream: VideoStream | undefined = first; stream !== undefined; stream = this.#choose())
          stream.sendNext();
      });
    }
    const others = only === undefined || first !== undefined || this.#reopened;
    this.#reopened = false;
    if (others) for (const stream of this.#streams) stream.pumped();
    else only.pumped();
  }

  close(): void {
    this.#closed = true;
    this.congested = true;
    this.open = false;
    for (const stream of [...this.#streams]) stream.end();
  }

  /** The focused display first, the others in turn. */
  #choose(): VideoStream | undefined {
    const streams = this.#streams;
    for (const stream of streams) if (stream.display === this.focused && stream.ready) return stream;
    for (let step = 1; step <= streams.length; step++) {
      const turn = (this.#next + step) % streams.length;
      const stream = streams[turn];
      if (stream?.ready) {
        this.#next = turn;
        return stream;
      }
    }
    return undefined;
  }
}
