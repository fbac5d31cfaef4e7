import { BenchError } from '../bench-error.ts';
import type { Path } from './stack.ts';

export async function openRingsidePath(): Promise<Path> {
  throw new BenchError('not-ready', 'The agent is not there yet.');
}
