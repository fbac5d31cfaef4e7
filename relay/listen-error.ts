import { listenFailure } from '@ringside/settings';
import { RelayError } from './relay-error.ts';

/** What of the relay listens there: for agents and viewers, or for whoever watches over it. */
const listeners = {
  transport: { what: 'The relay', settings: { host: 'relay.host', port: 'relay.port' } },
  admin: { what: "The relay's metrics", settings: { host: 'relay.adminHost', port: 'relay.adminPort' } },
} as const;

/** Why nothing can listen there. */
export function listenError(listener: keyof typeof listeners, host: string, port: number, cause: Error): RelayError {
  return new RelayError('listen', listenFailure({ ...listeners[listener], host, port }, cause), { cause });
}
