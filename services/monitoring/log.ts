/**
 * JSON logs on stdout. No personal data and no secrets: requests are logged by route, never by URL or address, and
 * what looks like a secret is cut out even if somebody logs it by mistake.
 */
import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

const secretFields = ['authorization', 'cookie', 'set-cookie', 'ticket', 'credential', 'secret', 'enrolmentKey'];

/** Our own secrets, and JWTs. */
const secretText = /\brs_(?:enrol|signin|web|api)_[\w-]+|\beyJ[\w-]+\.[\w-]+\.[\w-]+/g;

export function createLog(destination?: DestinationStream): Logger {
  const paths = secretFields.flatMap((field) => [`["${field}"]`, `*["${field}"]`, `*.*["${field}"]`]);
  const options = {
    base: { process: 'services' },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: '[secret]' },
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: (line: string) => line.replace(secretText, '[secret]') },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
