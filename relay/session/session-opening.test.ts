import {
  AccountState,
  CallState,
  EndReason,
  exportPublicKey,
  generateProofKeys,
  limits,
  RefusalReason,
  RingState,
  RoomConsent,
  signProof,
} from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { relayLimits } from '../limits.ts';
import { ScriptedViewer } from '../testing/index.ts';
import { heardBy, refusalOf, type SessionRig, startSessionRig } from '../testing/session-rig.ts';

let rig: SessionRig;

beforeEach(async () => {
  const { roomShowMs, roomAnswerMs, roomNoticeMs } = limits;
  rig = await startSessionRig([roomAnswerMs, roomNoticeMs].map((ms) => roomShowMs + ms + relayLimits.agentAnswerMs));
});

afterEach(async () => {
  await rig.running.stop();
});

describe('opening', () => {
  test('SES-1: the agent gets a heartbeat and the ticket; the viewer gets layout, room and control', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    const order = agent.heard.all.map(({ message }) => message);
    expect(order.indexOf('heartbeat')).toBeLessThan(order.indexOf('openSession'));
    const [opened] = viewer.heard.all.filter(({ message }) => message === 'opened');
    expect(opened).toMatchObject({
      opened: { viewer: 1, permission: 2, control: { holder: 1 }, room: { callState: CallState.CALL_STATE_IDLE } },
    });
  });

  test.each([
    ['SES-1: a device that is not connected', 'REFUSAL_REASON_NOT_CONNECTED', undefined],
    ['CALL-1: a room in a call', 'REFUSAL_REASON_IN_CALL', { callState: CallState.CALL_STATE_IN_CALL }],
    ['CALL-3: unknown call state', 'REFUSAL_REASON_CALL_STATE_UNKNOWN', { callState: CallState.CALL_STATE_UNKNOWN }],
  ] as const)('%s refuses with its one reason', async (_what, reason, room) => {
    const agent = await rig.agent();
    if (room !== undefined) agent.room(room);
    else agent.close();
    await rig.running.services.events.first((event) =>
      room === undefined
        ? event.deviceDisconnected !== undefined
        : event.deviceStatus?.room?.callState === room.callState,
    );
    const viewer = await rig.approach(agent.device);
    expect(RefusalReason[await refusalOf(viewer)]).toBe(reason);
    expect(await rig.storyOf(viewer.session)).toEqual([reason]);
    expect(agent.heard.all.some(({ message }) => message === 'openSession')).toBe(false);
  });

  test('RING-4: a room that has just put somebody out is not asked', async () => {
    rig.clock.elapse(relayLimits.earlierSessionsMs);
    const agent = await rig.agent();
    const ejected = { callState: CallState.CALL_STATE_IDLE, ring: RingState.RING_STATE_DOWN, ejected: true };
    agent.send({ room: ejected });
    await rig.running.services.events.first((event) => event.deviceStatus?.room?.ejected === true);
    const viewer = await rig.approach(agent.device);
    expect(await refusalOf(viewer)).toBe(RefusalReason.REFUSAL_REASON_EJECTED);
    expect(agent.heard.all.some(({ message }) => message === 'openSession')).toBe(false);
  });

  test('CALL-5, RING-4: an agent that lets somebody new in, though its room has just said no, opens no session', async () => {
    rig.clock.elapse(relayLimits.earlierSessionsMs);
    const agent = await rig.agent({ answers: false });
    const viewer = await rig.approach(agent.device);
    await heardBy(agent, 'openSession');
    agent.send({ room: { callState: CallState.CALL_STATE_IDLE, ring: RingState.RING_STATE_VERIFIED, ejected: true } });
    agent.send({ sessionOpened: { viewer: 1 } });
    expect(await refusalOf(viewer)).toBe(RefusalReason.REFUSAL_REASON_EJECTED);
  });

  test('CALL-5, RING-2: an agent that agrees without a verified ring gets no session', async () => {
    const agent = await rig.agent({ answers: false });
    const viewer = await rig.approach(agent.device);
    await heardBy(agent, 'openSession');
    agent.send({ sessionOpened: { viewer: 1 } });
    expect(await refusalOf(viewer)).toBe(RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE);
    expect(await heardBy(agent, 'closeSession')).toMatchObject({ closeSession: { viewer: 1 } });
  });

  test("the agent's refusal reaches the viewer, and one of unknown kind is told as such", async () => {
    const agent = await rig.agent({ answers: false });
    const first = await rig.approach(agent.device);
    await heardBy(agent, 'openSession');
    agent.send({ sessionRefused: { viewer: 1, reason: RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE } });
    expect(await refusalOf(first)).toBe(RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE);
  });

  test('an agent that does not answer in time refuses', async () => {
    const agent = await rig.agent({ answers: false });
    const viewer = await rig.approach(agent.device);
    await heardBy(agent, 'openSession');
    expect(rig.clock.elapse(relayLimits.agentAnswerMs)).toBe(1);
    expect(await refusalOf(viewer)).toBe(RefusalReason.REFUSAL_REASON_TIMEOUT);
    expect(await heardBy(agent, 'closeSession')).toBeDefined();
  });

  test.each([
    ['prompt', limits.roomShowMs + limits.roomAnswerMs, RoomConsent.ROOM_CONSENT_PROMPT],
    ['notice', limits.roomShowMs + limits.roomNoticeMs, RoomConsent.ROOM_CONSENT_NOTICE],
  ] as const)(
    'SES-2: while the room has its %s, the viewer is told, and the relay waits as long',
    async (roomConsent, withinMs, consent) => {
      const agent = await rig.agent({ answers: false });
      const viewer = await rig.approach(agent.device, { roomConsent });
      await heardBy(agent, 'openSession');
      agent.send({ roomAsked: { viewer: 1 } });
      const asked = await viewer.heard.first(({ message }) => message === 'roomAsked');
      expect(asked).toMatchObject({ roomAsked: { consent, withinMs } });
      // Once: an agent cannot keep a viewer waiting for ever.
      agent.send({ roomAsked: { viewer: 1 } });
      expect(rig.clock.elapse(withinMs + relayLimits.agentAnswerMs)).toBe(1);
      expect(await refusalOf(viewer)).toBe(RefusalReason.REFUSAL_REASON_TIMEOUT);
      expect(viewer.heard.all.filter(({ message }) => message === 'roomAsked')).toHaveLength(1);
    },
  );

  test('SES-2: an agent that asks a room whose ticket does not say so gets no more time for it', async () => {
    const agent = await rig.agent({ answers: false });
    const viewer = await rig.approach(agent.device);
    await heardBy(agent, 'openSession');
    agent.send({ roomAsked: { viewer: 1 } });
    agent.send({ account: { session: viewer.session, account: AccountState.ACCOUNT_STATE_CHANGED } });
    const { account } = await rig.running.services.events.first((event) => event.account?.news != null);
    expect(account).toMatchObject({ device: agent.device, news: { session: viewer.session, account: 2 } });
    expect(rig.clock.elapse(relayLimits.agentAnswerMs)).toBe(1);
    expect(await refusalOf(viewer)).toBe(RefusalReason.REFUSAL_REASON_TIMEOUT);
    expect(viewer.heard.all.some(({ message }) => message === 'roomAsked')).toBe(false);
  });

  test('a viewer that leaves while the agent is asked is told to the agent, and its session never started', async () => {
    const agent = await rig.agent({ answers: false });
    const viewer = await rig.approach(agent.device);
    await heardBy(agent, 'openSession');
    viewer.peer.terminate();
    expect(await heardBy(agent, 'closeSession')).toMatchObject({
      closeSession: { viewer: 1, reason: EndReason.END_REASON_NEVER_STARTED },
    });
    agent.room({ ring: RingState.RING_STATE_VERIFIED });
    agent.send({ sessionOpened: { viewer: 1 } });
    expect((await rig.storyOf(viewer.session)).includes('started')).toBe(false);
  });

  test('SES-7: at most four viewers a device', async () => {
    const agent = await rig.agent();
    for (let count = 0; count < relayLimits.viewersPerDevice; count++) await rig.viewer(agent);
    const fifth = await rig.approach(agent.device);
    expect(await refusalOf(fifth)).toBe(RefusalReason.REFUSAL_REASON_TOO_MANY_VIEWERS);
  });

  test('SES-9: a ticket of another tenant than the device opens nothing, and says nothing', async () => {
    const agent = await rig.agent();
    const { services, url } = rig.running;
    const keys = await generateProofKeys();
    const origin = 'https://portal.test';
    const ticket = await services.ticket({
      device: agent.device,
      viewerKey: await exportPublicKey(keys),
      origin,
      tenant: 'tenant-2',
    });
    const viewer = new ScriptedViewer(url, 'unused', { device: agent.device });
    const challenge = await viewer.heard.first(({ message }) => message === 'challenge');
    if (challenge.message !== 'challenge') throw new Error('no challenge');
    const proof = await signProof(keys.privateKey, 'viewer', challenge.challenge.nonce, ticket);
    viewer.send({ authenticate: { version: 1, ticket, proof } });
    expect(await refusalOf(viewer)).toBe(RefusalReason.REFUSAL_REASON_REFUSED);
    expect(agent.heard.all.some(({ message }) => message === 'openSession')).toBe(false);
  });
});
