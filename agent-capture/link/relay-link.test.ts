import { closeCodes, type encodeToAgentMessage, limits, wireVersion } from '@ringside/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { agentLimits } from '../limits.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { createFakeRelaySockets, type FakeRelaySocket } from '../testing/fake-relay-socket.ts';
import { createTestServices, type TestServices, testHome } from '../testing/test-services.ts';
import type { LinkError } from './link-error.ts';
import type { RoomMessage } from './relay-connection.ts';
import { openRelayLink, type RelayLink } from './relay-link.ts';

let link: RelayLink;
afterEach(() => link.close());

async function setUp({ random = 1 - Number.EPSILON, relayUrl = 'ws://127.0.0.1:1' } = {}) {
  const services = await createTestServices(relayUrl);
  const clock = createFakeClock();
  const { open, sockets } = createFakeRelaySockets();
  const heard: RoomMessage[] = [];
  const seen: string[] = [];
  const renewal = { works: true, count: 0, believed: true };
  link = openRelayLink(
    {
      identity: () => services.identity,
      capabilities: () => ({ platform: 'fake' }),
      run: 'run-1',
      async renew() {
        renewal.count += 1;
        return renewal.works;
      },
      openSocket: open,
      clock,
      random: () => random,
      log: { info: () => undefined, warn: () => undefined },
    },
    {
      welcomed: async () => renewal.believed,
      up: () => void seen.push('up'),
      down: () => void seen.push('down'),
      message: (message) => void heard.push(message),
      failed: (error: LinkError) => void seen.push(error.code),
    },
  );
  await clock.advance(0);
  return { services, clock, sockets, heard, seen, renewal };
}

/** Waits for real time to do its signatures, without moving the clock. */
async function welcomed(socket: FakeRelaySocket | undefined, services: TestServices, seen: string[]): Promise<void> {
  const before = seen.length;
  await socket?.welcome(services);
  await expect.poll(() => seen.length).toBeGreaterThan(before);
}

const challenge = { nonce: new Uint8Array(32), version: wireVersion, oldestVersion: 1, ...testHome };

/** Lets the last socket close so, and says how long the agent then waits for its next. */
async function waitAfter(clock: FakeClock, sockets: FakeRelaySocket[], code: number): Promise<number> {
  const before = sockets.length;
  sockets.at(-1)?.events.closed(code, '');
  const startMs = clock.monotonicMs();
  while (sockets.length === before && clock.monotonicMs() - startMs < 600_000) await clock.advance(100);
  return clock.monotonicMs() - startMs;
}

