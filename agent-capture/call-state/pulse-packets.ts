/**
 * PulseAudio's native protocol, as much of it as asking for recordings takes; PipeWire's server for PulseAudio clients
 * speaks it too. There is no command here that records or plays.
 *
 *   packet   u32 length of the rest, u32 channel (all ones), u64 0, u32 0; then the rest: values, the first of them
 *            a u32 command and a u32 tag, which the reply repeats. All big-endian.
 *   value    a letter, then: 'L' u32 · 'B' u8 · 't' text up to a zero · 'N' no text · '1' true · '0' false
 *            'x' u32 length, bytes · 'U' u64 · 'a' u8, u8, u32 · 'm' u8 count, so many u8
 *            'P' pairs of text 't', u32 'L' and bytes 'x', up to 'N'
 */
import { CallStateError } from './call-state-error.ts';
import { callStateLimits as limits } from './limits.ts';

export const pulseCommands = {
  error: 0,
  reply: 2,
  authenticate: 8,
  setClientName: 9,
  listRecordings: 32,
  subscribe: 35,
  event: 66,
} as const;

const headerBytes = 20;
const controlChannel = 0xffff_ffff;

export function pulsePacket(command: number, tag: number, ...values: readonly Buffer[]): Buffer {
  const body = Buffer.concat([pulseU32(command), pulseU32(tag), ...values]);
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32BE(body.length, 0);
  header.writeUInt32BE(controlChannel, 4);
  return Buffer.concat([header, body]);
}

export function pulseU32(value: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.write('L', 0, 'latin1');
  bytes.writeUInt32BE(value, 1);
  return bytes;
}

export function pulseBytes(value: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write('x', 0, 'latin1');
  head.writeUInt32BE(value.length, 1);
  return Buffer.concat([head, value]);
}

const pulseText = (value: string): Buffer => Buffer.from(`t${value}\0`);

export function pulseProperties(properties: Readonly<Record<string, string>>): Buffer {
  const pairs = Object.entries(properties).flatMap(([name, value]) => {
    const bytes = Buffer.from(`${value}\0`);
    return [pulseText(name), pulseU32(bytes.length), pulseBytes(bytes)];
  });
  return Buffer.concat([Buffer.from('P'), ...pairs, Buffer.from('N')]);
}

/** Cuts bytes into packets. @throws CallStateError when they are none, or too long */
export function createPulseCutter(): (bytes: Buffer) => readonly PulseReader[] {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    let pending = Buffer.concat([rest, bytes]);
    const packets: PulseReader[] = [];
    while (pending.length >= headerBytes) {
      const length = pending.readUInt32BE(0);
      if (length > limits.streamsPacketBytes || pending.readUInt32BE(4) !== controlChannel) throw malformed();
      if (pending.length < headerBytes + length) break;
      packets.push(new PulseReader(pending.subarray(headerBytes, headerBytes + length)));
      pending = pending.subarray(headerBytes + length);
    }
    rest = Buffer.from(pending);
    return packets;
  };
}

function malformed(): CallStateError {
  return new CallStateError('sound-server', 'The sound server says what is not PulseAudio’s protocol.');
}

/** Reads the values of one packet in order. @throws CallStateError when they are others */
export class PulseReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  u32(): number {
    this.#expect('L');
    return this.#take(4).readUInt32BE();
  }

  boolean(): boolean {
    return this.#expect('1', '0') === '1';
  }

  skipText(): void {
    if (this.#expect('t', 'N') === 'N') return;
    const end = this.#bytes.indexOf(0, this.#at);
    if (end < 0) throw malformed();
    this.#at = end + 1;
  }

  skipTime(): void {
    this.#expect('U');
    this.#take(8);
  }

  skipSampleFormat(): void {
    this.#expect('a');
    this.#take(6);
  }

  skipChannels(): void {
    this.#expect('m');
    this.#take(this.#take(1).readUInt8());
  }

  skipProperties(): void {
    this.#expect('P');
    while (this.#peek() !== 'N') {
      this.skipText();
      this.u32();
      this.#expect('x');
      this.#take(this.#take(4).readUInt32BE());
    }
    this.#expect('N');
  }

  #peek(): string {
    return String.fromCharCode(this.#bytes[this.#at] ?? 0);
  }

  #expect(...letters: readonly string[]): string {
    const letter = this.#take(1).toString('latin1');
    if (!letters.includes(letter)) throw malformed();
    return letter;
  }

  #take(count: number): Buffer {
    const end = this.#at + count;
    if (end > this.#bytes.length) throw malformed();
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}
