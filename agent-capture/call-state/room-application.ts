/**
 * The room application's call state, on a Unix socket (a named pipe on Windows): lines of JSON, the first with the
 * token, then one state at least each second. One reporter at a time; a newer one takes over. Whatever is odd about a
 * reporter, from a wrong line to a broken connection, makes the state unknown.
 */
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { createRateLimit } from '../input/rate-limit.ts';
import { agentLimits } from '../limits.ts';
import { CallStateError } from './call-state-error.ts';
import type { CallStateEvents, CallStateSource } from './call-state-source.ts';
import { createLineCutter, readState, readToken } from './reporter-line.ts';
import { isToken } from './reporter-token.ts';

export interface RoomApplicationParts {
  /** Path of the socket, or `\\.\pipe\…`. */
  readonly path: string;
  readonly token: string;
  readonly clock: Clock;
}

export const roomApplicationName = 'room-application';

/** @throws CallStateError in a sentence for the operator */
export async function openRoomApplication(
  { path, token, clock }: RoomApplicationParts,
  events: CallStateEvents,
): Promise<CallStateSource> {
  let reporter: Socket | undefined;
  let strangers = 0;
  const sockets = new Set<Socket>();

  function retire(socket: Socket): void {
    socket.destroy();
    if (socket !== reporter) return;
    reporter = undefined;
    events.reported('unknown');
  }

  function takeOver(socket: Socket): void {
    const before = reporter;
    reporter = socket;
    before?.destroy();
    events.reported('unknown');
  }

  function serve(socket: Socket): void {
    if (strangers >= agentLimits.reporterConnections) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    strangers += 1;
    let stranger = true;
    const introduced = (): void => {
      if (stranger) strangers -= 1;
      stranger = false;
      cancelOpening();
    };
    const cancelOpening = clock.after(agentLimits.reporterOpeningMs, () => socket.destroy());
    const cut = createLineCutter();
    const rate = createRateLimit(clock, agentLimits.reporterLinesPerSecond, agentLimits.reporterLinesPerSecond);

    function hear(line: string): boolean {
      if (!rate.take()) return false;
      if (stranger) {
        if (!isToken(readToken(line), token)) return false;
        introduced();
        takeOver(socket);
        return true;
      }
      const state = readState(line);
      if (state === undefined || socket !== reporter) return false;
      events.reported(state);
      return true;
    }

    socket.on('data', (bytes) => {
      const lines = cut(bytes);
      if (lines === undefined || !lines.every(hear)) retire(socket);
    });
    // The one handler that matters is 'close', which follows.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      introduced();
      sockets.delete(socket);
      retire(socket);
    });
  }

  const server = createServer(serve);
  await listen(server, path);
  return {
    name: roomApplicationName,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      });
    },
  };
}

/** A socket that an agent left behind when it was killed is removed; one that answers belongs to another agent. */
async function listen(server: Server, path: string): Promise<void> {
  const isPipe = path.startsWith('\\\\');
  if (!isPipe && existsSync(path)) {
    if (await answers(path)) {
      const message = `Another program listens on ${path}: stop it, or set agent.callStateSocket to another path.`;
      throw new CallStateError('socket-in-use', message);
    }
    rmSync(path, { force: true });
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

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
