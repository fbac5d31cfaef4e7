/** The log as JSON lines on standard output, by pino, which has no other importer here. */
import { pino } from 'pino';
import type { Log } from './log.ts';

/** @param name the program's */
export function createJsonLog(level: string, name = 'agent'): Log {
  const lines = pino({
    level,
    base: { process: name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
  return {
    info: (event, fields) => lines.info({ ...fields }, event),
    warn: (event, fields) => lines.warn({ ...fields }, event),
  };
}
