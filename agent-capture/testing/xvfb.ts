/**
 * A real X server without hardware for tests and benches: Xvfb on a display number of its own choice, with as many
 * monitors as wanted, and X clients on it. Stopping it stops all that it started, by their own process ids.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { X11Connection } from '../x11/connection.ts';
import { type Monitor, openRandr, type Randr } from '../x11/randr-extension.ts';

export interface XvfbOptions {
  /** The screen; by default just large enough for the monitors, else 1280 × 720. */
  readonly width?: number;
  readonly height?: number;
  /** Bits per pixel of the screen; 24. */
  readonly depth?: number;
  /**
   * Parts of the screen that act as monitors, which nothing shows: Xvfb has one output, and it is switched off. Without
   * any the whole screen is one, shown by that output.
   */
  readonly monitors?: readonly XvfbMonitor[];
  /** Further arguments: ["-extension", "DAMAGE"]. */
  readonly arguments?: readonly string[];
}

export interface XvfbMonitor {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly primary?: boolean;
  readonly widthMm?: number;
  readonly heightMm?: number;
}

export interface XvfbClient {
  readonly process: ChildProcess;
  /** Everything it has written to standard output so far. */
  output(): string;
  /** Resolves when standard output satisfies the condition; rejects when the client ends before. */
  outputWhen(condition: (output: string) => boolean): Promise<string>;
  stop(): Promise<void>;
}

export interface Xvfb {
  /** ":7" */
  readonly display: string;
  readonly process: ChildProcess;
  setMonitor(monitor: XvfbMonitor): Promise<void>;
  deleteMonitor(name: string): Promise<void>;
  /** Starts an X client; rejects with the Debian package's name when it is not installed. */
  start(command: string, args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<XvfbClient>;
  /** Runs an X client to its end and answers with its standard output, as bytes. */
  run(command: string, args?: readonly string[]): Promise<Buffer>;
  stop(): Promise<void>;
}

/** Which Debian package brings a program, for the sentence when it is missing. */
const packageOf: Readonly<Record<string, string>> = {
  Xvfb: 'xvfb',
  xterm: 'xterm',
  xev: 'x11-utils',
  xwininfo: 'x11-utils',
  xprop: 'x11-utils',
  xdotool: 'xdotool',
  xwd: 'x11-apps',
  setxkbmap: 'x11-xkb-utils',
  xkbcomp: 'x11-xkb-utils',
  xrandr: 'x11-xserver-utils',
  xset: 'x11-xserver-utils',
  xmodmap: 'x11-xserver-utils',
  xkill: 'x11-utils',
  openbox: 'openbox',
  xcompmgr: 'xcompmgr',
  xrefresh: 'x11-xserver-utils',
};

/** Millimetres per pixel at 96 dots per inch, for monitors that do not say. */
const pixelMm = 25.4 / 96;

export async function startXvfb(options: XvfbOptions = {}): Promise<Xvfb> {
  const monitors = options.monitors ?? [];
  const width =
    options.width ?? Math.max(1, ...monitors.map((one) => one.left + one.width), monitors.length ? 1 : 1280);
  const height =
    options.height ?? Math.max(1, ...monitors.map((one) => one.top + one.height), monitors.length ? 1 : 720);
  const screen = `${width}x${height}x${options.depth ?? 24}`;
  const fixed = ['-displayfd', '3', '-screen', '0', screen, '-noreset', '-nolisten', 'tcp', '-ac'];
  const server = spawn('Xvfb', [...fixed, ...(options.arguments ?? [])], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  await spawned(server, 'Xvfb');
  const display = `:${await displayNumber(server)}`;
  const clients = new Set<XvfbClient>();
  let randr: Promise<{ randr: Randr; connection: X11Connection }> | undefined;
  let claimed: { readonly name: string; readonly outputs: readonly number[] } | undefined;
  const monitorsOf = async (): Promise<Randr> => {
    randr ??= X11Connection.open(display, { closed: () => undefined }).then(async (connection) => ({
      connection,
      randr: await openRandr(connection),
    }));
    return (await randr).randr;
  };
  const xvfb: Xvfb = {
    display,
    process: server,
    async setMonitor(monitor) {
      const randr = await monitorsOf();
      // The first monitor claims Xvfb's one output, else that would make a monitor of the whole screen.
      claimed ??= { name: monitor.name, outputs: await randr.outputs() };
      await randr.setMonitor(complete(monitor), claimed.name === monitor.name ? claimed.outputs : []);
    },
    async deleteMonitor(name) {
      await (await monitorsOf()).deleteMonitor(name);
      if (claimed?.name === name) claimed = undefined;
    },
    async start(command, args = [], env = {}) {
      const client = await startClient(display, command, args, env);
      clients.add(client);
      client.process.once('exit', () => clients.delete(client));
      return client;
    },
    async run(command, args = []) {
      const child = spawn(command, args, {
        env: { ...process.env, DISPLAY: display },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const chunks: Buffer[] = [];
      let complaint = '';
      child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => {
        complaint += chunk.toString();
      });
      await spawned(child, command);
      const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
      if (code !== 0) throw new Error(`${command} ended with ${code}: ${complaint.trim()}`);
      return Buffer.concat(chunks);
    },
    async stop() {
      (await randr?.catch(() => undefined))?.connection.close();
      await Promise.all([...clients].map((client) => client.stop()));
      await ended(server);
    },
  };
  try {
    if (monitors.length > 0) await (await monitorsOf()).switchOff();
    for (const monitor of monitors) await xvfb.setMonitor(monitor);
  } catch (error) {
    await xvfb.stop();
    throw error;
  }
  return xvfb;
}

function complete(monitor: XvfbMonitor): Omit<Monitor, 'automatic'> {
  const { width, height } = monitor;
  const widthMm = monitor.widthMm ?? Math.round(width * pixelMm);
  const heightMm = monitor.heightMm ?? Math.round(height * pixelMm);
  return { ...monitor, primary: monitor.primary ?? false, widthMm, heightMm };
}

async function startClient(
  display: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<XvfbClient> {
  const child = spawn(command, args, {
    env: { ...process.env, ...env, DISPLAY: display },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    for (const check of waiting) check();
  });
  await spawned(child, command);
  return {
    process: child,
    output: () => output,
    outputWhen: (condition) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (!condition(output)) return;
          waiting.delete(check);
          resolve(output);
        };
        const gone = (): void => {
          if (waiting.delete(check)) reject(new Error(`${command} ended early; it wrote: ${output}`));
        };
        waiting.add(check);
        check();
        if (child.stdout.closed) gone();
        else child.once('close', gone);
      }),
    stop: () => ended(child),
  };
}

function spawned(child: ChildProcess, command: string): Promise<void> {
  // A test that fails before it stops what it started leaves nothing running behind.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) => {
      const advice = `install the package ${packageOf[command] ?? `that brings ${command}`}`;
      reject(new Error(`${command} cannot be started: ${advice} (npm test does so where it may).`, { cause }));
    });
  });
}

/** Xvfb writes its display number to file descriptor 3 once it accepts connections. */
function displayNumber(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let complaint = '';
    let number = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-2_000);
    });
    server.stdio[3]?.on('data', (chunk: Buffer) => {
      number += chunk.toString();
      if (number.endsWith('\n')) resolve(number.trim());
    });
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code} at its start: ${complaint.trim()}`)));
  });
}

/** SIGTERM, then SIGKILL for what does not listen. Idempotent. */
function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const patienceMs = 2_000;
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
    child.kill('SIGCONT');
  });
}
