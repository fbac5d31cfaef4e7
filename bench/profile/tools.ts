/**
 * The profilers: Clinic's doctor (event loop, garbage collection, CPU) and flame (where time goes) through their
 * programming interface, since the `clinic` command does not run on current Nodes; and V8's own CPU profile.
 */
import { createRequire } from 'node:module';

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

const require = createRequire(import.meta.url);

/** @param folder where raw data goes */
export function openClinic(tool: ClinicTool, folder: string): Clinic {
  // The interface above is this file's contract with an untyped package: the one cast that trusts it.
  const Tool = require(`@clinic/${tool}`) as ClinicConstructor;
  return new Tool({ dest: folder, name: tool });
}
