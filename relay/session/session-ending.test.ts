import { randomUUID } from 'node:crypto';
import { CallState, EndReason, limits, RefusalReason, RingFault, RingState } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endOf, heardBy, refusalOf, type SessionRig, startSessionRig } from '../testing/session-rig.ts';

let rig: SessionRig;

beforeEach(async () => {
  rig = await startSessionRig();
});

afterEach(async () => {
  await rig.running.stop();
});

describe('ending', () => {
  test('SES-3: the operator ends it: agent, viewer and services hear one reason', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    viewer.send({ end: {} });
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_OPERATOR);
    expect((await viewer.peer.closes.first()).name).toBe('ended');
    expect(await heardBy(agent, 'closeSession')).toMatchObject({ closeSession: { viewer: 1, reason: 1 } });
    expect(await rig.storyOf(viewer.session)).toEqual(['started', 'END_REASON_OPERATOR']);
  });

  test.each([
    ['CALL-2, CALL-5: a call', { callState: CallState.CALL_STATE_IN_CALL }, 'END_REASON_CALL_STARTED'],
    ['CALL-3: an unknown call state', { callState: CallState.CALL_STATE_UNKNOWN }, 'END_REASON_CALL_STATE_UNKNOWN'],
    ['CALL-3: a call state of none', { callState: CallState.CALL_STATE_UNSPECIFIED }, 'END_REASON_CALL_STATE_UNKNOWN'],
    ['RING-2: a lost ring', { ring: RingState.RING_STATE_LOST }, 'END_REASON_RING_LOST'],
  ] as const)('%s ends every session at the relay, whatever the agent goes on to send', async (_what, room, reason) => {
    const agent = await rig.agent();
    const viewers = [await rig.viewer(agent), await rig.viewer(agent)];
    await agent.heard.first((heard) => heard.message === 'demand');
    agent.sendFrame({ payload: new Uint8Array(100), tilesWide: 30, tilesHigh: 17 });
    await viewers[0]?.frames.first();
    agent.room(room);
    agent.sendFrame({ payload: new Uint8Array(100) });
    for (const viewer of viewers) {
      expect(EndReason[await endOf(viewer)]).toBe(reason);
      expect(viewer.frames.all.length).toBeLessThanOrEqual(1);
      expect(await rig.storyOf(viewer.session)).toEqual(['started', reason]);
    }
  });

  test('RING-2: frames that an agent sends while its ring is not verified go nowhere and cost it the link', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    await agent.heard.first((heard) => heard.message === 'demand');
    agent.room({ ring: RingState.RING_STATE_DOWN });
    agent.sendFrame({ payload: new Uint8Array(100) });
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_PROTOCOL_VIOLATION);
    expect((await agent.peer.closes.first()).name).toBe('malformed');
    expect(viewer.frames.all).toEqual([]);
  });

  test('RING-2: an agent may look again at its ring, without frames, and go on', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    await agent.heard.first((heard) => heard.message === 'demand');
    agent.room({ ring: RingState.RING_STATE_DOWN });
    agent.room({ ring: RingState.RING_STATE_VERIFIED });
    agent.sendFrame({ payload: new Uint8Array(100) });
    await viewer.frames.first();
    expect(viewer.peer.closes.all).toEqual([]);
  });

  test("the agent's end reaches viewer and services; an unknown reason is not passed on", async () => {
    const agent = await rig.agent();
    const ejected = await rig.viewer(agent);
    agent.send({ sessionEnded: { session: ejected.session, reason: EndReason.END_REASON_EJECTED } });
    expect(await endOf(ejected)).toBe(EndReason.END_REASON_EJECTED);
    const failed = await rig.viewer(agent);
    agent.send({ sessionEnded: { session: failed.session, reason: 0 } });
    expect(await endOf(failed)).toBe(EndReason.END_REASON_CAPTURE_FAILED);
    expect(agent.heard.all.filter(({ message }) => message === 'closeSession')).toEqual([]);
  });

  test('an agent ends no session of another device', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    const other = await rig.agent();
    const mine = await rig.viewer(other);
    other.send({ sessionEnded: { session: viewer.session, reason: EndReason.END_REASON_EJECTED } });
    other.send({ sessionEnded: { session: mine.session, reason: EndReason.END_REASON_EJECTED } });
    expect(await endOf(mine)).toBe(EndReason.END_REASON_EJECTED);
    viewer.send({ probe: { sentUs: 5 } });
    await heardBy(agent, 'probe');
  });

  test('RING-2: how the ring was lost reaches services', async () => {
    const agent = await rig.agent();
    const { session } = await rig.viewer(agent);
    const ringLoss = { fault: RingFault.RING_FAULT_HIDDEN, display: 'front-1' };
    agent.send({ sessionEnded: { session, reason: EndReason.END_REASON_RING_LOST, ringLoss } });
    const told = await rig.running.services.events.first((event) => event.sessionEnded?.session === session);
    expect(told.sessionEnded).toMatchObject({ reason: EndReason.END_REASON_RING_LOST, ringLoss });
  });

  test('SES-4: services end one session, and the others go on', async () => {
    const agent = await rig.agent();
    const ended = await rig.viewer(agent);
    const stays = await rig.viewer(agent);
    rig.running.services.command({
      endSession: { session: ended.session, reason: EndReason.END_REASON_ADMINISTRATOR },
    });
    expect(await endOf(ended)).toBe(EndReason.END_REASON_ADMINISTRATOR);
    expect(stays.peer.closes.all).toEqual([]);
  });

  test('SES-4: a session that a heartbeat names as ended ends here, if its command was lost', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    rig.running.services.endedSessions = [viewer.session];
    await rig.running.services.heartbeat();
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_WITHDRAWN);
  });

  test('SES-3: an ended session cannot be reopened by a ticket issued before', async () => {
    const agent = await rig.agent();
    const session = randomUUID();
    const viewer = await rig.viewer(agent, { session });
    viewer.send({ end: {} });
    await endOf(viewer);
    const again = await rig.approach(agent.device, { session });
    expect(await refusalOf(again)).toBe(RefusalReason.REFUSAL_REASON_REFUSED);
  });

  test('SES-4: a session ended before it reached the relay cannot start', async () => {
    const agent = await rig.agent();
    const session = randomUUID();
    const sequence = rig.running.services.command({
      endSession: { session, reason: EndReason.END_REASON_ADMINISTRATOR },
    });
    await rig.running.services.acks.first((acked) => acked === sequence);
    expect(await refusalOf(await rig.approach(agent.device, { session }))).toBe(RefusalReason.REFUSAL_REASON_REFUSED);
  });

  test('SES-4, DEV-2: a withdrawn device loses its sessions and its link, and may not come back until restored', async () => {
    const { services } = rig.running;
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    services.command({ withdrawDevice: { device: agent.device } });
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_WITHDRAWN);
    expect((await agent.peer.closes.first()).name).toBe('withdrawn');
    const refused = await rig.agent({ device: agent.device, waits: false });
    expect((await refused.peer.closes.first()).name).toBe('withdrawn');
    const sequence = services.command({ restoreDevice: { device: agent.device } });
    await services.acks.first((acked) => acked === sequence);
    await rig.agent({ device: agent.device });
  });

  test('SES-4: without heartbeats everything closes when the lease lapses, and nothing opens', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    rig.running.services.beating = false;
    rig.clock.elapse(limits.leaseMs);
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_LEASE_LAPSED);
    expect((await viewer.peer.closes.first()).name).toBe('leaseLapsed');
    expect(await refusalOf(await rig.approach(agent.device))).toBe(RefusalReason.REFUSAL_REASON_LEASE_STALE);
    await rig.running.services.heartbeat();
    await heardBy(agent, 'heartbeat');
    rig.running.services.beating = true;
  });
});
