/** Which addresses the agent talks to: encrypted ones, and plain ones on the machine itself. */
const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** The address parsed, or undefined when it is not one of these protocols or would leave the machine unencrypted. */
export function trustedAddress(address: string, kind: 'http' | 'ws'): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol === `${kind}s:`) return url;
  return url.protocol === `${kind}:` && loopback.has(url.hostname) ? url : undefined;
}
