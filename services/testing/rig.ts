/** Services on a real database in a folder of its own, with a signed-in operator, devices and a node, for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportPublicKey, generateProofKeys, signProof } from '@ringside/protocol';
import { type RunningServices, type ServicesSettings, startServices } from '../index.ts';
import { createLog } from '../monitoring/log.ts';
import { type ManualSources, manualSources } from './manual-sources.ts';
import { TestNode } from './test-node.ts';

export const controlSecret = 'a control secret for tests, long enough';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came.
  readonly body: any;
}

export interface Rig {
  readonly services: RunningServices;
  readonly sources: ManualSources;
  readonly dataFolder: string;
  readonly logLines: string[];
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  /** Signs the first operator in and returns the cookie. */
  signIn(): Promise<string>;
  node(options?: { node?: string; instance?: string; liveSessions?: string[] }): Promise<TestNode>;
  /** @param options `nonce` is the challenge that is answered, `signed` the one that is signed: by default a new one */
  enrol(options?: {
    enrolmentKey?: string;
    keys?: DeviceKeys;
    nonce?: string;
    signed?: string;
  }): Promise<Answer & { readonly keys: DeviceKeys }>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export type DeviceKeys = Awaited<ReturnType<typeof generateProofKeys>>;

interface RequestOptions {
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly origin?: string | null;
}

export async function startRig(overrides: Partial<ServicesSettings> = {}): Promise<Rig> {
  const dataFolder = overrides.dataFolder ?? mkdtempSync(join(tmpdir(), 'ringside-services-'));
  const sources = manualSources();
  const logLines: string[] = [];
  const log = createLog({ write: (line: string) => void logLines.push(line) });
  log.level = 'trace';
  const settings: ServicesSettings = {
    host: '127.0.0.1',
    port: 0,
    behindProxy: false,
    controlHost: '127.0.0.1',
    controlPort: 0,
    controlSecret,
    tenantName: 'Test',
    embedded: true,
    ...overrides,
    dataFolder,
  };
  let services = await startServices(settings, { sources, log });

  const request: Rig['request'] = async (method, path, { cookie, body, headers, origin } = {}) => {
    const from = origin === undefined ? services.url : origin;
    const response = await fetch(`${services.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(from === null ? {} : { origin: from }),
        ...(cookie === undefined || cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };

  return {
    get services() {
      return services;
    },
    sources,
    dataFolder,
    logLines,
    request,
    signIn: async () => {
      const secret = new URL(await services.signInLink()).hash.replace('#sign-in=', '');
      const { headers } = await request('POST', '/v1/sign-in', { body: { secret } });
      return headers.get('set-cookie')?.split(';')[0] ?? '';
    },
    node: (options = {}) => TestNode.link({ controlUrl: services.controlUrl, controlSecret, ...options }),
    enrol: async (options = {}) => {
      const enrolmentKey = options.enrolmentKey ?? (await services.enrolmentKey());
      const keys = options.keys ?? (await generateProofKeys());
      const nonce = options.nonce ?? (await request('POST', '/v1/device-challenges')).body.nonce;
      const signed = Buffer.from(options.signed ?? nonce, 'base64url');
      const proof = Buffer.from(await signProof(keys.privateKey, 'enrolment', signed, enrolmentKey));
      const answer = await request('POST', '/v1/enrolments', {
        body: {
          enrolmentKey,
          nonce,
          publicKey: await exportPublicKey(keys),
          proof: proof.toString('base64url'),
          name: 'Room 1',
          platform: 'simulated',
        },
      });
      return { ...answer, keys };
    },
    restart: async () => {
      await services.stop();
      services = await startServices(settings, { sources, log });
    },
    stop: async () => {
      await services.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Reports a device as connected, idle and with one display. */
export async function connectDevice(node: TestNode, device: string, callState = 1): Promise<void> {
  const capabilities = {
    agentVersion: '1',
    platform: 'simulated',
    callStateSources: ['simulated'],
    input: true,
    encodings: [],
    missing: [],
    commands: [{ kind: 1 }, { kind: 5, refusal: 4, reason: 'no helper' }],
  };
  await node.report({ deviceConnected: { device, capabilities } });
  const layout = { epoch: 1, displays: [{ display: 1, name: 'console', width: 1280, height: 800, asleep: false }] };
  const room = { callState, callStateSource: 'simulated', ring: 1 };
  await node.report({ deviceStatus: { device, room, layout } });
}
