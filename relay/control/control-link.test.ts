import { EndReason, limits } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startRelay, systemClock } from '../index.ts';
import { createLog } from '../monitoring/log.ts';
import { ElapsingClock } from '../testing/elapsing-clock.ts';
import { Heard } from '../testing/event-wait.ts';
import {
  connectAgent,
  connectViewer,
  type ServicesDouble,
  startServicesDouble,
  testPorts,
  testSettings,
} from '../testing/index.ts';

let services: ServicesDouble;
const stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  services = await startServicesDouble();
});

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await services.stop();
});

async function relayOf() {
  // Retries at once: nothing here waits for back-off.
  const relay = await startRelay(testSettings(services), testPorts({ random: () => 0 }));
  stops.push(relay.stop);
  return relay;
}

describe('control link', () => {
  test('the relay listens only once services have said what is in force, and signed a heartbeat', async () => {
    services.beating = false;
    services.silent = true;
    let listening = false;
    const starting = relayOf().then((relay) => {
      listening = true;
      return relay;
    });
    await services.hellos.first();
    services.send({ heartbeat: { keyId: 'key-1', payload: new Uint8Array(4), signature: new Uint8Array(64) } });
    services.welcome();
    expect(listening).toBe(false);
    await services.heartbeat();
    const relay = await starting;
    expect(services.hellos.all.at(-1)).toMatchObject({ node: 'node-1', instance: relay.instance });
  });

  test('services that are not up yet are waited for', async () => {
    services.accepting = false;
    const starting = relayOf();
    await services.refusals.first();
    services.accepting = true;
    await starting;
  });

  test('the log says why services are not reached, once for each reason', async () => {
    const warnings = new Heard<string>('warning');
    const log = { ...createLog('silent'), warn: (sentence: unknown) => warnings.add(String(sentence)) };
    services.accepting = false;
    const starting = startRelay(testSettings(services), testPorts({ random: () => 0, log }));
    await services.refusals.first(() => services.refusals.all.length > 2);
    services.accepting = true;
    const relay = await starting;
    stops.push(relay.stop);
    expect(warnings.all).toEqual([expect.stringMatching(/^no control link there \(HTTP 503\): relay\.controlUrl /)]);
  });

  test('a secret that services refuse ends the start with one sentence', async () => {
    const settings = testSettings(services, { controlSecret: 'another-secret-that-is-long-enough-too' });
    await expect(startRelay(settings, testPorts())).rejects.toMatchObject({
      code: 'control-refused',
      message: expect.stringContaining('relay.controlSecret'),
    });
  });

  test('services hear where viewers reach the node, and the sessions that live when the link is back', async () => {
    const relay = await relayOf();
    await services.hellos.first(({ viewerUrl }) => viewerUrl === relay.url);
    const agent = await connectAgent(relay.url, services);
    const viewer = await connectViewer(relay.url, services, { device: agent.device });
    const before = services.hellos.all.length;
    const told = services.events.all.length;
    services.disconnect();
    expect(await services.hellos.first(undefined, before)).toMatchObject({ liveSessions: [viewer.session] });
    expect(viewer.peer.closes.all).toEqual([]);
    // Services may have been restarted: devices are told again.
    await services.events.first(({ deviceConnected }) => deviceConnected?.device === agent.device, told);
  });

  test('a link on which services fall silent is given up, and made anew', async () => {
    const clock = new ElapsingClock([limits.silenceMs]);
    const relay = await startRelay(testSettings(services), testPorts({ random: () => 0, clock }));
    stops.push(relay.stop);
    const before = services.hellos.all.length;
    expect(clock.elapse(limits.silenceMs)).toBe(1);
    expect(await services.hellos.first(undefined, before)).toMatchObject({ instance: relay.instance });
  });

  /** @returns a relay that can be put to sleep for less than the skew, and how far in the past what it reports is then */
  async function sleeper() {
    let sleptMs = 0;
    const clock = { ...systemClock, monotonicMs: () => systemClock.monotonicMs() - sleptMs };
    const relay = await startRelay(testSettings(services), testPorts({ random: () => 0, clock }));
    stops.push(relay.stop);
    async function lateMs(): Promise<number> {
      const { device } = await connectAgent(relay.url, services);
      const { timeMs } = await services.events.first(({ deviceConnected }) => deviceConnected?.device === device);
      return Date.now() - timeMs;
    }
    // Enough to and fro for the relay to have services' time.
    await lateMs();
    const sleep = (): void => {
      sleptMs = limits.clockSkewMs - 10_000;
    };
    return { sleep, lateMs };
  }

  test('SES-5, threat 25: after a sleep that is shorter than the skew the relay asks for the time anew', async () => {
    const { sleep, lateMs } = await sleeper();
    sleep();
    await services.heartbeat();
    await expect.poll(lateMs).toBeLessThan(limits.heartbeatMs);
  });

  test('SES-5, threat 25: an answer counts that comes after more heartbeats', async () => {
    const { sleep, lateMs } = await sleeper();
    services.heldTimes = [];
    sleep();
    for (let beat = 0; beat < 3; beat++) {
      await services.heartbeat();
      expect(await lateMs()).toBeGreaterThan(limits.heartbeatMs);
    }
    await services.heldTimes[0]?.();
    await expect.poll(lateMs).toBeLessThan(limits.heartbeatMs);
  });

  test('AUD-5: events that were not acknowledged come again, under the same numbers', async () => {
    const relay = await relayOf();
    const agent = await connectAgent(relay.url, services);
    services.acknowledge = false;
    const viewer = await connectViewer(relay.url, services, { device: agent.device });
    const told = (event: (typeof services.events.all)[number]) => event.sessionStarted?.session === viewer.session;
    const { sequence } = await services.events.first(told);
    const heard = services.events.all.length;
    services.disconnect();
    expect((await services.events.first(told, heard)).sequence).toBe(sequence);
    services.acknowledge = true;
  });

  test('after a restore services get all that is new, under numbers that follow what they know', async () => {
    const relay = await relayOf();
    const agent = await connectAgent(relay.url, services);
    await connectViewer(relay.url, services, { device: agent.device });
    await services.events.first(({ sessionStarted }) => sessionStarted !== null);
    services.restore(1);
    services.acknowledge = false;
    const [heard, hellos] = [services.events.all.length, services.hellos.all.length];
    services.disconnect();
    await services.hellos.first(undefined, hellos);
    await services.events.first(({ deviceStatus }) => deviceStatus !== null, heard);
    const numbers = services.events.all.slice(heard).map(({ sequence }) => sequence);
    expect(numbers).toEqual(numbers.map((_, index) => 2 + index));
    services.acknowledge = true;
  });

  test('a command is acknowledged and carried out once, however often it comes', async () => {
    const relay = await relayOf();
    const agent = await connectAgent(relay.url, services);
    const viewer = await connectViewer(relay.url, services, { device: agent.device });
    const reason = EndReason.END_REASON_ADMINISTRATOR;
    const sequence = services.command({ endSession: { session: viewer.session, reason } });
    services.resend(sequence);
    await services.acks.first(() => services.acks.all.length === 2);
    await viewer.peer.closes.first();
    const ended = services.events.all.filter(({ sessionEnded }) => sessionEnded?.session === viewer.session);
    expect(ended.length).toBe(1);
  });

  test('a command that comes again after a later one undoes nothing', async () => {
    const relay = await relayOf();
    const agent = await connectAgent(relay.url, services);
    const withdrawn = services.command({ withdrawDevice: { device: agent.device } });
    await agent.peer.closes.first();
    services.command({ restoreDevice: { device: agent.device } });
    const back = await connectAgent(relay.url, services, { device: agent.device });
    services.resend(withdrawn);
    await services.acks.first(() => services.acks.all.length === 3);
    await connectViewer(relay.url, services, { device: agent.device });
    expect(back.peer.closes.all).toEqual([]);
  });

  test('DEV-2: a device that services name as withdrawn at the welcome is closed', async () => {
    const relay = await relayOf();
    const agent = await connectAgent(relay.url, services);
    services.withdrawnDevices = [agent.device];
    services.disconnect();
    expect((await agent.peer.closes.first()).name).toBe('withdrawn');
  });

  test('what is no message of services costs the connection, not the relay', async () => {
    const relay = await relayOf();
    const before = services.hellos.all.length;
    services.sendRaw(Buffer.from([0xff, 0xff, 0xff]));
    await services.hellos.first(undefined, before);
    await connectAgent(relay.url, services);
  });

  test('OPS-3: on stopping, readiness goes, viewers are told to come back, services hear, agents too', async () => {
    const relay = await startRelay(testSettings(services), testPorts());
    const agent = await connectAgent(relay.url, services);
    const viewer = await connectViewer(relay.url, services, { device: agent.device });
    expect((await fetch(`${relay.adminUrl}/readyz`)).status).toBe(200);
    services.acknowledge = false;
    const stopping = relay.stop();
    expect((await fetch(`${relay.adminUrl}/readyz`)).status).toBe(503);
    expect((await fetch(`${relay.adminUrl}/healthz`)).status).toBe(200);
    expect((await viewer.peer.closes.first()).name).toBe('draining');
    expect((await agent.peer.closes.first()).name).toBe('draining');
    const { sequence } = await services.events.first(
      ({ sessionSuspended }) => sessionSuspended?.session === viewer.session,
    );
    services.send({ eventAck: { sequence: sequence + 10 } });
    await stopping;
    await expect(fetch(`${relay.adminUrl}/healthz`)).rejects.toThrow();
  });
});
