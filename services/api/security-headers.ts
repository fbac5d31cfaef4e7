/** The headers of every answer: a strict content policy, no framing, no sniffing, no referrer, no caching of the API. */
import type { FastifyInstance } from 'fastify';
import type { Api } from './api.ts';

export function securityHeaders(server: FastifyInstance, api: Api): void {
  server.addHook('onSend', async (request, reply) => {
    reply.header('content-security-policy', contentPolicy(api.relays.viewerUrls()));
    reply.header('x-content-type-options', 'nosniff');
    reply.header('x-frame-options', 'DENY');
    reply.header('referrer-policy', 'no-referrer');
    reply.header('cross-origin-opener-policy', 'same-origin');
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), display-capture=()');
    if (api.ownOrigin().startsWith('https:')) reply.header('strict-transport-security', 'max-age=31536000');
    if (request.url.startsWith('/embed/')) {
      // The widget is a module script for pages of other origins.
      reply.header('access-control-allow-origin', '*');
      reply.header('cross-origin-resource-policy', 'cross-origin');
    } else {
      reply.header('cross-origin-resource-policy', 'same-origin');
    }
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}

/** Relay addresses come from relays that know the control secret; still, only their origins get into the policy. */
function contentPolicy(relayUrls: readonly string[]): string {
  const relays = relayUrls.flatMap((url) => (URL.canParse(url) ? [new URL(url)] : []));
  const origins = new Set(relays.map(({ protocol, host }) => `${protocol}//${host}`));
  return [
    "default-src 'self'",
    ["connect-src 'self'", ...origins].join(' '),
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}
