/**
 * The embedded default: services, relay and a simulated room as child processes of one command, on SQLite.
 * Starts them in that order, prints one sign-in link, and stops them in reverse on Ctrl+C.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildPortal } from '@ringside/portal-embed';
import { prepareDataFolder } from '@ringside/settings';

const root = import.meta.dirname;
// A setting that is empty is not set: hence || throughout.
const dataFolder = resolve(process.env.RINGSIDE_DATA || join(root, 'data'));
/** This run's own page: a second start on the same data is refused, and must not touch that of the first. */
const portalPrefix = 'portal-';
let portalFolder: string | undefined;
const servicesPort = process.env.RINGSIDE_SERVICES_PORT || '8400';
const relayPort = process.env.RINGSIDE_RELAY_PORT || '8401';
/** A child that is not ready or gone by then is in trouble; a cold first start with migrations takes under 2 s. */
const readyTimeoutMs = 30_000;
const stopTimeoutMs = 10_000;

class StartError extends Error {
  readonly code = 'start';
}

interface Child {
  readonly name: string;
  readonly process: ChildProcess;
}

type Environment = Record<string, string>;

const children: Child[] = [];
let stopping = false;

/** Runs one of our programs and resolves with what it says once it is ready. Its sentence on stderr is the user's. */
function start(name: string, program: string, args: readonly string[], env: Environment): Promise<unknown> {
  // What was told to stop may still say that it is ready: nothing is started after that.
  if (stopping) return new Promise(() => undefined);
  const child = fork(join(root, program), args, {
    env: { ...process.env, ...env },
    // A terminal's Ctrl+C reaches the whole process group; only this process answers it, and stops in order.
    detached: true,
    stdio: ['ignore', process.env.RINGSIDE_LOGS ? 'inherit' : 'ignore', 'inherit', 'ipc'],
  });
  children.push({ name, process: child });
  return new Promise((resolve, reject) => {
    let ready = false;
    const timeout = setTimeout(() => reject(new StartError(`${name} did not start in time.`)), readyTimeoutMs);
    child.on('message', (message) => {
      if (typeof message !== 'object' || message === null || !('ready' in message)) return;
      clearTimeout(timeout);
      ready = true;
      resolve(message.ready);
    });
    child.on('exit', (code) => {
      clearTimeout(timeout);
      // Before it was ready it has said by itself what is wrong.
      void stop(code === 0 || code === null ? 1 : code, ready ? `${name} has stopped: stopping the rest.` : undefined);
    });
  });
}

async function stop(code: number, why?: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (why !== undefined) console.error(why);
  for (const { process: child } of children.toReversed()) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    const inTime = await Promise.race([gone.then(() => true), delay(stopTimeoutMs, false)]);
    if (!inTime) child.kill('SIGKILL');
  }
  if (portalFolder !== undefined) rmSync(portalFolder, { recursive: true, force: true });
  process.exit(code);
}

function text(ready: unknown, field: string): string {
  const value: unknown = typeof ready === 'object' && ready !== null ? Reflect.get(ready, field) : undefined;
  if (typeof value !== 'string') throw new StartError(`A part of Ringside started without its ${field}.`);
  return value;
}

async function main(): Promise<void> {
  const roomFolder = join(dataFolder, 'simulated-room');
  for (const folder of [dataFolder, roomFolder]) prepareDataFolder(folder, 'RINGSIDE_DATA');
  portalFolder = mkdtempSync(join(dataFolder, portalPrefix));
  await buildPortal(portalFolder);

  const controlSecret = randomBytes(32).toString('base64url');
  const services = await start('services', 'services/main.ts', [], {
    RINGSIDE_SERVICES_DATA_FOLDER: join(dataFolder, 'services'),
    RINGSIDE_SERVICES_PORT: servicesPort,
    RINGSIDE_SERVICES_CONTROL_SECRET: controlSecret,
    RINGSIDE_SERVICES_PORTAL_FOLDER: portalFolder,
    RINGSIDE_SERVICES_EMBEDDED: 'true',
  });
  // Services hold the data now: what killed runs have left is nobody's.
  for (const name of readdirSync(dataFolder)) {
    const isOther = name.startsWith(portalPrefix) && name !== basename(portalFolder);
    if (isOther) rmSync(join(dataFolder, name), { recursive: true, force: true });
  }
  await start('relay', 'relay/main.ts', [], {
    RINGSIDE_RELAY_PORT: relayPort,
    RINGSIDE_RELAY_CONTROL_URL: text(services, 'controlUrl'),
    RINGSIDE_RELAY_CONTROL_SECRET: controlSecret,
  });
  await start('the simulated room', 'agent-capture/main.ts', ['run'], {
    RINGSIDE_AGENT_DATA_FOLDER: roomFolder,
    RINGSIDE_AGENT_PLATFORM: 'simulated',
    RINGSIDE_AGENT_NAME: 'Simulated room',
    RINGSIDE_AGENT_SERVICES_URL: text(services, 'url'),
    RINGSIDE_AGENT_ENROLMENT_KEY: text(services, 'enrolmentKey'),
  });

  console.log(`Ringside is running. Its data is in ${dataFolder}`);
  console.log(`Sign in (once, within 10 minutes): ${text(services, 'signInLink')}`);
  console.log('Ctrl+C stops it.');
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
main().catch((error: unknown) => {
  void stop(1, error instanceof Error ? error.message : String(error));
});
