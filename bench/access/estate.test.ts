import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ask } from './estate.ts';

/** Asks a server that answers so. */
async function asked(answer: (response: ServerResponse) => void): Promise<unknown> {
  const server = createServer((_, response) => answer(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const creation = { operator: 'o', method: 'POST', path: '/v1/users', body: { name: 'Zoë' } };
  try {
    return await ask({ url: `http://127.0.0.1:${port}` }, { apiKey: 'k' }, creation);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('asking services', () => {
  it('gives the answer, or none where there is none', async () => {
    expect(await asked((response) => response.end('{"id":"ü"}'))).toEqual({ id: 'ü' });
    expect(await asked((response) => response.writeHead(204).end())).toBeUndefined();
  });

  it('fails when it is refused, and when the connection breaks before the answer or within it', async () => {
    await expect(asked((response) => response.writeHead(403).end('{}'))).rejects.toThrow('was refused');
    await expect(asked((response) => response.socket?.resetAndDestroy())).rejects.toThrow('ECONNRESET');
    const within = asked((response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('{');
      // Nothing tells a server that the beginning of its answer was read.
      setTimeout(() => response.socket?.resetAndDestroy(), 100);
    });
    await expect(within).rejects.toThrow();
  });
});
