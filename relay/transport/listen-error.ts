import { listenFailure } from '@ringside/settings';
import { RelayError } from '../relay-error.ts';

/** Why nothing can listen where agents and viewers connect. */
export function listenError(host: string, port: number, cause: Error): RelayError {
  const settings = { host: 'relay.host', port: 'relay.port' };
  return new RelayError('listen', listenFailure({ what: 'The relay', host, port, settings }, cause), { cause });
}
