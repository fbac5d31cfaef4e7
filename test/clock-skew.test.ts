/** Threat 25: services, relay and device each in turn with a clock that is a day and an hour off, ahead and behind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Agent,
  createServicesClient,
  enrolDevice,
  openWsRelaySocket,
  readIdentity,
  startAgent,
  systemClock,
} from '@ringside/agent';
import { createFakePlatform, createSolidPipeline, type FakePlatform } from '@ringside/agent/testing';
import { createLog, type Relay, startRelay, systemClock as systemRelayClock } from '@ringside/relay';
import { testPorts } from '@ringside/relay/testing';
import { type RunningServices, startServices } from '@ringside/services';
import { describe, expect, it, type TestContext, vi } from 'vitest';
import { Operator } from './support/operator.ts';

const controlSecret = 'a control secret for tests, long enough';
const dayMs = 25 * 3_600_000;

/** Milliseconds by which each clock is off. */
interface Skews {
  services: number;
  relay: number;
  device: number;
}

interface Deployment {
  readonly skews: Skews;
  readonly services: RunningServices;
  readonly relay: Relay;
  readonly agent: Agent;
  readonly platform: FakePlatform;
  readonly operator: Operator;
}

/** Of its own for each test: they wait for real leases to lapse, and do so side by side. */
async function deploy(off: Partial<Skews>, { onTestFinished }: TestContext): Promise<Deployment> {
  const undo: (() => unknown)[] = [];
  onTestFinished(async () => {
    for (const step of undo.reverse()) await step();
  });
  const skews: Skews = { services: 0, relay: 0, device: 0, ...off };
  const folder = mkdtempSync(join(tmpdir(), 'ringside-skew-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const nowMs = () => Date.now() + skews.services;
  const services = await startServices(
    {
      dataFolder: join(folder, 'services'),
      host: '127.0.0.1',
      port: 0,
      behindProxy: false,
      controlHost: '127.0.0.1',
      controlPort: 0,
      controlSecret,
      tenantName: 'Skew',
      embedded: true,
    },
    {
      sources: {
        nowMs,
        randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
        newId: () => crypto.randomUUID(),
      },
      // The same logger, whose type the relay makes narrower.
      log: createLog('silent') as never,
    },
  );
  undo.push(() => services.stop());
  const relay = await startRelay(
    {
      host: '127.0.0.1',
      port: 0,
      adminHost: '127.0.0.1',
      adminPort: 0,
      controlUrl: services.controlUrl,
      controlSecret,
      node: 'node-1',
      behindProxy: false,
      transport: 'auto',
      logLevel: 'silent',
    },
    testPorts({ clock: { ...systemRelayClock, timeMs: () => Date.now() + skews.relay } }),
  );
  undo.push(() => relay.stop());
  const dataFolder = join(folder, 'agent');
  const enrolmentKey = await services.enrolmentKey();
  const device = await vi.waitFor(
    () => enrolDevice({ dataFolder, servicesUrl: services.url, enrolmentKey, name: 'Room', platform: 'fake' }),
    5_000,
  );
  const identity = await readIdentity(dataFolder);
  if (identity === undefined) throw new Error('no identity');
  const platform = createFakePlatform();
  const agent = await startAgent(
    { identity, agentVersion: '1.0.0' },
    {
      openPlatform: platform.open,
      createPipeline: createSolidPipeline,
      videoStreams: false,
      openSocket: openWsRelaySocket,
      servicesClient: createServicesClient(services.url),
      saveIdentity: () => undefined,
      owedRestart: { left: false, note: () => undefined },
      clock: { ...systemClock, wallMs: () => Date.now() + skews.device },
      random: Math.random,
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
      log: { info: () => undefined, warn: () => undefined },
    },
  );
  undo.push(() => agent.stop());
  const idle = setInterval(() => platform.call('idle'), 500);
  undo.push(() => clearInterval(idle));
  platform.call('idle');
  await agent.connected;
  const operator = await Operator.signIn({ url: services.url, signInLink: await services.signInLink(), device });
  await vi.waitFor(async () => expect(await operator.device()).toMatchObject({ refusal: null }), 10_000);
  return { skews, services, relay, agent, platform, operator };
}

async function open(operator: Operator) {
  const viewer = await operator.watch();
  const answer = await viewer.heard.first(({ message }) => message === 'opened' || message === 'refused');
  expect(answer.message).toBe('opened');
  return viewer;
}

const skewed = [
  ['services, ahead', { services: dayMs }],
  ['services, behind', { services: -dayMs }],
  ['the relay, ahead', { relay: dayMs }],
  ['the relay, behind', { relay: -dayMs }],
  ['the device, ahead', { device: dayMs }],
  ['the device, behind', { device: -dayMs }],
] as const;

describe.concurrent('a clock that is 25 hours off', () => {
  it.for(skewed)(
    'threat 25, SES-4: of %s: sessions start, live beyond a lease, and end when they are withdrawn',
    async ([, off], context) => {
      const { operator, platform } = await deploy(off, context);
      const viewer = await open(operator);
      const since = performance.now();
      // Longer than a lease: heartbeats are believed.
      await vi.waitFor(() => expect(performance.now() - since).toBeGreaterThan(6_000), {
        timeout: 10_000,
        interval: 200,
      });
      expect(viewer.peer.closes.all).toEqual([]);
      expect(platform.ringShown).toEqual([1]);
      const ended = await operator.call('POST', `/v1/sessions/${viewer.session}/end`);
      expect(ended.status).toBe(204);
      await viewer.peer.closes.first();
      await vi.waitFor(() => expect(platform.ringShown).toEqual([]), 10_000);
    },
  );
});

describe.concurrent('a clock that is set while a session runs', () => {
  it.for([
    ['the relay', { relay: dayMs }],
    ['the relay', { relay: -dayMs }],
    ['the device', { device: -dayMs }],
    ['services', { services: -dayMs }],
  ] as const)('threat 25: of %s, by %o: the session goes on, and a new one starts', async ([, jump], context) => {
    const { skews, operator } = await deploy({}, context);
    const viewer = await open(operator);
    Object.assign(skews, jump);
    const since = performance.now();
    await vi.waitFor(() => expect(performance.now() - since).toBeGreaterThan(7_000), {
      timeout: 12_000,
      interval: 200,
    });
    expect(viewer.peer.closes.all).toEqual([]);
    await open(operator);
  });

  it('threat 25: of services, 25 hours ahead: the session is over by its time limit, and no ticket of before is good', async (context) => {
    const { skews, operator, platform } = await deploy({}, context);
    const viewer = await open(operator);
    skews.services = dayMs;
    await viewer.peer.closes.first();
    await vi.waitFor(() => expect(platform.ringShown).toEqual([]), 10_000);
  });

  it('threat 25: of the device, 25 hours ahead, as after a long sleep: nothing passes on the old lease, and it begins anew', async (context) => {
    const { skews, operator, platform } = await deploy({}, context);
    const viewer = await open(operator);
    skews.device = dayMs;
    await viewer.peer.closes.first();
    // For a moment services still take it for connected by its old link.
    await vi.waitFor(() => open(operator), { timeout: 15_000, interval: 250 });
    expect(platform.ringShown).toEqual([1]);
  });
});
