/**
 * The control interface on a Unix socket or named pipe of the device's own user: each line is a command, each answer a
 * line. For developers of portals: `echo "call start" | nc -U …/simulated-room.sock`.
 */
import { chmod } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { removeLeftOverSocket } from '../left-over-socket.ts';
import { runCommand } from './control-commands.ts';
import { roomLimits } from './limits.ts';
import type { RoomControls } from './room-controls.ts';
import { SimulatedRoomError } from './simulated-room-error.ts';

export interface ControlSocket {
  close(): Promise<void>;
}

/** Only the user the agent runs as may write to it. */
const ownerOnly = 0o600;

/** @param path a Unix socket, or a pipe as `\\.\pipe\…` on Windows */
export async function openControlSocket(path: string, controls: RoomControls): Promise<ControlSocket> {
  const isPipe = path.startsWith('\\\\.\\pipe\\');
  const server = createServer((socket) => serve(socket, controls));
  server.maxConnections = roomLimits.controlConnections;
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  try {
    // What listens there already is another agent's: listening fails.
    if (!isPipe) await removeLeftOverSocket(path);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
    if (!isPipe) await chmod(path, ownerOnly);
  } catch (cause) {
    const message = `The simulated room's control socket ${path} cannot be opened: make its folder writable.`;
    throw new SimulatedRoomError('control-unavailable', message, { cause });
  }
  return {
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function serve(socket: Socket, controls: RoomControls): void {
  let pending = '';
  socket.setEncoding('utf8');
  socket.on('error', () => socket.destroy());
  socket.on('data', (received: string) => {
    pending += received;
    const lines = pending.split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') socket.write(`${runCommand(line, controls)}\n`);
    if (pending.length > roomLimits.controlLineBytes) socket.destroy();
  });
  socket.on('end', () => {
    if (pending.trim() !== '') socket.write(`${runCommand(pending, controls)}\n`);
  });
}
