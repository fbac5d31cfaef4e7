/**
 * Keeps small what the agent holds of a machine that belongs to the room's application. Pictures and codecs take and
 * leave memory all the time, and both allocators under them keep what was left for later: V8's young generation grows
 * for half an hour, and the C library's pools to twice what is in use.
 */
import type { Clock } from './clock.ts';
import { koffi } from './koffi-package.ts';
import { agentLimits } from './limits.ts';
import { keepYoungGenerationSmall } from './young-generation.ts';

/** From now on, as long as the process lives. */
export function keepMemoryLean(clock: Pick<Clock, 'after'>): void {
  keepYoungGenerationSmall();
  const giveBack = poolTrimmer();
  if (giveBack === undefined) return;
  const again = (): void => {
    clock.after(agentLimits.trimMs, () => {
      giveBack();
      again();
    });
  };
  again();
}

/**
 * malloc_trim(3), on a thread of the pool: it takes some milliseconds. Only glibc has it; others keep less, or nobody
 * can tell them.
 */
function poolTrimmer(): (() => void) | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const trim = koffi.load(null).func('int malloc_trim(size_t keep)');
    return () => trim.async(0, () => undefined);
  } catch {
    return undefined;
  }
}
