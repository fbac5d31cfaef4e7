/** Why nothing can listen there, in a sentence that names the setting to change. */

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
  return `${what} cannot listen on ${address}:${port}${reasonOf(code, settings)}`;
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
