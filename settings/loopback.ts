/** Whether only this machine can reach a host: what decides that plain traffic is allowed. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/;

/** @param host a name or address to listen on, or a URL's hostname (IPv6 in brackets) */
export function isLoopback(host: string): boolean {
  return loopback.test(host);
}
