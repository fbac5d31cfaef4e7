/** A portal of its own, in plain Node: the page beside this file under a strict policy, and one endpoint for sessions. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { answerSession, type Ringside } from './session-endpoint.ts';

const files: Readonly<Record<string, readonly [name: string, type: string]>> = {
  '/': ['index.html', 'text/html'],
  '/portal.js': ['portal.js', 'text/javascript'],
  '/portal.css': ['portal.css', 'text/css'],
};

export interface PortalSettings extends Ringside {
  /** Where viewers reach Ringside's relay: the policy must name it. */
  readonly relayUrl: string;
  /** A real portal knows who is signed in, and which room the page is about. */
  readonly operatorId: string;
  readonly deviceId: string;
}

export function createPortal(settings: PortalSettings): Server {
  const { url, relayUrl, origin, operatorId, deviceId } = settings;
  const policy = `default-src 'self'; script-src 'self' ${url}; connect-src 'self' ${new URL(relayUrl).origin}`;
  return createServer(async (request, response) => {
    // Other pages must not start sessions in the name of this portal's users.
    if (request.method === 'POST' && request.url === '/sessions') {
      if (request.headers.origin !== origin) {
        const problem = { title: `Sessions are started from ${origin} only: open the page there.`, status: 403 };
        response.writeHead(403, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify(problem));
        return;
      }
      await answerSession(settings, operatorId, deviceId, request, response).catch(() => response.writeHead(502).end());
      return;
    }
    const [name, type] = files[request.url ?? ''] ?? [];
    if (name === undefined || type === undefined) {
      response.writeHead(404).end();
      return;
    }
    const content = await readFile(new URL(name, import.meta.url), 'utf8');
    response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': policy });
    response.end(content.replaceAll('RINGSIDE_URL', url));
  });
}
