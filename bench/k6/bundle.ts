/** k6's script as one file: with the protocol, the agent's connection and the widget's link, as they are. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export async function bundleScript(file: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('script/rooms.ts', import.meta.url))],
    outfile: file,
    bundle: true,
    format: 'esm',
    // k6's JavaScript is neither Node's nor a browser's.
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2023',
    external: ['k6', 'k6/*'],
    logLevel: 'silent',
  });
}
