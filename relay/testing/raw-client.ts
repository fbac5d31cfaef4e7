/** A WebSocket client without manners: writes what it is told, answers nothing, and can go silent or slow. */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { subprotocol } from '@ringside/protocol';

export interface RawOpening {
  readonly port: number;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RawClient {
  readonly socket: Socket;
  /** The status of the answer: 101 when the socket is open. */
  readonly status: number;
  /** Everything that came after the answer. */
  received(): Buffer;
  /** Resolves when the other side has ended the connection. */
  readonly ended: Promise<void>;
}

export function rawRequest({ path, headers = {} }: Omit<RawOpening, 'port'>): string {
  const lines = Object.entries({
    Host: '127.0.0.1',
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Protocol': subprotocol,
    ...headers,
  }).filter(([, value]) => value !== '');
  return `GET ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`;
}

export async function openRaw(opening: RawOpening): Promise<RawClient> {
  const socket = connect(opening.port, '127.0.0.1');
  const chunks: Buffer[] = [];
  let answered = -1;
  const ended = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.on('error', () => {});
  const status = new Promise<number>((resolve) => {
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (answered >= 0) return;
      const end = Buffer.concat(chunks).indexOf('\r\n\r\n');
      if (end < 0) return;
      answered = end + 4;
      resolve(Number(Buffer.concat(chunks).toString('latin1').split(' ', 2)[1]));
    });
    socket.once('close', () => resolve(0));
  });
  socket.write(rawRequest(opening));
  return { socket, status: await status, received: () => Buffer.concat(chunks).subarray(Math.max(0, answered)), ended };
}

/** A client's frame, masked with zeros. */
export function clientFrame(
  opcode: number,
  payload: Uint8Array,
  { fin = true, announced = payload.length } = {},
): Buffer {
  const head = [(fin ? 0x80 : 0) | opcode];
  if (announced < 126) head.push(0x80 | announced);
  else if (announced < 65_536) head.push(0x80 | 126, announced >> 8, announced & 0xff);
  else
    head.push(
      0x80 | 127,
      0,
      0,
      0,
      0,
      announced >>> 24,
      (announced >> 16) & 0xff,
      (announced >> 8) & 0xff,
      announced & 0xff,
    );
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload]);
}
