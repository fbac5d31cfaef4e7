/** Time that a test moves by hand; randomness and identifiers are real. */
import { type Sources, systemSources } from '../sources.ts';

export interface ManualSources extends Sources {
  advance(ms: number): void;
}

export function manualSources(startMs: number = Date.now()): ManualSources {
  let nowMs = startMs;
  const advance = (ms: number) => {
    nowMs += ms;
  };
  return { ...systemSources(() => nowMs), advance };
}
