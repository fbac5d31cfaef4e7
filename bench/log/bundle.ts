/** The process that writes as two files instead of hundreds: it is started a thousand times, and must be there at once. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Inside the tree, since the database's native part is found from there. */
const folder = fileURLToPath(new URL('../../node_modules/.cache/ringside-log', import.meta.url));

/** @returns the program */
export async function bundleWriter(): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, source] of [
    ['writing-process', 'writing-process.ts'],
    ['sqlite-worker', '../../services/store/sqlite-worker.ts'],
  ] as const) {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL(source, import.meta.url))],
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node22',
      external: ['better-sqlite3'],
      write: false,
      logLevel: 'silent',
    });
    const text = outputFiles[0]?.text ?? '';
    await writeFile(join(folder, `${name}.mjs`), text.replace('./sqlite-worker.ts', './sqlite-worker.mjs'));
  }
  return join(folder, 'writing-process.mjs');
}
