/**
 * The line in front of a stack, seen from the bench: opened before the ports that it leads to, reshaped and stalled on
 * command, asked for what passed. The viewer's browser is led through it by its own address rules, so that pages,
 * origins and policies stay as they are without a line.
 */
import { fileURLToPath } from 'node:url';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { type Child, nextMessage, startNode } from '../process/child.ts';
import { fieldAt } from '../process/message-field.ts';
import type { LineShape } from './bottleneck.ts';
import type { LineCommand } from './line-process.ts';
import type { LineBytes } from './line-server.ts';

export type { LineShape } from './bottleneck.ts';

export class Line {
  /** For Chromium: whoever connects to a port behind the line connects to its door. */
  readonly resolverRules: string;
  readonly #child: Child;

  private constructor(child: Child, targets: readonly number[], ports: readonly number[]) {
    this.#child = child;
    this.resolverRules = targets.map((target, door) => `MAP 127.0.0.1:${target} 127.0.0.1:${ports[door]}`).join(',');
  }

  /** @param targets the ports that the line leads to */
  static async open(targets: readonly number[], shape: LineShape): Promise<Line> {
    const child = startNode('line', fileURLToPath(new URL('line-process.ts', import.meta.url)), []);
    const ports = fieldAt(await ask(child, { kind: 'open', shape, targets }), 'ports');
    if (!Array.isArray(ports)) throw new BenchError('not-ready', 'The line has no doors.');
    return new Line(child, targets, ports.map(Number));
  }

  async reshape(shape: LineShape): Promise<void> {
    await ask(this.#child, { kind: 'reshape', shape });
  }

  async stall(durationMs: number): Promise<void> {
    await ask(this.#child, { kind: 'stall', durationMs });
  }

  async bytes(): Promise<LineBytes> {
    const bytes = fieldAt(await ask(this.#child, { kind: 'count' }), 'bytes');
    const field = (name: string): number => Number(fieldAt(bytes, name));
    return { down: field('down'), up: field('up'), queuedDown: field('queuedDown') };
  }

  close(): Promise<void> {
    return this.#child.stop();
  }
}

async function ask(child: Child, command: LineCommand): Promise<unknown> {
  const answer = nextMessage(child, (message) => fieldAt(message, 'answer'), limits.startMs);
  child.process.send(command);
  return answer;
}
