/**
 * The bench's child processes: started, waited for, stopped by their own id. Whatever ends the bench ends them;
 * output is kept, and shown only when one fails.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';

export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly process: ChildProcess;
  /** The last lines it wrote, for a failure's sentence. */
  output(): string;
  /** SIGTERM, then SIGKILL; idempotent. */
  stop(): Promise<void>;
}

const living = new Set<ChildProcess>();
// Nothing outlives the bench, whatever ends it.
process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/** Where a peer's program is, or the sentence that names the package to install. */
export function findProgram(program: string, debianPackage: string): string {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, program);
    if (existsSync(path)) return path;
  }
  throw new BenchError('missing-peer', `${program} is not installed: install the Debian package ${debianPackage}.`);
}

function keep(name: string, child: ChildProcess, stopMs: number): Child {
  const { pid } = child;
  if (pid === undefined) throw new BenchError('not-ready', `${name} could not be started.`);
  living.add(child);
  let text = '';
  const record = (chunk: Buffer): void => {
    text = (text + chunk.toString('utf8')).slice(-limits.keptOutputUnits);
  };
  child.stdout?.on('data', record);
  child.stderr?.on('data', record);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      living.delete(child);
      resolve();
    });
  });
  return {
    name,
    pid,
    process: child,
    output: () => text,
    async stop() {
      if (!living.has(child)) return;
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), stopMs);
      await ended;
      clearTimeout(hard);
    },
  };
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** A third pipe, for servers that tell their display on a file descriptor. */
  readonly displayPipe?: boolean;
}

/** Starts any program. */
export function startProgram(name: string, path: string, args: readonly string[], options: StartOptions = {}): Child {
  const child = spawn(path, args, {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', ...(options.displayPipe === true ? (['pipe'] as const) : [])],
  });
  child.on('error', () => {});
  return keep(name, child, limits.stopMs);
}

export interface NodeOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly execArgv?: readonly string[];
  /** Time to end by itself, where that takes more than usual. */
  readonly stopMs?: number;
  /** Its input stays open, for programs that end when it does. */
  readonly openInput?: boolean;
}

/** Starts a Node program of this repository, with an IPC channel. */
export function startNode(name: string, file: string, args: readonly string[], options: NodeOptions = {}): Child {
  const child = fork(file, [...args], {
    env: { ...process.env, ...options.env },
    execArgv: [...(options.execArgv ?? [])],
    stdio: [options.openInput === true ? 'pipe' : 'ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  return keep(name, child, options.stopMs ?? limits.stopMs);
}

/** The next IPC message that `pick` recognises. */
export function nextMessage<T>(child: Child, pick: (message: unknown) => T | undefined, withinMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer);
      child.process.off('message', onMessage);
      child.process.off('exit', onExit);
    };
    const onMessage = (message: unknown): void => {
      const picked = pick(message);
      if (picked === undefined) return;
      done();
      resolve(picked);
    };
    const onExit = (): void => {
      done();
      reject(new BenchError('not-ready', `${child.name} ended too early: ${child.output().trim()}`));
    };
    const timer = setTimeout(() => {
      done();
      reject(new BenchError('timeout', `${child.name} said nothing within ${withinMs} ms: ${child.output().trim()}`));
    }, withinMs);
    child.process.on('message', onMessage);
    child.process.on('exit', onExit);
  });
}
