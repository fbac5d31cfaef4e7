/** Ringside as it runs: services, relay and agent as processes of their own, in a folder of their own, on free ports. */
import { type ChildProcess, execFile, fork } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildPortal } from '@ringside/portal-embed';

const root = join(import.meta.dirname, '../..');

export type Environment = Readonly<Record<string, string>>;

/** One of our programs while it runs. */
export class Program {
  readonly #child: ChildProcess;
  readonly ready: Promise<Record<string, string>>;
  readonly #exit: Promise<number | null>;
  #log = '';

  constructor(program: string, args: readonly string[], env: Environment) {
    this.#child = fork(join(root, program), args, { env: { ...process.env, ...env }, silent: true });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk) => {
        this.#log += String(chunk);
      });
    }
    this.#exit = new Promise((done) => this.#child.once('exit', (code) => done(code)));
    this.ready = new Promise((ready, failed) => {
      this.#child.on('message', (message) => {
        if (typeof message === 'object' && message !== null && 'ready' in message) {
          ready(message.ready as unknown as Record<string, string>);
        }
      });
      void this.#exit.then((code) => failed(new Error(`${program} ended with ${code}: ${this.#log}`)));
    });
    // Whoever does not wait for it need not handle it.
    this.ready.catch(() => undefined);
  }

  get log(): string {
    return this.#log;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill(signal);
    return this.#exit;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}

/** Below the ports that systems give to who asks for any: nobody takes one of these between our look and our use. */
const namedPorts = { first: 20_000, count: 12_000 };

/** A port that is free now. A relay that shall listen on it again after a restart must have asked for it by number. */
export async function freePort(): Promise<string> {
  for (;;) {
    const port = namedPorts.first + randomInt(namedPorts.count);
    const probe = createServer().listen(port, '127.0.0.1');
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    probe.close();
    await once(probe, 'close');
    return String(port);
  }
}

export interface RingsideOptions {
  /** Settings of the agent beyond the simulated default: an X display, say. */
  readonly agent?: Environment;
}

export class Ringside {
  readonly folder: string;
  services!: Program;
  relay!: Program;
  agent!: Program;
  /** Where operators go, without a trailing slash. */
  url = '';
  relayUrl = '';
  adminUrl = '';
  device = '';
  signInLink = '';
  #controlUrl = '';
  #enrolmentKey = '';
  readonly #controlSecret = randomBytes(32).toString('base64url');

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async start({ agent = { RINGSIDE_AGENT_PLATFORM: 'simulated' } }: RingsideOptions = {}): Promise<Ringside> {
    const ringside = new Ringside(await mkdtemp(join(tmpdir(), 'ringside-test-')));
    try {
      await buildPortal(join(ringside.folder, 'portal'));
      await ringside.startServices();
      await ringside.startRelay();
      await ringside.startAgent(agent);
    } catch (error) {
      await ringside.stop();
      throw error;
    }
    return ringside;
  }

  get servicesEnvironment(): Environment {
    return {
      RINGSIDE_SERVICES_DATA_FOLDER: join(this.folder, 'services'),
      RINGSIDE_SERVICES_PORT: this.url === '' ? '0' : new URL(this.url).port,
      RINGSIDE_SERVICES_CONTROL_PORT: this.#controlUrl === '' ? '0' : new URL(this.#controlUrl).port,
      RINGSIDE_SERVICES_CONTROL_SECRET: this.#controlSecret,
      RINGSIDE_SERVICES_PORTAL_FOLDER: join(this.folder, 'portal'),
      RINGSIDE_SERVICES_EMBEDDED: 'true',
    };
  }

  get agentFolder(): string {
    return join(this.folder, 'agent');
  }

  async startServices(): Promise<void> {
    this.services = new Program('services/main.ts', [], this.servicesEnvironment);
    const { url = '', controlUrl = '', signInLink = '', enrolmentKey = '' } = await this.services.ready;
    this.url = url.replace(/\/$/, '');
    this.#controlUrl = controlUrl;
    this.signInLink = signInLink;
    this.#enrolmentKey = enrolmentKey;
  }

  /** On the same port as before, when there was one. */
  async startRelay(): Promise<void> {
    this.relay = new Program('relay/main.ts', [], {
      RINGSIDE_RELAY_PORT: this.relayUrl === '' ? await freePort() : new URL(this.relayUrl).port,
      RINGSIDE_RELAY_ADMIN_PORT: '0',
      RINGSIDE_RELAY_CONTROL_URL: this.#controlUrl,
      RINGSIDE_RELAY_CONTROL_SECRET: this.#controlSecret,
    });
    const { url = '', adminUrl = '' } = await this.relay.ready;
    this.relayUrl = url;
    this.adminUrl = adminUrl;
  }

  async startAgent(settings: Environment): Promise<void> {
    this.agent = new Program('agent-capture/main.ts', ['run'], {
      RINGSIDE_AGENT_DATA_FOLDER: this.agentFolder,
      RINGSIDE_AGENT_SERVICES_URL: this.url,
      RINGSIDE_AGENT_ENROLMENT_KEY: this.#enrolmentKey,
      ...settings,
    });
    const { device = '' } = await this.agent.ready;
    this.device = device;
  }

  /** A command of the services' command line, beside the running process. @returns what it prints */
  async command(...args: string[]): Promise<string> {
    const program = [join(root, 'services/main.ts'), ...args];
    const env = { ...process.env, ...this.servicesEnvironment };
    return (await promisify(execFile)(process.execPath, program, { env })).stdout.trim();
  }

  /** One of the relay's own counters or gauges; with a label as `name{reason="x"}`. */
  async relayMetric(name: string): Promise<number> {
    const text = await (await fetch(new URL('/metrics', this.adminUrl))).text();
    const line = text.split('\n').find((candidate) => candidate.startsWith(`ringside_relay_${name} `));
    if (line === undefined) throw new Error(`The relay has no metric ${name}.`);
    return Number(line.slice(line.lastIndexOf(' ') + 1));
  }

  async stop(): Promise<void> {
    await this.agent?.stop();
    await this.relay?.stop();
    await this.services?.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
