/** A headful Chromium on a display of its own, showing one page, with a profile that is thrown away. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { chromiumArguments, peers } from '../peers.ts';
import { type Child, findProgram, startProgram } from '../process/child.ts';

export interface Browser {
  readonly child: Child;
  /** Of its DevTools endpoint on loopback. */
  debuggingPort(): Promise<number>;
  close(): Promise<void>;
}

export interface BrowserOptions {
  /** Lead its connections through a line, when there is one. */
  readonly resolverRules?: string | undefined;
  readonly browserFlags?: readonly string[] | undefined;
  /** Of its window; the usual viewer's display when it is not said. */
  readonly size?: { readonly width: number; readonly height: number };
}

const usualSize = { width: limits.viewerWidth, height: limits.viewerHeight };

export async function openBrowser(
  name: string,
  display: string,
  url: string,
  { resolverRules, browserFlags = [], size = usualSize }: BrowserOptions = {},
): Promise<Browser> {
  const path = findProgram(peers.chromium.program, peers.chromium.debianPackage);
  const profile = await mkdtemp(join(tmpdir(), 'ringside-bench-browser-'));
  const args = [...browserFlags, ...chromiumArguments(profile, url, size, resolverRules)];
  const child = startProgram(`Chromium for ${name}`, path, args, { env: { DISPLAY: display } });
  return {
    child,
    debuggingPort: () => readPort(join(profile, 'DevToolsActivePort')),
    async close() {
      await child.stop();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function readPort(file: string): Promise<number> {
  const end = performance.now() + limits.startMs;
  while (performance.now() < end) {
    const text = await readFile(file, 'utf8').catch(() => '');
    const port = Number.parseInt(text, 10);
    if (port > 0) return port;
    await wait(limits.pollMs);
  }
  throw new BenchError('not-ready', 'Chromium does not name its debugging port.');
}
