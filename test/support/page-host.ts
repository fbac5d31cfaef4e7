/** A web server of one page and its scripts, on loopback. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

export interface PageHost {
  /** "http://localhost:40000" */
  readonly origin: string;
  close(): void;
}

/**
 * @param scripts files by their paths in addresses: "/page.js"
 * @param inline the module script that the page begins with
 */
export async function hostPage(scripts: Readonly<Record<string, string>>, inline: string): Promise<PageHost> {
  const page = `<!doctype html><title>Room</title><script type="module">${inline}</script>`;
  const server = createServer((request, response) => {
    const script = scripts[request.url ?? ''];
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
    if (script === undefined) response.end(page);
    else void readFile(script).then((bytes) => response.end(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    origin: `http://localhost:${address.port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
