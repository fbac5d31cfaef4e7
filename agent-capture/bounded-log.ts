/** A log of bounded rate: whoever makes the agent say the same thing a thousand times a second fills no disk. */
import type { Clock } from './clock.ts';
import { createRateLimit } from './input/rate-limit.ts';
import { agentLimits } from './limits.ts';
import type { Log, LogFields } from './log.ts';

export function boundLog(log: Log, clock: Clock): Log {
  const rate = createRateLimit(clock, agentLimits.logLinesPerSecond, agentLimits.logBurst);
  let left = 0;

  function bounded(say: (event: string, fields?: LogFields) => void): (event: string, fields?: LogFields) => void {
    return (event, fields) => {
      if (!rate.take()) {
        left += 1;
        return;
      }
      if (left > 0) {
        log.warn('log-lines-left-out', { lines: left });
        left = 0;
      }
      say(event, fields);
    };
  }
  return { info: bounded(log.info), warn: bounded(log.warn) };
}
