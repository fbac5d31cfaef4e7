/** What the load goes through: our relay as a real process, the bare forwarders, haproxy and websockify. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { limits } from '../limits.ts';
import { haproxyConfiguration, peers, websockifyTcpArguments } from '../peers.ts';
import { type Child, findProgram, nextMessage, startNode, startProgram } from '../process/child.ts';
import { freePort, portOpen } from '../process/free-port.ts';
import { collectArguments } from '../process/memory.ts';
import { fieldAt } from '../process/message-field.ts';

export interface Server {
  readonly child: Child;
  readonly port: number;
  stop(): Promise<void>;
}

export interface RelayServer extends Server {
  /** Where its metrics are. */
  readonly adminUrl: string;
}

const relayMain = fileURLToPath(new URL('../../relay/main.ts', import.meta.url));

/** How a program of ours is started: plainly, or under a profiler. */
export type Launch = (name: string, file: string, args: readonly string[], env: Record<string, string>) => Child;

/** Ready to be asked for its memory. */
export const launchPlainly: Launch = (name, file, args, env) =>
  startNode(name, file, args, { env, execArgv: collectArguments });

export interface RelayOptions {
  /** Any free one, unless it has to be that of an earlier run. */
  readonly port?: number;
  readonly tls?: { readonly certificateFile: string; readonly keyFile: string };
  /** How agents and viewers are told to reach it, when that is not its port. */
  readonly publicUrl?: string;
}

export async function startRelay(
  services: { controlUrl: string; secret: string },
  launch = launchPlainly,
  { port: wanted, tls, publicUrl }: RelayOptions = {},
): Promise<RelayServer> {
  const port = wanted ?? (await freePort());
  const adminPort = await freePort();
  const child = launch('relay', relayMain, [], {
    RINGSIDE_RELAY_PORT: String(port),
    RINGSIDE_RELAY_ADMIN_PORT: String(adminPort),
    RINGSIDE_RELAY_CONTROL_URL: services.controlUrl,
    RINGSIDE_RELAY_CONTROL_SECRET: services.secret,
    ...(publicUrl === undefined ? {} : { RINGSIDE_RELAY_PUBLIC_URL: publicUrl }),
    ...(tls === undefined
      ? {}
      : { RINGSIDE_RELAY_TLS_CERTIFICATE: tls.certificateFile, RINGSIDE_RELAY_TLS_KEY: tls.keyFile }),
  });
  // It listens once services have told it everything.
  await portOpen(port, 'the relay');
  return { child, port, adminUrl: `http://127.0.0.1:${adminPort}`, stop: () => child.stop() };
}

export type ForwarderLibrary = 'uwebsockets' | 'ws';

export async function startForwarder(library: ForwarderLibrary): Promise<Server> {
  const file = fileURLToPath(new URL(`../forwarder/${library}-forwarder.ts`, import.meta.url));
  const child = startNode(`${library} forwarder`, file, [], { execArgv: collectArguments });
  const pick = (message: unknown): number | undefined => {
    const port = fieldAt(fieldAt(message, 'ready'), 'port');
    return typeof port === 'number' ? port : undefined;
  };
  const port = await nextMessage(child, pick, limits.startMs);
  return { child, port, stop: () => child.stop() };
}

export async function startHaproxy(target: number): Promise<Server> {
  const program = findProgram(peers.haproxy.program, peers.haproxy.debianPackage);
  const folder = await mkdtemp(join(tmpdir(), 'ringside-bench-haproxy-'));
  const port = await freePort();
  const file = join(folder, 'haproxy.cfg');
  await writeFile(file, haproxyConfiguration(port, target));
  const child = startProgram('haproxy', program, ['-db', '-f', file]);
  await portOpen(port, 'haproxy');
  const stop = async (): Promise<void> => {
    await child.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { child, port, stop };
}

export async function startWebsockify(target: number): Promise<Server> {
  const program = findProgram(peers.websockify.program, peers.websockify.debianPackage);
  const port = await freePort();
  const child = startProgram('websockify', program, websockifyTcpArguments(port, target));
  await portOpen(port, 'websockify');
  return { child, port, stop: () => child.stop() };
}
