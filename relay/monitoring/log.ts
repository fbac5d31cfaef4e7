/**
 * JSON log lines. What identifies a person or opens a door never comes here: no operator names, no addresses, no
 * tickets, no frames, no input; devices and sessions stand as their identifiers.
 */
import { type Logger, pino } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

export function createLog(level: string): Log {
  return pino({ level, base: { process: 'relay' }, timestamp: pino.stdTimeFunctions.isoTime });
}
