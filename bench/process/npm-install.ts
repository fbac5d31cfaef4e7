/** What one bench alone needs from npm: installed into a cache of the user's when it is not there, out of everybody's way. */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { cacheFolder } from './cache-folder.ts';
import { findProgram } from './child.ts';
import { runToEnd } from './run-to-end.ts';

export interface Installation {
  /** With its version, for people. */
  readonly title: string;
  /** What the cache calls it, version included. */
  readonly cacheName: string;
  /** About how much it is, for people. */
  readonly megabytes: number;
  /** package.json, and a lock file where there is one. */
  readonly files: Readonly<Record<string, string>>;
  /** npm's command: ['ci'], or ['install', …]. */
  readonly command: readonly string[];
}

/** @returns its node_modules. @throws BenchError that says why there is none */
export async function installed(what: Installation, log: (line: string) => void): Promise<string> {
  const folder = cacheFolder(what.cacheName);
  const modules = join(folder, 'node_modules');
  if (existsSync(modules)) return modules;
  const npm = findProgram('npm', 'npm');
  log(`installing ${what.title} from npm: ${what.megabytes} MB, once`);
  // Under another name until it is whole: an installation that broke off is none.
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    for (const [name, content] of Object.entries(what.files)) await writeFile(join(unfinished, name), content);
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
    const [command = '', ...args] = what.command;
    const { code, output } = await runToEnd(
      `npm ${command}`,
      npm,
      [command, '--prefix', unfinished, ...quiet, ...args],
      {
        withinMs: limits.npmInstallMs,
      },
    );
    if (code !== 0) {
      const why = output.trim().replace(/\s+/g, ' ').slice(0, limits.sentenceUnits);
      throw new BenchError('missing-peer', `${what.title} could not be installed from npm: ${why}`);
    }
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return modules;
}
