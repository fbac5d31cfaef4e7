/** MeshCentral from npm, installed into a cache of the user's when it is not there: one version, written down here. */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { cacheFolder } from '../process/cache-folder.ts';
import { findProgram } from '../process/child.ts';
import { runToEnd } from '../process/run-to-end.ts';

/** Its own dependencies are exact in its package.json. */
const meshVersion = '1.1.55';
export const meshName = `MeshCentral ${meshVersion}`;

/** @returns the package's folder. @throws BenchError that says why there is none */
export async function meshPackage(log: (line: string) => void): Promise<string> {
  const folder = cacheFolder(`meshcentral-${meshVersion}`);
  const installed = join(folder, 'node_modules', 'meshcentral');
  if (existsSync(installed)) return installed;
  const npm = findProgram('npm', 'npm');
  log(`installing ${meshName} from npm: 450 MB, once`);
  // Under another name until it is whole: an installation that broke off is none.
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    await writeFile(join(unfinished, 'package.json'), '{ "private": true }\n');
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
    const args = ['install', '--prefix', unfinished, ...quiet, `meshcentral@${meshVersion}`];
    const { code, output } = await runToEnd('npm install', npm, args, { withinMs: limits.meshInstallMs });
    if (code !== 0) {
      const why = output.trim().replace(/\s+/g, ' ').slice(0, limits.sentenceUnits);
      throw new BenchError('missing-peer', `${meshName} could not be installed from npm: ${why}`);
    }
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return installed;
}
