/** Memory of a Node process after garbage collection, asked of the process itself by the preloaded collect.ts. */
import { fileURLToPath } from 'node:url';
import { limits } from '../limits.ts';
import { type Child, nextMessage } from './child.ts';

export interface Memory {
  readonly residentBytes: number;
  readonly heapBytes: number;
  readonly externalBytes: number;
}

/** Node's arguments for a process whose memory will be asked for. */
export const collectArguments = ['--expose-gc', '--import', fileURLToPath(new URL('collect.ts', import.meta.url))];

export function memoryAfterCollection(child: Child): Promise<Memory> {
  const answer = nextMessage(child, pickMemory, limits.startMs);
  child.process.send({ collect: true });
  return answer;
}

function pickMemory(message: unknown): Memory | undefined {
  if (typeof message !== 'object' || message === null || !('collected' in message)) return undefined;
  const { collected } = message;
  if (typeof collected !== 'object' || collected === null) return undefined;
  const { residentBytes, heapBytes, externalBytes } = collected as Partial<Memory>;
  if (residentBytes === undefined || heapBytes === undefined || externalBytes === undefined) return undefined;
  return { residentBytes, heapBytes, externalBytes };
}
