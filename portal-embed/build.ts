/** Builds what browsers load: the portal's page and the widget's one script, each with its source map. */
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build, stop } from 'esbuild';

const source = import.meta.dirname;

/**
 * Builds into `folder`: index.html, icon.svg, portal.css, portal.js and embed/ringside-viewer.js. Served as they are.
 * @returns the folder
 */
export async function buildPortal(folder: string): Promise<string> {
  await mkdir(join(folder, 'embed'), { recursive: true });
  await build({
    absWorkingDir: source,
    entryPoints: { portal: 'page/portal.ts', 'embed/ringside-viewer': 'embed.ts' },
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: ['chrome120', 'firefox128', 'safari17'],
    conditions: ['production'],
    alias: { long: join(source, 'without-long.ts') },
    minify: true,
    sourcemap: true,
    legalComments: 'linked',
    logLevel: 'error',
  });
  // Its service would stay as long as this process does.
  await stop();
  for (const name of ['index.html', 'portal.css', 'icon.svg'])
    await copyFile(join(source, 'page', name), join(folder, name));
  return folder;
}

if (import.meta.main) console.log(await buildPortal(join(source, 'dist')));
