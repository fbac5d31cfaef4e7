/**
 * Real sound servers without hardware for tests and benches: PulseAudio, or PipeWire in its place, with a sink that
 * swallows everything and whose monitor real programs record from.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface SoundServer {
  /** Its socket for PulseAudio's clients. */
  readonly socket: string;
  /** The process that answers on it. */
  readonly process: ChildProcess;
  /** Records, as a call would, until it is stopped. Resolves once the server has made the recording. */
  record(): Promise<Recorder>;
  /** What pactl answers. */
  control(...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

export interface Recorder {
  readonly process: ChildProcess;
  /** When the program was started, and when it heard that its recording exists. */
  readonly startedMs: number;
  readonly recordsMs: number;
  stop(): Promise<void>;
}

const sink = 'room';

export async function startPulseAudio(folder = newFolder()): Promise<SoundServer> {
  const socket = socketIn(folder);
  const modules = [`module-native-protocol-unix socket=${socket}`, `module-null-sink sink_name=${sink}`];
  const args = ['-n', '-v', '--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no'];
  const env = environment(folder);
  const server = start('pulseaudio', [...args, ...modules.flatMap((module) => ['-L', module])], env);
  await says(server, 'Daemon startup complete');
  return describe(folder, env, [server]);
}

/** PipeWire, its session manager, and its server for PulseAudio's clients. */
export async function startPipeWire(): Promise<SoundServer> {
  const folder = newFolder();
  const address = `unix:path=${join(folder, 'bus')}`;
  const env = { ...environment(folder), DBUS_SESSION_BUS_ADDRESS: address };
  // The session manager ends without a bus.
  const bus = start('dbus-daemon', ['--session', '--nofork', '--print-address', `--address=${address}`], env);
  await once(bus.stdout ?? bus, 'data');
  const daemon = start('pipewire', [], env);
  await until(() => run('pw-cli', ['info', '0'], env));
  const manager = start('wireplumber', [], env);
  const server = start('pipewire-pulse', [], env);
  const described = describe(folder, env, [server, manager, daemon, bus]);
  await until(() => described.control('info'));
  await described.control('load-module', 'module-null-sink', `sink_name=${sink}`);
  return described;
}

function describe(
  folder: string,
  env: NodeJS.ProcessEnv,
  [server, ...others]: readonly [ChildProcess, ...ChildProcess[]],
): SoundServer {
  const recorders = new Set<Recorder>();
  const socket = socketIn(folder);
  const client = { ...env, PULSE_SERVER: `unix:${socket}` };
  return {
    socket,
    process: server,
    async record() {
      const startedMs = performance.now();
      const child = start('parec', ['--verbose', '-d', `${sink}.monitor`], client);
      await says(child, 'Stream successfully created');
      const recorder = { process: child, startedMs, recordsMs: performance.now(), stop: () => ended(child) };
      recorders.add(recorder);
      return recorder;
    },
    control: (...args) => run('pactl', args, client),
    async stop() {
      server.kill('SIGCONT');
      for (const recorder of recorders) await recorder.stop();
      for (const child of [server, ...others]) await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function socketIn(folder: string): string {
  return join(folder, 'native');
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'ringside-sound-'));
}

/** Nothing of this machine's own sound. */
function environment(folder: string): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  return { PATH, HOME: folder, XDG_RUNTIME_DIR: folder, PULSE_RUNTIME_PATH: folder, LC_ALL: 'C.UTF-8' };
}

function start(command: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  // A test that fails before it stops what it started leaves nothing running behind.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  child.stdout.resume();
  child.stderr.resume();
  return child;
}

function says(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes(words)) resolve();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${child.spawnfile} ended with ${code}: ${said}`)));
  });
}

async function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return (await promisify(execFile)(command, args, { env, timeout: 5_000 })).stdout;
}

/** These programs do not say when they are ready. */
async function until(succeeds: () => Promise<unknown>): Promise<void> {
  const deadlineMs = performance.now() + 15_000;
  for (;;) {
    try {
      await succeeds();
      return;
    } catch (error) {
      if (performance.now() > deadlineMs) throw error;
    }
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
