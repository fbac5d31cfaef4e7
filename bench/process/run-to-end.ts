/** A program that is run for what it does, not for what it serves: awaited to its end, and ended when it takes too long. */
import { BenchError } from '../bench-error.ts';
import { type StartOptions, startProgram } from './child.ts';

export interface RunOptions extends StartOptions {
  readonly withinMs: number;
}

/** @returns its exit code, and the last of its output */
export async function runToEnd(
  name: string,
  path: string,
  args: readonly string[],
  { withinMs, ...options }: RunOptions,
): Promise<{ code: number; output: string }> {
  const child = startProgram(name, path, args, options);
  const exit = new Promise<number>((resolve) => {
    child.process.once('close', (code) => resolve(code ?? -1));
    child.process.once('error', () => resolve(-1));
  });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void child.stop();
  }, withinMs);
  const code = await exit;
  clearTimeout(timer);
  if (late) throw new BenchError('timeout', `${name} took longer than ${withinMs / 1_000} s: ${child.output().trim()}`);
  return { code, output: child.output() };
}
