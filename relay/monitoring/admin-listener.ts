/** Metrics, liveness and readiness over plain HTTP, apart from the sockets of agents and viewers. */
import { createServer, type ServerResponse } from 'node:http';
import { listenError } from '../listen-error.ts';

export interface AdminOptions {
  readonly host: string;
  readonly port: number;
  /** Why the node is not ready, or undefined when it is. */
  notReady(): string | undefined;
  readonly metrics: { readonly contentType: string; text(): Promise<string> };
}

export interface AdminListener {
  readonly url: string;
  close(): Promise<void>;
}

export async function openAdminListener({ host, port, notReady, metrics }: AdminOptions): Promise<AdminListener> {
  const server = createServer((request, response) => {
    switch (request.method === 'GET' ? request.url : undefined) {
      case '/healthz':
        return answer(response, 200, 'text/plain', 'ok\n');
      case '/readyz': {
        const why = notReady();
        return answer(response, why === undefined ? 200 : 503, 'text/plain', `${why ?? 'ready'}\n`);
      }
      case '/metrics':
        metrics.text().then(
          (text) => answer(response, 200, metrics.contentType, text),
          () => answer(response, 500, 'text/plain', 'metrics failed\n'),
        );
        return;
      default:
        answer(response, 404, 'text/plain', 'not found\n');
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(listenError('admin', host, port, cause)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function answer(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body);
}
