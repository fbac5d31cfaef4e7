/** Whatever closes the room: afterwards nothing leaves the device, counted at the relay. */
import { openPainter, startXvfb } from '@ringside/agent/testing';
import { EndReason, limits } from '@ringside/protocol';
import type { ScriptedViewer } from '@ringside/relay/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Operator } from './support/operator.ts';
import { Ringside } from './support/ringside.ts';
import { RoomApplication } from './support/room-application.ts';
import { controlRoom } from './support/room-controls.ts';

/** The scene moves several times a second, so in this time frames would come if any could. */
const watchMs = 1_500;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

function later<T>(thing: T, close: (thing: T) => unknown): T {
  closing.push(() => close(thing));
  return thing;
}

async function startSimulated(): Promise<{ ringside: Ringside; operator: Operator }> {
  const ringside = later(await Ringside.start(), (it) => it.stop());
  const operator = await Operator.signIn(ringside);
  await vi.waitFor(async () => expect((await operator.device()).callState).toBe('idle'), { timeout: 20_000 });
  return { ringside, operator };
}

/** A session with video running. */
async function watched(operator: Operator): Promise<ScriptedViewer> {
  const viewer = later(await operator.watch(), (it) => it.close());
  await viewer.heard.first(({ message }) => message === 'opened');
  await vi.waitFor(() => expect(viewer.frameCount).toBeGreaterThan(3), { timeout: 10_000 });
  return viewer;
}

async function endOf(viewer: ScriptedViewer): Promise<EndReason> {
  const ended = await viewer.heard.first(({ message }) => message === 'ended');
  if (ended.message !== 'ended') throw new Error('not ended');
  return ended.ended.reason;
}

/** Counts at the relay what still comes from the agent. */
async function framesAfterwards(ringside: Ringside): Promise<number> {
  const before = await ringside.relayMetric('frame_messages_in_total');
  await new Promise((resolve) => setTimeout(resolve, watchMs));
  return (await ringside.relayMetric('frame_messages_in_total')) - before;
}

describe('nothing leaves the device', () => {
  it('CALL-2: after a call was reported; and no session starts until it is over', async () => {
    const { ringside, operator } = await startSimulated();
    const viewer = await watched(operator);
    await controlRoom(ringside.agentFolder, 'call start');
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_CALL_STARTED);
    expect(await framesAfterwards(ringside)).toBe(0);
    await expect(operator.watch()).rejects.toThrow(/in-call/);
    await controlRoom(ringside.agentFolder, 'call end');
    await vi.waitFor(async () => expect((await operator.device()).callState).toBe('idle'), { timeout: 20_000 });
    await watched(operator);
    expect((await operator.session(viewer.session))?.endReason).toBe('call-started');
  });

  it('CALL-3: after the room application fell silent', async () => {
    const { ringside, operator } = await startSimulated();
    const viewer = await watched(operator);
    await controlRoom(ringside.agentFolder, 'call silence');
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_CALL_STATE_UNKNOWN);
    expect(await framesAfterwards(ringside)).toBe(0);
  });

  it('SES-4: after the lease stopped: services frozen, and heartbeats with them', async () => {
    const { ringside, operator } = await startSimulated();
    const viewer = await watched(operator);
    ringside.services.signal('SIGSTOP');
    later(ringside.services, (services) => services.signal('SIGCONT'));
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_LEASE_LAPSED);
    // The relay may be the first to find it out; the agent's lease is the same one, on a clock of its own.
    await new Promise((resolve) => setTimeout(resolve, limits.leaseMs));
    expect(await framesAfterwards(ringside)).toBe(0);
  });

  it('SES-4: after the device was suspended', async () => {
    const { ringside, operator } = await startSimulated();
    const viewer = await watched(operator);
    const { status } = await operator.call('POST', `/v1/devices/${ringside.device}/state`, { state: 'suspended' });
    expect(status).toBeLessThan(300);
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_WITHDRAWN);
    expect(await framesAfterwards(ringside)).toBe(0);
    await expect(operator.watch()).rejects.toThrow(/device-not-monitored/);
  });

  it('RING-2: after the ring was killed on a real X display', async () => {
    const room = later(await startXvfb({ width: 1024, height: 600 }), (it) => it.stop());
    const painter = later(await openPainter(room.display), (it) => it.close());
    const settings = { RINGSIDE_AGENT_PLATFORM: 'x11', RINGSIDE_AGENT_DISPLAY: room.display };
    const ringside = later(await Ringside.start({ agent: settings }), (it) => it.stop());
    later(await RoomApplication.connect(ringside.agentFolder), (it) => it.close());
    const operator = await Operator.signIn(ringside);
    await vi.waitFor(async () => expect((await operator.device()).callState).toBe('idle'), { timeout: 20_000 });
    const viewer = later(await operator.watch(), (it) => it.close());
    await viewer.heard.first(({ message }) => message === 'opened');
    await vi.waitFor(() => expect(viewer.frameCount).toBeGreaterThan(0), { timeout: 10_000 });
    // The ring is the only other client's windows; killing one of them kills its connection.
    const tree = (await room.run('xwininfo', ['-root', '-tree'])).toString();
    const ring = /^ +(0x[0-9a-f]+) .* 1024x\d+\+0\+0 /m.exec(tree)?.[1];
    if (ring === undefined) throw new Error(`There is no window of the ring in: ${tree}`);
    await room.run('xkill', ['-id', ring]);
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_RING_LOST);
    const afterwards = framesAfterwards(ringside);
    for (let colour = 0; colour < 50; colour++) await painter.fill(100, 100, 400, 300, colour * 5);
    expect(await afterwards).toBe(0);
  });
});
