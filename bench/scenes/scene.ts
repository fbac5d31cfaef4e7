/** A thing that happens on a room's screen, drawn by the bench in numbered steps: the same pixels on every stack. */
import { setTimeout as wait } from 'node:timers/promises';

export interface Scene {
  readonly name: string;
  readonly stepMs: number;
  /** Draws what is there before it begins. */
  begin(): void;
  /** @param index from 0 */
  step(index: number): void;
}

/** Every step at its time; one that is late does not move those after it. @returns the number of steps */
export async function play({ stepMs, step }: Pick<Scene, 'stepMs' | 'step'>, durationMs: number): Promise<number> {
  const steps = Math.floor(durationMs / stepMs);
  const startedMs = performance.now();
  for (let index = 0; index < steps; index++) {
    await wait(Math.max(0, startedMs + index * stepMs - performance.now()));
    step(index);
  }
  return steps;
}
