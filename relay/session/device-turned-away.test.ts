/** Devices that may not connect: bound to another key, with an agent that is too old, or there twice. */
import { EndReason, exportPublicKey, generateProofKeys, keyThumbprint } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { relayLimits } from '../limits.ts';
import { endOf, type SessionRig, startSessionRig } from '../testing/session-rig.ts';

let rig: SessionRig;
beforeEach(async () => {
  rig = await startSessionRig([relayLimits.doubledMs]);
});
afterEach(() => rig.running.stop());

describe('a device whose record another machine took over', () => {
  test('DEV-3: loses its session and its link for good; the new key is let in', async () => {
    const { services } = rig.running;
    const [before, after] = [await generateProofKeys(), await generateProofKeys()];
    const agent = await rig.agent({ keys: before });
    const { device } = agent;
    const viewer = await rig.viewer(agent);
    const key = await keyThumbprint(await exportPublicKey(after));
    services.command({ rebindDevice: { device, key } });
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_WITHDRAWN);
    expect((await agent.peer.closes.first()).name).toBe('replaced');
    const again = await rig.agent({ device, keys: before, waits: false });
    expect((await again.peer.closes.first()).name).toBe('replaced');
    const rebound = await rig.agent({ device, keys: after });
    await rig.viewer(rebound);
    // Said again, it changes nothing for the right one.
    const sequence = services.command({ rebindDevice: { device, key } });
    await services.acks.first((acked) => acked === sequence);
    expect(rebound.peer.closes.all).toEqual([]);
  });
});

describe('an agent that is too old', () => {
  const outdated = (device: string) =>
    rig.running.services.events.first((event) => event.deviceOutdated?.device === device);

  test('DEV-5: is turned away, and services hear of which version it is', async () => {
    const { services } = rig.running;
    const sequence = services.command({ minimumAgent: { tenant: services.tenant, version: '1.4' } });
    await services.acks.first((acked) => acked === sequence);
    const old = await rig.agent({ agentVersion: '1.3.9', waits: false });
    expect((await old.peer.closes.first()).name).toBe('outdated');
    expect((await outdated(old.device)).deviceOutdated).toMatchObject({ agentVersion: '1.3.9' });
    await rig.agent({ agentVersion: '1.4.0' });
  });

  test('DEV-5, SES-4: is cut off with its session when the minimum is raised; others and other tenants stay', async () => {
    const { services } = rig.running;
    const old = await rig.agent({ agentVersion: '1.3.9' });
    const fresh = await rig.agent({ agentVersion: '1.5.0' });
    const viewer = await rig.viewer(old);
    const elsewhere = services.command({ minimumAgent: { tenant: 'another', version: '9' } });
    await services.acks.first((acked) => acked === elsewhere);
    expect(old.peer.closes.all).toEqual([]);
    services.command({ minimumAgent: { tenant: services.tenant, version: '1.4' } });
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_WITHDRAWN);
    expect((await old.peer.closes.first()).name).toBe('outdated');
    await outdated(old.device);
    expect(fresh.peer.closes.all).toEqual([]);
    const lifted = services.command({ minimumAgent: { tenant: services.tenant, version: '' } });
    await services.acks.first((acked) => acked === lifted);
    await rig.agent({ device: old.device, agentVersion: '1.3.9' });
  });
});

describe('two machines with one identity', () => {
  const doubled = () => rig.running.services.events.all.filter(({ deviceDoubled }) => deviceDoubled !== null);

  test('DEV-3: both are stopped with their session, services hear of it, and neither comes back', async () => {
    const { services } = rig.running;
    const keys = await generateProofKeys();
    const first = await rig.agent({ keys, run: 'one' });
    const { device } = first;
    const viewer = await rig.viewer(first);
    const second = await rig.agent({ device, keys, run: 'two' });
    const { deviceDoubled } = await services.events.first((event) => event.deviceDoubled !== null);
    expect(deviceDoubled).toMatchObject({ device });
    expect((await first.peer.closes.first()).name).toBe('withdrawn');
    expect((await second.peer.closes.first()).name).toBe('withdrawn');
    await viewer.peer.closes.first();
    const ended = await services.events.first((event) => event.sessionEnded?.session === viewer.session);
    expect(ended.sessionEnded?.reason).toBe(EndReason.END_REASON_WITHDRAWN);
    const back = await rig.agent({ device, keys, run: 'one', waits: false });
    expect((await back.peer.closes.first()).name).toBe('withdrawn');
  });

  test('DEV-3: an agent that started anew, whose former connection nobody answers, is alone', async () => {
    const keys = await generateProofKeys();
    const first = await rig.agent({ keys, run: 'one' });
    // As a machine that lost its power: the connection is there, and nobody behind it.
    first.peer.freeze();
    const second = await rig.agent({ device: first.device, keys, run: 'two' });
    expect(rig.clock.elapse(relayLimits.doubledMs)).toBe(1);
    await rig.viewer(second);
    expect(second.peer.closes.all).toEqual([]);
    // What it answers now comes too late to count.
    first.peer.thaw();
    expect((await first.peer.closes.first()).name).toBe('replaced');
    expect(doubled()).toEqual([]);
  });

  test('DEV-3: the same run that comes back replaces its former connection', async () => {
    const keys = await generateProofKeys();
    const first = await rig.agent({ keys, run: 'one' });
    const second = await rig.agent({ device: first.device, keys, run: 'one' });
    expect((await first.peer.closes.first()).name).toBe('replaced');
    await rig.viewer(second);
    expect(doubled()).toEqual([]);
  });

  test('DEV-3: what the former connection still says counts no more', async () => {
    const keys = await generateProofKeys();
    const first = await rig.agent({ keys, run: 'one' });
    first.peer.freeze();
    const second = await rig.agent({ device: first.device, keys, run: 'two' });
    const viewer = await rig.viewer(second);
    first.send({ sessionEnded: { session: viewer.session, reason: EndReason.END_REASON_EJECTED } });
    viewer.send({ probe: { sentUs: 1 } });
    await second.heard.first(({ message }) => message === 'probe');
    rig.clock.elapse(relayLimits.doubledMs);
    first.peer.thaw();
    expect((await first.peer.closes.first()).name).toBe('replaced');
    expect(viewer.peer.closes.all).toEqual([]);
  });
});
