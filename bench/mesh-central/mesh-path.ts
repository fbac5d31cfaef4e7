/** MeshCentral's way from a room's screen to a viewer's: its own agent, its relay with TLS, its web desktop. */
import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BenchError } from '../bench-error.ts';
import type { Path } from '../glass/stack.ts';
import { limits } from '../limits.ts';
import { startProgram } from '../process/child.ts';
import { processTree } from '../process/proc-stat.ts';
import { queuedBytes } from '../process/socket-bytes.ts';
import { startVirtualDisplay } from '../x-server/virtual-display.ts';
import { MeshControl } from './mesh-control.ts';
import { startMeshServer } from './mesh-server.ts';

/** Of those that the package has for many platforms; this one grabs X displays. */
const agentPrograms: Readonly<Record<string, string>> = { x64: 'meshagent_x86-64', arm64: 'meshagent_aarch64' };

export async function openMeshPath(packageFolder: string): Promise<Path> {
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const program = agentPrograms[process.arch];
    if (program === undefined) {
      throw new BenchError('missing-peer', `MeshCentral has no agent with a desktop for ${process.arch}.`);
    }
    const server = await startMeshServer(packageFolder, { tls: true });
    closers.push(() => server.stop());
    const control = await MeshControl.open(server);
    closers.push(() => control.close());
    const group = await control.createGroup();
    const display = await startVirtualDisplay("MeshCentral's Xvfb", limits.deviceWidth, limits.deviceHeight);
    closers.push(() => display.server.stop());
    const folder = await mkdtemp(join(tmpdir(), 'ringside-bench-meshagent-'));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'meshagent');
    await copyFile(join(packageFolder, 'agents', program), file);
    await chmod(file, 0o755);
    await writeFile(`${file}.msh`, await fetchText(server.port, `/meshsettings?id=${group}`));
    const agent = startProgram("MeshCentral's agent", file, ['connect'], { env: { DISPLAY: display.name } });
    closers.push(() => agent.stop());
    const device = await control.connectedDevice();
    return {
      deviceDisplay: display.name,
      // Its page takes the identifier as it stands: the signs in it are none that a query would have to escape.
      url: `https://127.0.0.1:${server.port}/?viewmode=11&hide=31&gotonode=${device}`,
      ports: [server.port],
      // Its certificate is its own.
      browserFlags: ['--ignore-certificate-errors'],
      get agents() {
        // It forks a process that grabs, once somebody looks.
        return processTree(agent.pid);
      },
      heldBytes: () => Promise.resolve(queuedBytes([server.child.pid, ...processTree(agent.pid)])),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** fetch() takes no certificate that is nobody's. */
function fetchText(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, rejectUnauthorized: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(text);
        else reject(new BenchError('not-ready', `MeshCentral has no settings for agents: ${response.statusCode}.`));
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}
