/** An X server without a screen (Xvfb), on whatever display number is free. */
import type { Readable } from 'node:stream';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { virtualDisplayArguments } from '../peers.ts';
import { type Child, findProgram, startProgram } from '../process/child.ts';

export interface VirtualDisplay {
  /** ":12" */
  readonly name: string;
  readonly server: Child;
}

/** Reads the display number that an X server writes once it takes connections. */
export function displayNumber(server: Child): Promise<string> {
  const pipe = server.process.stdio[3] as Readable | null | undefined;
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new BenchError('not-ready', `${server.name} did not start: ${server.output()}`));
    const timer = setTimeout(fail, limits.startMs);
    let text = '';
    pipe?.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (!text.endsWith('\n')) return;
      clearTimeout(timer);
      resolve(`:${text.trim()}`);
    });
    server.process.once('exit', fail);
  });
}

export async function startVirtualDisplay(name: string, width: number, height: number): Promise<VirtualDisplay> {
  const path = findProgram('Xvfb', 'xvfb');
  const server = startProgram(name, path, virtualDisplayArguments(width, height), { displayPipe: true });
  return { name: await displayNumber(server), server };
}
