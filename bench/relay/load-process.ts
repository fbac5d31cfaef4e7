/** The bench's end of the load generator's process: one call per command. */
import { fileURLToPath } from 'node:url';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { type Child, nextMessage, startNode } from '../process/child.ts';
import type { LoadCommands } from './load.ts';

type Argument<N extends keyof LoadCommands> = Parameters<LoadCommands[N]>[0];
type Result<N extends keyof LoadCommands> = Awaited<ReturnType<LoadCommands[N]>>;

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

export class Load {
  private readonly child: Child;
  private calls = 0;

  private constructor(child: Child) {
    this.child = child;
  }

  static async start(): Promise<Load> {
    const child = startNode('load generator', fileURLToPath(new URL('load.ts', import.meta.url)), []);
    await nextMessage(child, pickReady, limits.startMs);
    return new Load(child);
  }

  async call<N extends keyof LoadCommands>(
    name: N,
    ...[argument]: Argument<N> extends undefined ? [] : [Argument<N>]
  ): Promise<Result<N>> {
    const id = ++this.calls;
    const answer = nextMessage(
      this.child,
      (message) => (isAnswer(message, id) ? message : undefined),
      limits.commandMs,
    );
    this.child.process.send({ id, name, argument });
    const { result, error } = await answer;
    if (error !== undefined) throw new BenchError('not-ready', error);
    // Both ends are this folder's own code, of one type.
    return result as Result<N>;
  }

  get pid(): number {
    return this.child.pid;
  }

  stop(): Promise<void> {
    return this.child.stop();
  }
}

function pickReady(message: unknown): true | undefined {
  return typeof message === 'object' && message !== null && 'ready' in message ? true : undefined;
}

function isAnswer(message: unknown, id: number): message is Answer {
  return typeof message === 'object' && message !== null && 'id' in message && message.id === id;
}
