/** Why there is no control link, and what to do about it where that can be told. */

/** What TLS says of a certificate that no authority known to this process has signed. */
const unknownAuthority = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** @param url relay.controlUrl @param error what connecting to it ended with */
export function complaintOf(url: string, error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  const why = `services are not reached: ${error.message}`;
  if (code === 'ECONNRESET' && url.startsWith('ws:')) {
    return `${why}; where services have a certificate, relay.controlUrl begins with wss://`;
  }
  return unknownAuthority.has(code) ? `${why}; name its authority's file in NODE_EXTRA_CA_CERTS` : why;
}

/** @param status of the HTTP answer that came instead of a link */
export function complaintOfStatus(status: number | undefined): string {
  return `no control link there (HTTP ${status}): relay.controlUrl names services.controlPort, and ends in /control`;
}
