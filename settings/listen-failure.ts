/** Why nothing can listen there, in a sentence that names the setting to change. */
import { variableName } from './variable-name.ts';

export interface ListeningPlace {
  /** What is to listen, as the sentence begins. */
  readonly what: string;
  readonly host: string;
  readonly port: number;
  /** The names of the settings that say so: "relay.host", "relay.port". */
  readonly settings: { readonly host: string; readonly port: string };
}

/** @param cause what `listen` failed with: an error of Node's */
export function listenFailure({ what, host, port, settings }: ListeningPlace, cause: Error): string {
  const code = 'code' in cause ? String(cause.code) : cause.message;
  const address = host.includes(':') ? `[${host}]` : host;
  const [whichHost, whichPort] = [withVariable(settings.host), withVariable(settings.port)];
  return `${what} cannot listen on ${address}:${port}${reasonOf(code, { host: whichHost, port: whichPort })}`;
}

/** Who starts everything by one command has no file of settings: "relay.port (RINGSIDE_RELAY_PORT)". */
function withVariable(setting: string): string {
  const [section = '', name = ''] = setting.split('.');
  return `${setting} (${variableName(section, name)})`;
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
