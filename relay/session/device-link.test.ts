import { EndReason, encodeAgentMessage, encodeToAgentMessage, limits } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { relayLimits } from '../limits.ts';
import {
  connectAgent,
  connectViewer,
  type HeardFrame,
  type RelayUnderTest,
  type ScriptedAgent,
  type ScriptedViewer,
  startRelayUnderTest,
} from '../testing/index.ts';

let running: RelayUnderTest;
let agent: ScriptedAgent;
let viewer: ScriptedViewer;

beforeEach(async () => {
  running = await startRelayUnderTest();
  agent = await connectAgent(running.url, running.services);
  viewer = await connectViewer(running.url, running.services, { device: agent.device });
  await agent.heard.first(({ message }) => message === 'demand');
});

afterEach(async () => {
  await running.stop();
});

const whole = { tilesWide: 30, tilesHigh: 17 };
const small = new Uint8Array(100).fill(3);
const full = new Uint8Array(limits.chunkBytes);

function frame(changes: Record<string, number | Uint8Array> = {}): Uint8Array {
  const fields = { display: 1, epoch: 1, frame: 1, kind: 1, tileX: 0, tileY: 0, tilesWide: 1, tilesHigh: 1 };
  const rest = { chunk: 0, chunks: 1, update: 1, lastOfUpdate: true, capturedUs: 1, encoding: 2, payload: small };
  return encodeAgentMessage({ frame: { ...fields, ...rest, ...changes } });
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${running.relay.adminUrl}/metrics`)).text();
  const line = text.split('\n').find((candidate) => candidate.startsWith(`ringside_relay_${name} `));
  return Number(line?.split(' ').at(-1) ?? Number.NaN);
}

describe('an agent that breaks a rule', () => {
  const display = { display: 1, name: 'x', width: 100, height: 100 };
  test.each([
    ['a frame number that skips', [frame({ frame: 2 })], 'malformed'],
    ['a frame number that comes again', [frame(), frame()], 'malformed'],
    ['a chunk without its beginning', [frame({ chunk: 1, chunks: 2 })], 'malformed'],
    ['a frame inside another', [frame({ chunks: 2, payload: full }), frame({ frame: 2 })], 'malformed'],
    ['a chunk that is not full, with another behind it', [frame({ chunks: 2 })], 'malformed'],
    [
      'an update that covers its display again and again',
      [1, 2, 3].map((number) => frame({ frame: number, ...whole })),
      'flood',
    ],
    ['tiles outside the display', [frame({ tileX: 29, tilesWide: 2 })], 'malformed'],
    ['a frame of no layout', [frame({ epoch: 2 })], 'malformed'],
    ['an update that goes back', [frame({ update: 2 }), frame({ frame: 2, update: 1 })], 'malformed'],
    ['an update beyond its credit', [frame({ update: 4 })], 'flood'],
    ['a layout that goes back', [encodeAgentMessage({ layout: { epoch: 0 } })], 'malformed'],
    [
      'a layout changed without a new epoch',
      [encodeAgentMessage({ layout: { epoch: 1, displays: [display] } })],
      'malformed',
    ],
    ['a display twice', [encodeAgentMessage({ layout: { epoch: 2, displays: [display, display] } })], 'malformed'],
    [
      'a display without pixels',
      [encodeAgentMessage({ layout: { epoch: 2, displays: [{ ...display, width: 0 }] } })],
      'malformed',
    ],
    [
      'a second authentication',
      [encodeAgentMessage({ authenticate: { version: 1, credential: 'x.y.z', proof: new Uint8Array(64) } })],
      'malformed',
    ],
    ['text', ['text'], 'malformed'],
    ['a message of the other direction', [encodeToAgentMessage({ suspendSession: { viewer: 1 } })], 'malformed'],
    ['what is longer than anything that is taken in', [new Uint8Array(2 * relayLimits.receiveBytes)], '1006'],
    ['what cannot be decoded', [Buffer.from([0xff, 0xff])], 'malformed'],
    ['a message that is too large', [new Uint8Array(limits.agentMessageBytes + 1)], 'tooLarge'],
    ['a message that is far too large', [new Uint8Array(relayLimits.receiveBytes)], 'tooLarge'],
    [
      'a time request without a nonce',
      [encodeAgentMessage({ timeRequest: { nonce: new Uint8Array(3) } })],
      'malformed',
    ],
  ] as const)(
    '%s closes it with a named code and ends its sessions; another device is unaffected',
    async (_what, messages, name) => {
      const { url, services } = running;
      const other = await connectAgent(url, services);
      const watching = await connectViewer(url, services, { device: other.device });
      for (const message of messages) agent.peer.socket.send(message);
      expect((await agent.peer.closes.first()).name).toBe(name);
      const ended = await viewer.heard.first(({ message }) => message === 'ended');
      expect(ended).toMatchObject({ ended: { reason: EndReason.END_REASON_PROTOCOL_VIOLATION } });
      await other.heard.first(({ message }) => message === 'demand');
      other.sendFrame({ payload: small, ...whole });
      await watching.frames.first();
    },
  );

  test('a flood of status messages closes it', async () => {
    for (let count = 0; count < relayLimits.agentMessageBurst * 10; count++) agent.layout();
    expect((await agent.peer.closes.first()).name).toBe('flood');
  });

  test('a flood of layouts closes it long before, since each costs the memories of its displays', async () => {
    const told = running.services.events.all.length;
    const startMs = performance.now();
    for (let epoch = 2; epoch <= relayLimits.agentNewsBurst * 10; epoch++) agent.layout(agent.displays, epoch);
    expect((await agent.peer.closes.first()).name).toBe('flood');
    await running.services.events.first((event) => event.deviceDisconnected?.device === agent.device);
    const most = relayLimits.agentNewsBurst + (relayLimits.agentNewsPerSecond * (performance.now() - startMs)) / 1_000;
    // Two more tell of the end: of the session, and of the device.
    expect(running.services.events.all.length - told).toBeLessThanOrEqual(most + 2);
  });

  test('an update without end closes it', async () => {
    const payload = new Uint8Array(limits.chunkBytes);
    const count = Math.ceil(relayLimits.updateBytes / payload.length) + 1;
    for (let sent = 0; sent < count; sent++) agent.sendFrame({ payload, lastOfUpdate: false });
    expect((await agent.peer.closes.first()).name).toBe('flood');
  });
});

describe('frames', () => {
  test('for a display that is not there are counted and dropped', async () => {
    agent.peer.send(frame({ display: 7 }));
    agent.sendFrame({ payload: small });
    await viewer.frames.first();
    expect(await metric('drops_total{reason="unknown-display"}')).toBe(1);
    expect(viewer.frames.all.length).toBe(1);
  });

  test('of a layout that is over are counted and dropped; the new one begins anew', async () => {
    const displays = [{ display: 2, name: 'front-1', width: 640, height: 360 }];
    const late = frame();
    agent.layout(displays, 2);
    await viewer.heard.first((heard) => heard.message === 'layout' && heard.layout.epoch === 2);
    agent.peer.send(late);
    await agent.heard.first((heard) => heard.message === 'demand' && heard.demand.epoch === 2);
    agent.sendFrame({ display: 2, payload: small });
    const { header } = await viewer.frames.first();
    expect(header).toMatchObject({ display: 2, epoch: 2, frame: 1 });
    expect(await metric('drops_total{reason="stale-epoch"}')).toBe(1);
  });

  test('of a layout that is over are painted late without a fault, and acknowledge nothing of the new one', async () => {
    agent.layout([{ display: 1, name: 'console', width: 640, height: 360 }], 2);
    await agent.heard.first((heard) => heard.message === 'demand' && heard.demand.epoch === 2);
    agent.sendFrame({ payload: small });
    await viewer.frames.first(({ header }) => header.epoch === 2);
    viewer.painted({ display: 1, epoch: 1, frame: 9 });
    viewer.painted({ display: 1, epoch: 2, frame: 9 });
    viewer.send({ refresh: { display: 1 } });
    await agent.heard.first(({ message }) => message === 'refresh');
    expect(await metric('drops_total{reason="forged-painted"}')).toBe(1);
  });

  test('go only to viewers that look at the display; a display nobody looks at gets no credit', async () => {
    viewer.send({ subscribe: { displays: [] } });
    await agent.heard.first((heard) => heard.message === 'demand' && heard.demand.update === 0);
    agent.sendFrame({ payload: small });
    viewer.send({ subscribe: { displays: [1, 99] } });
    // Counted on from what was sent meanwhile.
    await agent.heard.first((heard) => heard.message === 'demand' && heard.demand.update === 4);
    agent.sendFrame({ payload: small });
    expect((await viewer.frames.first()).header.frame).toBe(2);
    expect(await metric('drops_total{reason="unwatched"}')).toBe(1);
  });

  test('Refresh asks the agent for the whole display, of a display that is there', async () => {
    viewer.send({ refresh: { display: 5 } });
    viewer.send({ refresh: { display: 1 } });
    const refresh = await agent.heard.first(({ message }) => message === 'refresh');
    expect(refresh).toMatchObject({ refresh: { display: 1, epoch: 1, tileX: 0, tileY: 0, ...whole } });
    expect(agent.heard.all.filter(({ message }) => message === 'refresh').length).toBe(1);
  });

  test('what only one viewer looked at is asked for once a second comes; a third gets it without the agent', async () => {
    agent.sendFrame({ payload: new Uint8Array(50_000).fill(1), ...whole });
    agent.sendFrame({ payload: small });
    await viewer.frames.first(({ header }) => header.frame === 2);
    const late = await connectViewer(running.url, running.services, { device: agent.device });
    const asked = await agent.heard.first(({ message }) => message === 'refresh');
    expect(asked).toMatchObject({ refresh: { display: 1, epoch: 1, ...whole } });
    agent.sendFrame({ payload: new Uint8Array(40_000).fill(2), ...whole });
    agent.sendFrame({ payload: small });
    await late.frames.first(({ header }) => header.frame === 4);
    const last = await connectViewer(running.url, running.services, { device: agent.device });
    await last.frames.first(({ header }) => header.frame === 4);
    const bytesOf = ({ frames }: ScriptedViewer) => frames.all.map(({ bytes }) => Buffer.from(bytes));
    expect(bytesOf(last)).toEqual(bytesOf(late));
    expect(agent.heard.all.filter(({ message }) => message === 'refresh')).toHaveLength(1);
  });

  test('a 4 MB change of the whole screen passes as fast as it is painted', async () => {
    const strips = 17;
    for (let row = 0; row < strips; row++) {
      const payload = new Uint8Array(Math.ceil(4e6 / strips));
      agent.sendFrame({ payload, tileY: row, tilesWide: 30, lastOfUpdate: row === strips - 1 });
    }
    const { header } = await viewer.frames.first(
      ({ header: { frame: number, chunk, chunks } }) => number === strips && chunk + 1 === chunks,
    );
    expect(header.lastOfUpdate).toBe(1);
    expect(viewer.frameBytes).toBeGreaterThan(4e6);
  });

  test('threat 18, P8: a viewer that never reads is bounded, counted, and delays nobody', async () => {
    const frozen = await connectViewer(running.url, running.services, { device: agent.device });
    frozen.peer.socket.pause();
    const payload = new Uint8Array(15_000).fill(5);
    const rounds = 120;
    let frames = 0;
    for (let update = 1; update <= rounds; update++) {
      for (let row = 0; row < 17; row++) {
        agent.sendFrame({ payload, tileY: row, tilesWide: 30, lastOfUpdate: row === 16 });
      }
      const done = ({ header }: HeardFrame) => header.update === update && header.lastOfUpdate === 1;
      await viewer.frames.first(done, frames);
      frames = viewer.frames.all.length;
      await agent.heard.first((heard) => heard.message === 'demand' && heard.demand.update > update);
    }
    // 30 MB went by; of it the relay keeps one screen, and the frozen viewer's window in flight.
    expect(await metric('memory_bytes')).toBeLessThan(17 * 16_384 * 2);
    expect(await metric('in_flight_bytes')).toBeLessThanOrEqual(relayLimits.windowStartBytes + 17 * 16_384);
    expect(await metric('drops_total{reason="superseded"}')).toBeGreaterThan(500);
    expect(await metric('queue_age_seconds')).toBeGreaterThan(0);
    frozen.peer.socket.resume();
    await frozen.frames.first(({ header }) => header.update === rounds && header.lastOfUpdate === 1);
  });
});
