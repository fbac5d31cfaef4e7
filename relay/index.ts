/** The relay as tests and benches start it in their own process. */
export { type Clock, systemClock } from './clock.ts';
export { createLog, type Log } from './monitoring/log.ts';
export { type Relay, type RelayPorts, startRelay } from './relay.ts';
export { RelayError, type RelayErrorCode } from './relay-error.ts';
export { type RelaySettings, relaySettingsSchema } from './settings.ts';