describe('relay link: coming back', () => {
  it('first after 0 to 1 s, then twice that, at most 15 s; from the start once it was up for a while', async () => {
    const { services, clock, sockets, seen } = await setUp();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 6; attempt++) waits.push(await waitAfter(clock, sockets, 1006));
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    await welcomed(sockets.at(-1), services, seen);
    for (let ms = 0; ms < agentLimits.retryResetMs; ms += 1_000) {
      sockets.at(-1)?.events.alive();
      await clock.advance(1_000);
    }
    expect(await waitAfter(clock, sockets, 1006)).toBe(1_000);
    expect(seen).toEqual(['up', 'down']);
  });

  it('a relay that welcomes and throws out at once is not hammered', async () => {
    const { services, clock, sockets, seen } = await setUp();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      await welcomed(sockets.at(-1), services, seen);
      waits.push(await waitAfter(clock, sockets, 1006));
    }
    expect(waits).toEqual([1_000, 2_000, 4_000]);
  });

  it.each(['draining', 'fault', 'leaseLapsed', 'busy', 'silent', 'flood'] as const)(
    'comes back after %s, without a new credential',
    async (name) => {
      const { services, clock, sockets, seen, renewal } = await setUp();
      await welcomed(sockets[0], services, seen);
      expect(await waitAfter(clock, sockets, closeCodes[name].code)).toBe(1_000);
      expect(renewal.count).toBe(0);
    },
  );

  it('a relay that was never reached may have moved: services are asked at once, later now and then', async () => {
    const { clock, sockets, renewal } = await setUp();
    for (let attempt = 0; attempt < 8; attempt++) await waitAfter(clock, sockets, 1006);
    expect(renewal.count).toBe(2);
  });

  it('DEV-1: refused, it renews its credential once and comes back; refused again, it waits for a decision', async () => {
    const { clock, sockets, renewal } = await setUp();
    expect(await waitAfter(clock, sockets, closeCodes.refused.code)).toBe(1_000);
    expect(renewal.count).toBe(1);
    expect(await waitAfter(clock, sockets, closeCodes.refused.code)).toBeGreaterThan(agentLimits.decisionRetryMs);
    expect(renewal.count).toBe(2);
  });

  it('DEV-2: withdrawn, it stays away until services give it a credential again', async () => {
    const { services, clock, sockets, seen, renewal } = await setUp();
    await welcomed(sockets[0], services, seen);
    renewal.works = false;
    expect(await waitAfter(clock, sockets, closeCodes.withdrawn.code)).toBe(600_000);
    expect(sockets).toHaveLength(1);
    renewal.works = true;
    await clock.advance(2 * agentLimits.decisionRetryMs);
    expect(sockets.length).toBeGreaterThan(1);
  });

  it('DEV-3: replaced by another agent of the same identity, it gives up', async () => {
    const { services, clock, sockets, seen } = await setUp();
    await welcomed(sockets[0], services, seen);
    expect(await waitAfter(clock, sockets, closeCodes.replaced.code)).toBe(600_000);
    expect(seen).toEqual(['up', 'down', 'replaced']);
  });

  it('connects to no relay without encryption beyond this machine', async () => {
    const { sockets, seen } = await setUp({ relayUrl: 'ws://relay.example' });
    expect(sockets).toHaveLength(0);
    expect(seen).toEqual(['insecure-address']);
  });
});

describe('relay link: half open', () => {
  it('a relay that reads nothing is given up: what is sent to it does not pile up', async () => {
    const { services, sockets, seen } = await setUp();
    await welcomed(sockets[0], services, seen);
    const [socket] = sockets;
    if (socket === undefined) throw new Error('no socket');
    socket.queuedBytes = agentLimits.unreadBytes + 1;
    expect(link.send(new Uint8Array(1))).toBe(false);
    expect(socket.terminated).toBe(true);
    await expect.poll(() => seen).toEqual(['up', 'down']);
  });

  it('a connection that says nothing is asked, and given up within 15 s', async () => {
    const { services, clock, sockets, seen } = await setUp();
    await welcomed(sockets[0], services, seen);
    const startMs = clock.monotonicMs();
    while (seen.length === 1) await clock.advance(100);
    expect(clock.monotonicMs() - startMs).toBeLessThanOrEqual(15_000);
    expect(sockets[0]).toMatchObject({ terminated: true });
    expect(sockets[0]?.pings).toBe(1);
  });

  it('answers to pings keep it', async () => {
    const { services, clock, sockets, seen } = await setUp();
    await welcomed(sockets[0], services, seen);
    for (let second = 0; second < 60; second++) {
      sockets[0]?.events.alive();
      await clock.advance(1_000);
    }
    expect(seen).toEqual(['up']);
    // A relay that asks by itself need not be asked.
    expect(sockets[0]?.pings).toBe(0);
  });

  it('a relay that answers when it is asked stays', async () => {
    const { services, clock, sockets, seen } = await setUp();
    await welcomed(sockets[0], services, seen);
    for (let pings = 1; pings <= 5; pings++) {
      while (sockets[0]?.pings !== pings) await clock.advance(1_000);
      sockets[0]?.events.alive();
    }
    expect(seen).toEqual(['up']);
  });

  it('a relay that never welcomes is left in time', async () => {
    const { clock, sockets } = await setUp();
    sockets[0]?.events.opened();
    for (let second = 0; second < 25; second++) {
      sockets[0]?.events.alive();
      await clock.advance(1_000);
    }
    expect(sockets[0]).toMatchObject({ terminated: true });
    expect(sockets.length).toBeGreaterThan(1);
  });
});

