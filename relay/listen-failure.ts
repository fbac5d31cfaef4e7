/** Why nothing can listen there, in a sentence that names the setting to change. */
import { RelayError } from './relay-error.ts';

export interface ListeningPlace {
  /** What is to listen, as the sentence begins. */
  readonly what: string;
  readonly host: string;
  readonly port: number;
  readonly settings: { readonly host: string; readonly port: string };
}

export function listenFailure({ what, host, port, settings }: ListeningPlace, cause: Error): RelayError {
  const code = 'code' in cause ? String(cause.code) : cause.message;
  const place = `${what} cannot listen on ${host}:${port}`;
  return new RelayError('listen', `${place}${reasonOf(code, settings)}`, { cause });
}

function reasonOf(code: string, { host, port }: ListeningPlace['settings']): string {
  switch (code) {
    case 'EADDRINUSE':
      return `: another program has it; stop that one or set ${port}.`;
    case 'EACCES':
      return `: this user may not; set ${port} to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `: this machine has no such address; correct ${host}.`;
    default:
      return ` (${code}); correct ${host} or ${port}.`;
  }
}

/** Where agents and viewers connect. */
export function listeningPlace(host: string, port: number): ListeningPlace {
  return { what: 'The relay', host, port, settings: { host: 'relay.host', port: 'relay.port' } };
}
