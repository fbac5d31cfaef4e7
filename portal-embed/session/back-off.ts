/** How long to wait before a lost connection is tried again: exponential, with full jitter. */
import { viewerLimits } from '../limits.ts';

/**
 * @param attempt from 0
 * @param random from 0 to below 1
 */
export function retryDelayMs(attempt: number, random: number): number {
  return random * Math.min(viewerLimits.retryCapMs, viewerLimits.firstRetryMs * 2 ** attempt);
}
