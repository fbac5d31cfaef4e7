/** What Linux still holds of what was written to a TCP socket: ioctl(2) SIOCOUTQ and SIOCOUTQNSD, tcp(7). */
import type { Socket } from 'node:net';
import { koffi } from '../koffi-package.ts';
import type { Leaving } from './relay-socket.ts';

/** Not sent, or sent and not acknowledged. */
const outQueue = 0x5411;
/** Not sent. */
const outQueueNotSent = 0x894b;

/** Elsewhere nobody says, and closed is what that counts as. */
const unknown: Leaving = { unsent: Number.POSITIVE_INFINITY, unacknowledged: Number.POSITIVE_INFINITY };

type Ask = (fd: number, request: number, answer: Int32Array) => number;

let ask: Ask | undefined;

function ioctl(): Ask {
  if (ask !== undefined) return ask;
  const call = koffi.load(null).func('int ioctl(int fd, unsigned long request, _Out_ int *answer)');
  ask = (fd, request, answer) => Number(call(fd, request, answer));
  return ask;
}

/** @param socket that is connected; of one that is closed nothing leaves */
export function bytesInSystem(socket: Socket): Leaving {
  if (socket.destroyed) return { unsent: 0, unacknowledged: 0 };
  const fd = descriptorOf(socket);
  if (process.platform !== 'linux' || fd === undefined) return unknown;
  const answer = new Int32Array(1);
  const read = (request: number): number => (ioctl()(fd, request, answer) === 0 ? (answer[0] ?? 0) : unknown.unsent);
  return { unsent: read(outQueueNotSent), unacknowledged: read(outQueue) };
}

/** Node has no other way to it. */
function descriptorOf(socket: Socket): number | undefined {
  const fd: unknown = Reflect.get(Object(Reflect.get(socket, '_handle')), 'fd');
  return typeof fd === 'number' && fd >= 0 ? fd : undefined;
}
