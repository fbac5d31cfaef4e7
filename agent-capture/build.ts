/**
 * Builds what `npm pack` packs: dist/main.js and its chunks, with Ringside's own packages inside and everybody else's
 * left to npm, as package.json lists them.
 */
import { chmodSync, copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import packageFile from './package.json' with { type: 'json' };

const root = import.meta.dirname;
const outdir = join(root, 'dist');

rmSync(outdir, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  // Threads and further processes are files of their own, beside the bundle.
  entryPoints: {
    main: 'main.ts',
    helper: 'helper/main.ts',
    'h264-worker': 'encode/h264-worker.ts',
    'painter-process': 'card/painter-process.ts',
  },
  outdir,
  bundle: true,
  // Platforms are imported when they are chosen: each stays a chunk of its own, and so do its packages.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.20',
  legalComments: 'none',
  metafile: true,
  plugins: [
    {
      name: 'packages-of-others',
      setup(plugin) {
        plugin.onResolve({ filter: /^[^./]/ }, ({ path }) =>
          path.startsWith('@ringside/') ? null : { path, external: true },
        );
      },
    },
  ],
});

const listed = new Set([...Object.keys(packageFile.dependencies), ...Object.keys(packageFile.optionalDependencies)]);
for (const { imports } of Object.values(metafile.outputs)) {
  for (const { path, external } of imports) {
    if (external !== true || path.startsWith('node:')) continue;
    const name = path
      .split('/')
      .slice(0, path.startsWith('@') ? 2 : 1)
      .join('/');
    if (!listed.has(name)) throw new Error(`${name} is bundled code's import, but no dependency in package.json`);
  }
}
for (const program of ['main.js', 'helper.js']) chmodSync(join(outdir, program), 0o755);
for (const name of ['LICENSE', 'NOTICE']) copyFileSync(join(root, '..', name), join(outdir, name));