describe('relay link: hostile messages', () => {
  const early: [string, Parameters<typeof encodeToAgentMessage>[0]][] = [
    ['a welcome without a challenge', { welcome: { device: 'd', ...testHome } }],
    ['a session before the welcome', { openSession: { viewer: 1, ticket: 'x' } }],
    ['input before the welcome', { input: { viewer: 1, input: { sequence: 1, releaseAll: {} } } }],
  ];
  it.each(early)('closes on %s', async (_, message) => {
    const { sockets, heard } = await setUp();
    sockets[0]?.events.opened();
    sockets[0]?.send(message);
    expect(sockets[0]?.closed).toBe(closeCodes.malformed.code);
    expect(heard).toEqual([]);
  });

  it('closes on a second challenge: a device signs once a connection', async () => {
    const { sockets } = await setUp();
    sockets[0]?.events.opened();
    sockets[0]?.send({ challenge });
    sockets[0]?.send({ challenge });
    expect(sockets[0]?.closed).toBe(closeCodes.malformed.code);
  });

  it('TOK-6: closes on a welcome that is not believed, or is for another device', async () => {
    const { services, sockets, seen, renewal } = await setUp();
    renewal.believed = false;
    await sockets[0]?.welcome(services);
    await expect.poll(() => sockets[0]?.closed).toBe(closeCodes.malformed.code);
    expect(seen).toEqual([]);
  });

  it('closes when there is no common version', async () => {
    const { sockets } = await setUp();
    sockets[0]?.events.opened();
    sockets[0]?.send({ challenge: { ...challenge, version: 99, oldestVersion: 98 } });
    await expect.poll(() => sockets[0]?.closed).toBe(closeCodes.version.code);
  });

  const bytes: [string, Uint8Array, number][] = [
    ['noise', Uint8Array.of(0xff, 0xff, 0xff), closeCodes.malformed.code],
    ['nothing', new Uint8Array(0), closeCodes.malformed.code],
    ['too much', new Uint8Array(limits.relayMessageBytes + 1), closeCodes.tooLarge.code],
  ];
  it.each(bytes)('closes on %s, in session too', async (_, message, code) => {
    const { services, sockets, seen } = await setUp();
    await welcomed(sockets[0], services, seen);
    sockets[0]?.events.message(message);
    expect(sockets[0]?.closed).toBe(code);
    await expect.poll(() => seen).toEqual(['up', 'down']);
    // Whatever it still says is not heard.
    sockets[0]?.send({ probe: { viewer: 1, sentUs: 1 } });
  });

  it('CALL-2: pictures that wait do not leave while a link is closed with a word', async () => {
    const { services, sockets, seen } = await setUp();
    await welcomed(sockets[0], services, seen);
    const [socket] = sockets;
    if (socket === undefined) throw new Error('no socket');
    socket.leaving = { unsent: 1, unacknowledged: 1 };
    socket.events.message(new Uint8Array(0));
    expect(socket).toMatchObject({ terminated: true, closed: undefined });
    await expect.poll(() => seen).toEqual(['up', 'down']);
  });

  it('what comes right behind the welcome is heard after it, in order', async () => {
    const { services, sockets, heard, seen } = await setUp();
    await sockets[0]?.welcome(services);
    sockets[0]?.send({ probe: { viewer: 1, sentUs: 1 } });
    sockets[0]?.send({ probe: { viewer: 1, sentUs: 2 } });
    await expect.poll(() => seen).toEqual(['up']);
    expect(heard).toMatchObject([{ probe: { sentUs: 1 } }, { probe: { sentUs: 2 } }]);
  });
});
