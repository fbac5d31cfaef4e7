/** Builds the client as one module for portals in plain JavaScript, without a dependency. */
import { join } from 'node:path';
import { build } from 'esbuild';

const source = import.meta.dirname;

/** Builds `ringside-client.js` into the folder. @returns the folder */
async function buildClient(folder: string): Promise<string> {
  await build({
    absWorkingDir: source,
    entryPoints: { 'ringside-client': 'index.ts' },
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    sourcemap: true,
    legalComments: 'none',
    logLevel: 'error',
  });
  return folder;
}

if (import.meta.main) console.log(await buildClient(join(source, 'dist')));
