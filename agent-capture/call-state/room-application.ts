/**
 * The room application's call state, on a Unix socket (a named pipe on Windows) that only the agent's user can open:
 * lines of JSON, the first with the token, then one state at least each second.
 */
import { chmodSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { removeLeftOverSocket } from '../left-over-socket.ts';
import { CallStateError } from './call-state-error.ts';
import type { CallStateDetector } from './call-state-source.ts';
import { createReporterDesk, type ReporterDeskParts } from './reporter-desk.ts';
import { createLineCutter, readIntroduction } from './reporter-line.ts';
import { isSecret } from './reporter-token.ts';

export interface RoomApplicationParts extends ReporterDeskParts {
  /** Path of the socket, or `\\.\pipe\…`. */
  readonly path: string;
  readonly token: string;
}

/** @throws CallStateError in a sentence for the operator */
export async function openRoomApplication({ path, token, ...parts }: RoomApplicationParts): Promise<CallStateDetector> {
  const desk = createReporterDesk(parts);
  const sockets = new Set<Socket>();

  function serve(socket: Socket): void {
    sockets.add(socket);
    // The one handler that matters is 'close', which follows.
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    const visit = desk.arrive({
      end: () => socket.destroy(),
      introduces(line) {
        const introduction = readIntroduction(line, 'token');
        return introduction !== undefined && isSecret(introduction.secret, token) ? introduction.source : undefined;
      },
    });
    if (visit === undefined) return;
    const cut = createLineCutter();
    socket.on('data', (bytes) => {
      const lines = cut(bytes);
      if (lines === undefined) visit.dismiss('malformed');
      else for (const line of lines) visit.hear(line);
    });
    socket.on('close', () => visit.left());
  }

  const server = createServer(serve);
  await listen(server, path);
  return {
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      });
    },
  };
}

async function listen(server: Server, path: string): Promise<void> {
  const isPipe = path.startsWith('\\\\');
  if (!isPipe && !(await removeLeftOverSocket(path))) {
    const message = `Another program listens on ${path}: stop it, or set agent.callStateSocket to another path.`;
    throw new CallStateError('socket-in-use', message);
  }
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
    if (!isPipe) chmodSync(path, 0o600);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `The call state cannot be listened for on ${path} (${reason}): set agent.callStateSocket.`;
    throw new CallStateError('socket-unavailable', message, { cause });
  }
}
