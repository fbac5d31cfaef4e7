/** The static files of our own page and of the widget. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import { ServicesError } from '../services-error.ts';
import { ProblemError } from './problem.ts';
import type { TypedServer } from './typed-server.ts';

export async function portalFiles(server: TypedServer, folder: string): Promise<void> {
  const root = resolve(folder);
  if (!existsSync(join(root, 'index.html'))) {
    throw new ServicesError(
      'listen',
      `There is no page in ${root}: build the portal or correct services.portalFolder.`,
    );
  }
  await server.register(fastifyStatic, { root, serve: false, dotfiles: 'deny', cacheControl: false });
  const config = { access: 'public' } as const;
  const schema = { hide: true };
  // Revalidated each time, so that a new build is seen at once.
  server.get('/', { config, schema }, (_, reply) => reply.header('cache-control', 'no-cache').sendFile('index.html'));
  server.get('/*', { config, schema }, (request, reply) => {
    const { '*': path } = request.params as { '*': string };
    if (path.startsWith('v1/') || path.startsWith('.')) throw new ProblemError('not-found');
    return reply.header('cache-control', 'no-cache').sendFile(path);
  });
}
