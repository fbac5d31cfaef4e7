/**
 * The privileged helper's Unix socket: one verb of the closed list a connection, one line of answer. Who may connect is
 * decided by the socket's owner, group and mode: 0660 from its birth.
 */
import { createServer, type Socket } from 'node:net';
import { removeLeftOverSocket } from '../left-over-socket.ts';
import type { CommandLine, Executables } from './executables.ts';
import { HelperStartError } from './helper-error.ts';
import { type HelperError, type HelperVerb, isHelperVerb, listVerbs } from './helper-verbs.ts';
import { helperLimits } from './limits.ts';

export interface HelperParts {
  readonly path: string;
  readonly executables: Executables;
  readonly run: (line: CommandLine) => Promise<boolean>;
  /** For the log: what was asked, and what became of it. */
  readonly answered: (verb: HelperVerb, answer: string) => void;
}

export interface Helper {
  close(): Promise<void>;
}

/** @throws HelperStartError */
export async function openHelper({ path, executables, run, answered }: HelperParts): Promise<Helper> {
  const running = new Set<HelperVerb>();
  const sockets = new Set<Socket>();

  async function answerTo(request: string): Promise<string> {
    const error = (code: HelperError): string => `error ${code}`;
    if (request === listVerbs) return ['ok', ...executables.keys()].join(' ');
    if (!isHelperVerb(request)) return error('unknown-verb');
    const line = executables.get(request);
    if (line === undefined) return error('not-configured');
    if (running.has(request)) return error('busy');
    running.add(request);
    const well = await run(line).finally(() => running.delete(request));
    const answer = well ? 'ok' : error('failed');
    answered(request, answer);
    return answer;
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    const patience = setTimeout(() => socket.destroy(), helperLimits.requestMs);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(patience);
      sockets.delete(socket);
    });
    let received = '';
    let asked = false;
    socket.setEncoding('latin1').on('data', (text: string) => {
      if (asked) return;
      received += text;
      const end = received.indexOf('\n');
      if (end < 0 && received.length <= helperLimits.requestBytes) return;
      asked = true;
      clearTimeout(patience);
      const request = end < 0 ? '' : received.slice(0, end);
      void answerTo(request).then((answer) => socket.end(`${answer}\n`));
    });
  });
  server.maxConnections = helperLimits.connections;

  if (!(await removeLeftOverSocket(path)))
    throw new HelperStartError(
      'socket',
      `Another helper listens on ${path}: stop it, or set helper.socket to another path.`,
    );
  const umask = process.umask(0o117);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new HelperStartError('socket', `The socket ${path} cannot be opened: ${why}.`, { cause });
  } finally {
    process.umask(umask);
  }
  return {
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
