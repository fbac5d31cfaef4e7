/**
 * One direction of a line: packets leave a bounded buffer at the line's rate, one after the other, and arrive a delay
 * later. Pure: time is passed in, and whoever owns it asks for turns.
 */
export interface LineShape {
  /** Of each direction. */
  readonly bitsPerSecond: number;
  /** Half of it is each direction's delay. */
  readonly roundTripMs: number;
  /** What may wait in front of the bottleneck, in each direction. */
  readonly bufferBytes: number;
}

/** What travels: bytes, or the end of a connection, which must not overtake them. */
export type Packet<Sink> =
  | { readonly kind: 'bytes'; readonly sink: Sink; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly sink: Sink };

interface Waiting<Sink> {
  readonly packet: Packet<Sink>;
  readonly offeredMs: number;
}

interface Flying<Sink> {
  readonly packet: Packet<Sink>;
  readonly arrivesMs: number;
}

/** An Ethernet frame's load: a line serves everybody packet by packet, not read by read. */
const packetBytes = 1_500;

export class Bottleneck<Sink> {
  #shape: LineShape;
  readonly #waiting: Waiting<Sink>[] = [];
  readonly #flying: Flying<Sink>[] = [];
  /** When the last packet had left, or a stall ends. */
  #freeMs = 0;
  #queuedBytes = 0;

  constructor(shape: LineShape) {
    this.#shape = shape;
  }

  /** What waits in the buffer; what has left it and not arrived yet is on the wire. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /** Whether so many more bytes fit into the buffer. */
  hasRoom(bytes: number): boolean {
    return this.#queuedBytes + bytes <= this.#shape.bufferBytes;
  }

  offer(packet: Packet<Sink>, nowMs: number): void {
    if (packet.kind === 'end') {
      this.#waiting.push({ packet, offeredMs: nowMs });
      return;
    }
    for (let start = 0; start < packet.bytes.length; start += packetBytes) {
      const bytes = packet.bytes.subarray(start, start + packetBytes);
      this.#waiting.push({ packet: { ...packet, bytes }, offeredMs: nowMs });
    }
    this.#queuedBytes += packet.bytes.length;
  }

  /** From now on; what is on the wire arrives as it would have. */
  reshape(shape: LineShape): void {
    this.#shape = shape;
  }

  /** Nothing leaves the buffer for so long. */
  stall(durationMs: number, nowMs: number): void {
    this.#freeMs = Math.max(this.#freeMs, nowMs) + durationMs;
  }

  /** Hands out what has arrived by now. @returns when to ask again; undefined when there is nothing to wait for */
  turn(nowMs: number, arrived: (packet: Packet<Sink>) => void): number | undefined {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      const leavesMs = this.#leavesMs(first);
      if (leavesMs > nowMs) break;
      this.#waiting.shift();
      this.#freeMs = leavesMs;
      this.#queuedBytes -= bytesOf(first.packet);
      this.#flying.push({ packet: first.packet, arrivesMs: leavesMs + this.#shape.roundTripMs / 2 });
    }
    for (let first = this.#flying[0]; first !== undefined && first.arrivesMs <= nowMs; first = this.#flying[0]) {
      this.#flying.shift();
      arrived(first.packet);
    }
    const [waiting] = this.#waiting;
    const [flying] = this.#flying;
    if (waiting === undefined) return flying?.arrivesMs;
    return Math.min(this.#leavesMs(waiting), flying?.arrivesMs ?? Number.POSITIVE_INFINITY);
  }

  /** When the first packet that waits has left completely: what its rate says, however late the turns come. */
  #leavesMs({ packet, offeredMs }: Waiting<Sink>): number {
    const ownMs = (bytesOf(packet) * 8_000) / this.#shape.bitsPerSecond;
    return Math.max(this.#freeMs, offeredMs) + ownMs;
  }
}

function bytesOf(packet: Packet<unknown>): number {
  return packet.kind === 'bytes' ? packet.bytes.length : 0;
}
