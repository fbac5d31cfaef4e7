/** Builds what pages load: one module script without a word of the packages that the page brings itself. */
import { join } from 'node:path';
import { build } from 'esbuild';

const source = import.meta.dirname;

/** Builds `ringside-call-state.js` into the folder. @returns the folder */
export async function buildRoomApplication(folder: string): Promise<string> {
  await build({
    absWorkingDir: source,
    entryPoints: { 'ringside-call-state': 'index.ts' },
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: ['chrome120', 'firefox128', 'safari17'],
    minify: true,
    sourcemap: true,
    legalComments: 'none',
    logLevel: 'error',
  });
  return folder;
}

if (import.meta.main) console.log(await buildRoomApplication(join(source, 'dist')));
