/** A terminal on an X display that passes on every byte typed into it: what a real X client makes of our input. */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Xvfb } from './xvfb.ts';

export interface Terminal {
  /** What has been typed since the last take(). */
  typed(): string;
  /** Resolves with what was typed once it satisfies the condition, and forgets it. */
  take(condition: (typed: string) => boolean): Promise<string>;
  stop(): Promise<void>;
}

export interface TerminalPlace {
  readonly left: number;
  readonly top: number;
  readonly columns?: number;
  readonly rows?: number;
}

export async function startTerminal(
  xvfb: Xvfb,
  { left, top, columns = 40, rows = 5 }: TerminalPlace,
): Promise<Terminal> {
  const folder = await mkdtemp(join(tmpdir(), 'ringside-xterm-'));
  const pipe = join(folder, 'typed');
  await xvfb.run('mkfifo', [pipe]);
  let typed = '';
  const waiting = new Set<() => void>();
  const reader = createReadStream(pipe, { encoding: 'utf8' }).on('data', (text) => {
    typed += text;
    for (const check of waiting) check();
  });
  const read = 'exec 3>"$0"; stty raw -echo; printf READY >&3; exec cat >&3';
  const place = `${columns}x${rows}+${left}+${top}`;
  const utf8 = { LC_ALL: 'C.UTF-8' };
  const client = await xvfb.start('xterm', ['-u8', '-geometry', place, '-e', 'sh', '-c', read, pipe], utf8);
  const terminal: Terminal = {
    typed: () => typed,
    take: (condition) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (!condition(typed)) return;
          waiting.delete(check);
          client.process.off('close', gone);
          resolve(typed);
          typed = '';
        };
        const gone = (): void => {
          waiting.delete(check);
          reject(new Error(`xterm ended early; typed so far: ${JSON.stringify(typed)}`));
        };
        waiting.add(check);
        client.process.once('close', gone);
        check();
        if (client.process.exitCode !== null || client.process.signalCode !== null) gone();
      }),
    async stop() {
      await client.stop();
      reader.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await terminal.take((text) => text === 'READY');
  return terminal;
}
