/** MeshCentral from npm, installed into a cache of the user's when it is not there: one version, written down here. */
import { join } from 'node:path';
import { installed } from '../process/npm-install.ts';

/** Its own dependencies are exact in its package.json. */
const meshVersion = '1.1.55';
export const meshName = `MeshCentral ${meshVersion}`;

/** @returns the package's folder. @throws BenchError that says why there is none */
export async function meshPackage(log: (line: string) => void): Promise<string> {
  const modules = await installed(
    {
      title: meshName,
      cacheName: `meshcentral-${meshVersion}`,
      megabytes: 450,
      files: { 'package.json': '{ "private": true }\n' },
      command: ['install', `meshcentral@${meshVersion}`],
    },
    log,
  );
  return join(modules, 'meshcentral');
}
