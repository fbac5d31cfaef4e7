/**
 * MeshCentral's server as a process of its own, with one account that everybody is signed in as, on loopback only: no
 * updates, no backups, nothing asked of other hosts. Everything else is at its defaults.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { type Child, startNode } from '../process/child.ts';
import { freePort, portOpen } from '../process/free-port.ts';
import { collectArguments } from '../process/memory.ts';
import { runToEnd } from '../process/run-to-end.ts';

const account = 'bench';

export interface MeshServer {
  readonly child: Child;
  readonly port: number;
  /** With TLS, as it is by default, or without. */
  readonly tls: boolean;
  readonly packageFolder: string;
  stop(): Promise<void>;
}

export interface MeshServerOptions {
  /** Off as behind a proxy that does TLS: to be measured beside what has none either. */
  readonly tls: boolean;
  /** Agents need not prove who they are: those that are played have no certificate worth checking. */
  readonly trusting?: boolean;
}

export async function startMeshServer(packageFolder: string, options: MeshServerOptions): Promise<MeshServer> {
  const folder = await mkdtemp(join(tmpdir(), 'ringside-bench-mesh-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const port = await freePort();
    const data = join(folder, 'data');
    const files = join(folder, 'files');
    const page = join(folder, 'public');
    for (const made of [data, files, join(page, 'scripts')]) await mkdir(made, { recursive: true });
    await writeFile(join(page, 'scripts', 'custom.js'), customScript);
    await writeFile(join(data, 'config.json'), JSON.stringify(configuration(port, page, options)));
    const program = join(packageFolder, 'meshcentral.js');
    const places = ['--datapath', data, '--filespath', files];
    await administer(program, [...places, '--createaccount', account, '--pass', crypto.randomUUID()]);
    await administer(program, [...places, '--adminaccount', account]);
    // Launched directly, where it would start itself again as a child; that one ends with its parent's pipe.
    const args = ['--launch', String(process.pid), ...places];
    const child = startNode('MeshCentral', program, args, { execArgv: collectArguments, openInput: true });
    const early = ended(child);
    // It ends in the end, too.
    early.catch(() => {});
    await Promise.race([portOpen(port, 'MeshCentral'), early]);
    const stop = async (): Promise<void> => {
      await child.stop();
      await remove();
    };
    return { child, port, tls: options.tls, packageFolder, stop };
  } catch (error) {
    await remove();
    throw error;
  }
}

function configuration(port: number, webPublicPath: string, { tls, trusting = false }: MeshServerOptions): object {
  const settings = {
    cert: '127.0.0.1',
    WANonly: true,
    port,
    exactPorts: true,
    redirPort: 0,
    mpsPort: 0,
    selfUpdate: false,
    autoBackup: false,
    // It would ask a server on the Internet for the time, to sign its agents for Windows.
    agentTimeStampServer: false,
    user: account,
    ...(tls ? {} : { tlsOffload: true }),
    ...(trusting ? { ignoreAgentHashCheck: true } : {}),
  };
  return { settings, domains: { '': { newAccounts: false, webPublicPath } } };
}

/** The place that MeshCentral gives to scripts of one's own: shows the picture 1:1 and presses Connect. */
const customScript = `const connecting = setInterval(() => {
  if (typeof currentNode === 'undefined' || currentNode == null || xxcurrentView !== 11 || desktop != null) return;
  clearInterval(connecting);
  deskAspectRatio = 1;
  connectDesktop(null, 1);
}, ${limits.pollMs});
`;

async function administer(program: string, args: readonly string[]): Promise<void> {
  const all = [program, ...args];
  const { code, output } = await runToEnd('MeshCentral', process.execPath, all, { withinMs: limits.startMs });
  if (code !== 0) throw new BenchError('not-ready', `MeshCentral made no account: ${output.trim()}`);
}

function ended(child: Child): Promise<never> {
  return new Promise((_, reject) => {
    child.process.once('exit', () =>
      reject(new BenchError('not-ready', `MeshCentral ended too early: ${child.output().trim()}`)),
    );
  });
}
