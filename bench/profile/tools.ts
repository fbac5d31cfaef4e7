/**
 * The profilers: Clinic's doctor (event loop, garbage collection, CPU) and flame (where time goes) through their
 * programming interface, since the `clinic` command does not run on current Nodes; and V8's own CPU profile.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installed } from '../process/npm-install.ts';

export const profilers = ['cpu-profile', 'doctor', 'flame'] as const;
export type Profiler = (typeof profilers)[number];
export type ClinicTool = Exclude<Profiler, 'cpu-profile'>;

type Done<T> = (error: Error | null | undefined, result: T) => void;

/** The part of Clinic's tools that is used here; they ship no types. */
interface Clinic {
  /** Runs a program to its end. @returns through `done` where the raw data lies */
  collect(command: readonly string[], done: Done<string>): void;
  visualize(data: string, html: string, done: Done<undefined>): void;
}

type ClinicConstructor = new (settings: { dest: string; name: string }) => Clinic;

/** Installs the tools when they are not there. @returns their node_modules */
export async function installClinic(log: (line: string) => void): Promise<string> {
  const source = join(import.meta.dirname, 'clinic');
  const [manifest, lock] = await Promise.all(
    ['package.json', 'package-lock.json'].map((name) => readFile(join(source, name), 'utf8')),
  );
  const files = { 'package.json': manifest ?? '', 'package-lock.json': lock ?? '' };
  // Another lock is another installation.
  const digest = createHash('sha256').update(files['package-lock.json']).digest('hex').slice(0, 12);
  return installed({ title: 'Clinic', cacheName: `clinic-${digest}`, megabytes: 75, files, command: ['ci'] }, log);
}

/**
 * @param modules from installClinic()
 * @param folder where raw data goes
 */
export function openClinic(modules: string, tool: ClinicTool, folder: string): Clinic {
  // The interface above is this file's contract with an untyped package: the one cast that trusts it.
  const Tool = createRequire(join(modules, 'any.js'))(`@clinic/${tool}`) as ClinicConstructor;
  return new Tool({ dest: folder, name: tool });
}
