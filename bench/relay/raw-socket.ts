/**
 * A WebSocket client with nothing but what a load generator needs, so that the load costs less than what it loads:
 * binary messages, masked as the protocol demands, read in place without copies.
 */
import { connect, type Socket } from 'node:net';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';

/** Any key serves, but zero: `ws` skips unmasking then. */
const maskKey = Buffer.from([0x5a, 0xc3, 0x17, 0x9e]);
const finalBinary = 0x82;
const opcodes = { binary: 0x2, close: 0x8, ping: 0x9, pong: 0xa } as const;
const headEnd = Buffer.from('\r\n\r\n');
/** One for all sockets: a read is taken in the same turn in which it is made. */
const readBuffer = Buffer.allocUnsafeSlow(256 * 1024);

export interface RawSocketOptions {
  readonly port: number;
  readonly path: string;
  readonly subprotocol?: string;
  readonly origin?: string;
}

export class RawSocket {
  readonly socket: Socket;
  /** Bytes are valid during the call only. */
  onMessage: (message: Buffer) => void = () => {};
  onClose: (code: number) => void = () => {};
  private rest: Buffer | undefined;
  private open: ((error?: Error) => void) | undefined;
  private closeCode = 1006;

  private constructor({ port, path, subprotocol, origin }: RawSocketOptions) {
    this.socket = connect({
      host: '127.0.0.1',
      port,
      noDelay: true,
      onread: {
        buffer: readBuffer,
        callback: (length, buffer) => {
          this.read(buffer.subarray(0, length) as Buffer);
          return true;
        },
      },
    });
    const headers = [
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: cmluZ3NpZGUgYmVuY2ghIQ==',
      ...(subprotocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${subprotocol}`]),
      ...(origin === undefined ? [] : [`Origin: ${origin}`]),
    ];
    this.socket.on('connect', () => this.socket.write(`${headers.join('\r\n')}\r\n\r\n`));
    this.socket.on('error', () => {});
    this.socket.on('close', () => {
      this.open?.(new BenchError('not-ready', `The connection to ${path} was refused.`));
      this.onClose(this.closeCode);
    });
  }

  /** @param onMessage set before the first message can arrive */
  static open(options: RawSocketOptions, onMessage: (message: Buffer) => void): Promise<RawSocket> {
    return new Promise((resolve, reject) => {
      const socket = new RawSocket(options);
      socket.onMessage = onMessage;
      const timer = setTimeout(() => socket.socket.destroy(), limits.startMs);
      socket.open = (error) => {
        clearTimeout(timer);
        socket.open = undefined;
        if (error === undefined) resolve(socket);
        else reject(error);
      };
    });
  }

  /** Sends one message. */
  send(message: Uint8Array): void {
    this.socket.write(masked(message, message.length));
  }

  /**
   * Sends one message whose tail is random bytes: those are written as they are, since masking random bytes gives
   * random bytes. Cork the socket around several.
   */
  sendWithTail(start: Uint8Array, tail: Uint8Array): void {
    this.socket.write(masked(start, start.length + tail.length));
    this.socket.write(tail);
  }

  get unsentBytes(): number {
    return this.socket.writableLength;
  }

  close(): void {
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    const bytes = this.rest === undefined ? chunk : Buffer.concat([this.rest, chunk]);
    this.rest = undefined;
    let start = 0;
    if (this.open !== undefined) {
      const end = bytes.indexOf(headEnd);
      if (end < 0) {
        this.rest = Buffer.from(bytes);
        return;
      }
      const accepted = bytes.subarray(0, 12).toString('latin1') === 'HTTP/1.1 101';
      if (!accepted) {
        this.socket.destroy();
        return;
      }
      this.open();
      start = end + headEnd.length;
    }
    start = this.messages(bytes, start);
    if (start < bytes.length) this.rest = Buffer.from(bytes.subarray(start));
  }

  /** @returns where the first incomplete message begins */
  private messages(bytes: Buffer, from: number): number {
    let start = from;
    for (;;) {
      if (bytes.length < start + 2) return start;
      const opcode = (bytes[start] ?? 0) & 0x0f;
      let length = (bytes[start + 1] ?? 0) & 0x7f;
      let payload = start + 2;
      if (length === 126) {
        if (bytes.length < start + 4) return start;
        length = bytes.readUInt16BE(start + 2);
        payload = start + 4;
      }
      const end = payload + length;
      if (bytes.length < end) return start;
      this.take(opcode, bytes.subarray(payload, end));
      start = end;
    }
  }

  private take(opcode: number, payload: Buffer): void {
    if (opcode === opcodes.binary) {
      this.onMessage(payload);
    } else if (opcode === opcodes.ping) {
      const pong = masked(payload, payload.length);
      pong[0] = 0x80 | opcodes.pong;
      this.socket.write(pong);
    } else if (opcode === opcodes.close) {
      if (payload.length >= 2) this.closeCode = payload.readUInt16BE(0);
      this.socket.end();
    }
  }
}

/** A frame's head and the masked start of its payload. @param length of the whole payload, at most 65,535 */
export function masked(start: Uint8Array, length: number): Buffer {
  const lengthBytes = length < 126 ? 0 : 2;
  const frame = Buffer.allocUnsafe(6 + lengthBytes + start.length);
  frame[0] = finalBinary;
  if (lengthBytes === 0) {
    frame[1] = 0x80 | length;
  } else {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  }
  maskKey.copy(frame, 2 + lengthBytes);
  const offset = 6 + lengthBytes;
  for (let index = 0; index < start.length; index++) {
    frame[offset + index] = (start[index] ?? 0) ^ (maskKey[index & 3] ?? 0);
  }
  return frame;
}
