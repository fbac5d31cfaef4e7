/** Small web sites for browser tests: given files, under a given content security policy, on a port of their own. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
};

/** An answer of a scripted API; undefined for a path that it does not have. */
export type AnswerCall = (call: {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
}) => { readonly status: number; readonly body?: object } | undefined;

export interface SiteOptions {
  readonly api?: AnswerCall;
  /** By path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Served for paths that are not among the files. */
  readonly folder?: string;
  readonly policy?: (origin: string) => string;
}

export class Site {
  readonly origin: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async listen({ files = {}, folder, policy, api }: SiteOptions): Promise<Site> {
    const server = createServer(async (request, response) => {
      const path = normalize(new URL(request.url ?? '/', 'http://site').pathname);
      const called = api?.({
        method: request.method ?? 'GET',
        path,
        body: await readBody(request),
        headers: request.headers,
      });
      if (called !== undefined) {
        response.writeHead(called.status, { 'Content-Type': 'application/json' });
        response.end(called.body === undefined ? '' : JSON.stringify(called.body));
        return;
      }
      const name = path === '/' ? '/index.html' : path;
      const content = files[name] ?? (folder === undefined ? undefined : await readOrNothing(join(folder, name)));
      if (content === undefined) {
        response.writeHead(404).end();
        return;
      }
      response.setHeader('Content-Type', types[extname(name)] ?? 'application/octet-stream');
      response.setHeader('Access-Control-Allow-Origin', '*');
      if (policy !== undefined) response.setHeader('Content-Security-Policy', policy(site.origin));
      response.end(content);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const site = new Site(server);
    return site;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function readOrNothing(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch {
    return undefined;
  }
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const content = Buffer.concat(chunks).toString();
  return content === '' ? undefined : JSON.parse(content);
}
