import { randomUUID } from 'node:crypto';
import {
  CallState,
  ControlAction,
  EndReason,
  encodeViewerMessage,
  exportPublicKey,
  generateProofKeys,
  limits,
  RefusalReason,
  RingState,
  signProof,
  type ToAgentMessage,
} from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { relayLimits } from '../limits.ts';
import { ElapsingClock } from '../testing/elapsing-clock.ts';
import {
  approachViewer,
  connectAgent,
  connectViewer,
  type RelayUnderTest,
  type ScriptedAgent,
  ScriptedViewer,
  type ScriptedViewerOptions,
  startRelayUnderTest,
} from '../testing/index.ts';

let running: RelayUnderTest;
let clock: ElapsingClock;

beforeEach(async () => {
  clock = new ElapsingClock([limits.resumeMs, relayLimits.agentAnswerMs, limits.leaseMs]);
  running = await startRelayUnderTest({}, { clock });
});

afterEach(async () => {
  await running.stop();
});

const agentOf = (options: Parameters<typeof connectAgent>[2] = {}) =>
  connectAgent(running.url, running.services, options);
const viewerOf = (agent: ScriptedAgent, options: Omit<ScriptedViewerOptions, 'device'> = {}) =>
  connectViewer(running.url, running.services, { device: agent.device, ...options });
const approach = (device: string, options: Omit<ScriptedViewerOptions, 'device'> = {}) =>
  approachViewer(running.url, running.services, { device, ...options });

async function refusalOf(viewer: ScriptedViewer): Promise<RefusalReason> {
  const answer = await viewer.heard.first(({ message }) => message === 'refused' || message === 'opened');
  if (answer.message !== 'refused') throw new Error('opened');
  expect((await viewer.peer.closes.first()).name).toBe('refused');
  return answer.refused.reason;
}

async function endOf(viewer: ScriptedViewer): Promise<EndReason> {
  const answer = await viewer.heard.first(({ message }) => message === 'ended');
  if (answer.message !== 'ended') throw new Error('not ended');
  await viewer.peer.closes.first();
  return answer.ended.reason;
}

/** What services hear of a session, in order, until its end or refusal. */
async function storyOf(session: string): Promise<string[]> {
  const { events } = running.services;
  const told = (event: (typeof events.all)[number]) =>
    event.sessionEnded?.session === session || event.sessionRefused?.session === session;
  await events.first(told);
  return events.all.flatMap((event) => {
    if (event.sessionStarted?.session === session) return [event.sessionStarted.resumed ? 'resumed' : 'started'];
    if (event.sessionSuspended?.session === session) return ['suspended'];
    if (event.sessionRefused?.session === session) return [RefusalReason[event.sessionRefused.reason] ?? ''];
    if (event.sessionEnded?.session === session) return [EndReason[event.sessionEnded.reason] ?? ''];
    return [];
  });
}

const heardBy = (agent: ScriptedAgent, message: ToAgentMessage['message']) =>
  agent.heard.first((heard) => heard.message === message);

describe('opening', () => {
  test('SES-1: the agent gets a heartbeat and the ticket; the viewer gets layout, room and control', async () => {
    const agent = await agentOf();
    const viewer = await viewerOf(agent);
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
    const agent = await agentOf();
    if (room !== undefined) agent.room(room);
    else agent.close();
    await running.services.events.first((event) =>
      room === undefined
        ? event.deviceDisconnected !== undefined
        : event.deviceStatus?.room?.callState === room.callState,
    );
    const viewer = await approach(agent.device);
    expect(RefusalReason[await refusalOf(viewer)]).toBe(reason);
    expect(await storyOf(viewer.session)).toEqual([reason]);
    expect(agent.heard.all.some(({ message }) => message === 'openSession')).toBe(false);
  });

  test('CALL-5, RING-2: an agent that agrees without a verified ring gets no session', async () => {
    const agent = await agentOf({ answers: false });
    const viewer = await approach(agent.device);
    await heardBy(agent, 'openSession');
    agent.send({ sessionOpened: { viewer: 1 } });
    expect(await refusalOf(viewer)).toBe(RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE);
    expect(await heardBy(agent, 'closeSession')).toMatchObject({ closeSession: { viewer: 1 } });
  });

  test("the agent's refusal reaches the viewer, and one of unknown kind is told as such", async () => {
    const agent = await agentOf({ answers: false });
    const first = await approach(agent.device);
    await heardBy(agent, 'openSession');
    agent.send({ sessionRefused: { viewer: 1, reason: RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE } });
    expect(await refusalOf(first)).toBe(RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE);
  });

  test('an agent that does not answer in time refuses', async () => {
    const agent = await agentOf({ answers: false });
    const viewer = await approach(agent.device);
    await heardBy(agent, 'openSession');
    expect(clock.elapse(relayLimits.agentAnswerMs)).toBe(1);
    expect(await refusalOf(viewer)).toBe(RefusalReason.REFUSAL_REASON_TIMEOUT);
    expect(await heardBy(agent, 'closeSession')).toBeDefined();
  });

  test('a viewer that leaves while the agent is asked is told to the agent, and its session never started', async () => {
    const agent = await agentOf({ answers: false });
    const viewer = await approach(agent.device);
    await heardBy(agent, 'openSession');
    viewer.peer.terminate();
    expect(await heardBy(agent, 'closeSession')).toMatchObject({
      closeSession: { viewer: 1, reason: EndReason.END_REASON_NEVER_STARTED },
    });
    agent.room({ ring: RingState.RING_STATE_VERIFIED });
    agent.send({ sessionOpened: { viewer: 1 } });
    expect((await storyOf(viewer.session)).includes('started')).toBe(false);
  });

  test('SES-7: at most four viewers a device', async () => {
    const agent = await agentOf();
    for (let count = 0; count < relayLimits.viewersPerDevice; count++) await viewerOf(agent);
    const fifth = await approach(agent.device);
    expect(await refusalOf(fifth)).toBe(RefusalReason.REFUSAL_REASON_TOO_MANY_VIEWERS);
  });

  test('SES-9: a ticket of another tenant than the device opens nothing, and says nothing', async () => {
    const agent = await agentOf();
    const { services, url } = running;
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

describe('ending', () => {
  test('SES-3: the operator ends it: agent, viewer and services hear one reason', async () => {
    const agent = await agentOf();
    const viewer = await viewerOf(agent);
    viewer.send({ end: {} });
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_OPERATOR);
    expect((await viewer.peer.closes.first()).name).toBe('ended');
    expect(await heardBy(agent, 'closeSession')).toMatchObject({ closeSession: { viewer: 1, reason: 1 } });
    expect(await storyOf(viewer.session)).toEqual(['started', 'END_REASON_OPERATOR']);
  });

  test.each([
    ['CALL-2, CALL-5: a call', { callState: CallState.CALL_STATE_IN_CALL }, 'END_REASON_CALL_STARTED'],
    ['CALL-3: an unknown call state', { callState: CallState.CALL_STATE_UNKNOWN }, 'END_REASON_CALL_STATE_UNKNOWN'],
    ['RING-2: a lost ring', { ring: RingState.RING_STATE_LOST }, 'END_REASON_RING_LOST'],
  ] as const)('%s ends every session at the relay, whatever the agent goes on to send', async (_what, room, reason) => {
    const agent = await agentOf();
    const viewers = [await viewerOf(agent), await viewerOf(agent)];
    await agent.heard.first((heard) => heard.message === 'demand');
    agent.sendFrame({ payload: new Uint8Array(100), tilesWide: 30, tilesHigh: 17 });
    await viewers[0]?.frames.first();
    agent.room(room);
    agent.sendFrame({ payload: new Uint8Array(100) });
    for (const viewer of viewers) {
      expect(EndReason[await endOf(viewer)]).toBe(reason);
      expect(viewer.frames.all.length).toBeLessThanOrEqual(1);
      expect(await storyOf(viewer.session)).toEqual(['started', reason]);
    }
  });

  test('RING-2: frames that an agent sends while its ring is not verified go nowhere and cost it the link', async () => {
    const agent = await agentOf();
    const viewer = await viewerOf(agent);
    await agent.heard.first((heard) => heard.message === 'demand');
    agent.room({ ring: RingState.RING_STATE_DOWN });
    agent.sendFrame({ payload: new Uint8Array(100) });
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_PROTOCOL_VIOLATION);
    expect((await agent.peer.closes.first()).name).toBe('malformed');
    expect(viewer.frames.all).toEqual([]);
  });

  test('RING-2: an agent may look again at its ring, without frames, and go on', async () => {
    const agent = await agentOf();
    const viewer = await viewerOf(agent);
    await agent.heard.first((heard) => heard.message === 'demand');
    agent.room({ ring: RingState.RING_STATE_DOWN });
    agent.room({ ring: RingState.RING_STATE_VERIFIED });
    agent.sendFrame({ payload: new Uint8Array(100) });
    await viewer.frames.first();
    expect(viewer.peer.closes.all).toEqual([]);
  });

  test("the agent's end reaches viewer and services; an unknown reason is not passed on", async () => {
    const agent = await agentOf();
    const ejected = await viewerOf(agent);
    agent.send({ sessionEnded: { viewer: 1, reason: EndReason.END_REASON_EJECTED } });
    expect(await endOf(ejected)).toBe(EndReason.END_REASON_EJECTED);
    const failed = await viewerOf(agent);
    agent.send({ sessionEnded: { viewer: 2, reason: 0 } });
    expect(await endOf(failed)).toBe(EndReason.END_REASON_CAPTURE_FAILED);
    expect(agent.heard.all.filter(({ message }) => message === 'closeSession')).toEqual([]);
  });

  test('SES-4: services end one session, and the others go on', async () => {
    const agent = await agentOf();
    const ended = await viewerOf(agent);
    const stays = await viewerOf(agent);
    running.services.command({ endSession: { session: ended.session, reason: EndReason.END_REASON_ADMINISTRATOR } });
    expect(await endOf(ended)).toBe(EndReason.END_REASON_ADMINISTRATOR);
    expect(stays.peer.closes.all).toEqual([]);
  });

  test('SES-4: a session that a heartbeat names as ended ends here, if its command was lost', async () => {
    const agent = await agentOf();
    const viewer = await viewerOf(agent);
    running.services.endedSessions = [viewer.session];
    await running.services.heartbeat();
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_WITHDRAWN);
  });

  test('SES-3: an ended session cannot be reopened by a ticket issued before', async () => {
    const agent = await agentOf();
    const session = randomUUID();
    const viewer = await viewerOf(agent, { session });
    viewer.send({ end: {} });
    await endOf(viewer);
    const again = await approach(agent.device, { session });
    expect(await refusalOf(again)).toBe(RefusalReason.REFUSAL_REASON_REFUSED);
  });

  test('SES-4: a session ended before it reached the relay cannot start', async () => {
    const agent = await agentOf();
    const session = randomUUID();
    const sequence = running.services.command({ endSession: { session, reason: EndReason.END_REASON_ADMINISTRATOR } });
    await running.services.acks.first((acked) => acked === sequence);
    expect(await refusalOf(await approach(agent.device, { session }))).toBe(RefusalReason.REFUSAL_REASON_REFUSED);
  });

  test('SES-4, DEV-2: a withdrawn device loses its sessions and its link, and may not come back until restored', async () => {
    const { services } = running;
    const agent = await agentOf();
    const viewer = await viewerOf(agent);
    services.command({ withdrawDevice: { device: agent.device } });
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_WITHDRAWN);
    expect((await agent.peer.closes.first()).name).toBe('withdrawn');
    const refused = await agentOf({ device: agent.device, waits: false });
    expect((await refused.peer.closes.first()).name).toBe('withdrawn');
    const sequence = services.command({ restoreDevice: { device: agent.device } });
    await services.acks.first((acked) => acked === sequence);
    await agentOf({ device: agent.device });
  });

  test('SES-4: without heartbeats everything closes when the lease lapses, and nothing opens', async () => {
    const agent = await agentOf();
    const viewer = await viewerOf(agent);
    running.services.beating = false;
    clock.elapse(limits.leaseMs);
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_LEASE_LAPSED);
    expect((await viewer.peer.closes.first()).name).toBe('leaseLapsed');
    expect(await refusalOf(await approach(agent.device))).toBe(RefusalReason.REFUSAL_REASON_LEASE_STALE);
    await running.services.heartbeat();
    await heardBy(agent, 'heartbeat');
    running.services.beating = true;
  });
});

describe('losing and resuming', () => {
  test('SES-5: a lost viewer suspends; a new ticket for the session resumes it, under a new number', async () => {
    const agent = await agentOf();
    const session = randomUUID();
    const lost = await viewerOf(agent, { session });
    lost.peer.terminate();
    expect(await heardBy(agent, 'suspendSession')).toMatchObject({ suspendSession: { viewer: 1 } });
    const resumed = await viewerOf(agent, { session });
    expect(resumed.heard.all.at(-1)).toMatchObject({ opened: { viewer: 2 } });
    expect(clock.elapse(limits.resumeMs)).toBe(0);
    resumed.send({ end: {} });
    expect(await storyOf(session)).toEqual(['started', 'suspended', 'resumed', 'END_REASON_OPERATOR']);
  });

  test('SES-5: when the window is over the session ends, at the agent too', async () => {
    const agent = await agentOf();
    const viewer = await viewerOf(agent);
    viewer.peer.terminate();
    await heardBy(agent, 'suspendSession');
    expect(clock.elapse(limits.resumeMs)).toBe(1);
    expect(await heardBy(agent, 'closeSession')).toMatchObject({
      closeSession: { viewer: 1, reason: EndReason.END_REASON_RESUME_EXPIRED },
    });
    expect(await storyOf(viewer.session)).toEqual(['started', 'suspended', 'END_REASON_RESUME_EXPIRED']);
    expect(await refusalOf(await approach(agent.device, { session: viewer.session }))).toBe(
      RefusalReason.REFUSAL_REASON_REFUSED,
    );
  });

  test('SES-3: resuming needs everything anew: refused in a call, and the call ends what was suspended', async () => {
    const agent = await agentOf({ answers: false });
    const session = randomUUID();
    const opening = approach(agent.device, { session });
    await heardBy(agent, 'openSession');
    agent.room({ ring: RingState.RING_STATE_VERIFIED });
    agent.send({ sessionOpened: { viewer: 1 } });
    const first = await opening;
    await first.heard.first(({ message }) => message === 'opened');
    first.peer.terminate();
    await heardBy(agent, 'suspendSession');
    const second = await approach(agent.device, { session });
    await agent.heard.first((heard) => heard.message === 'openSession' && heard.openSession.viewer === 2);
    agent.send({ sessionRefused: { viewer: 2, reason: RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE } });
    expect(await refusalOf(second)).toBe(RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE);
    agent.room({ callState: CallState.CALL_STATE_IN_CALL });
    await running.services.events.first((event) => event.sessionEnded?.session === session);
    expect(await storyOf(session)).toEqual([
      'started',
      'suspended',
      'REFUSAL_REASON_RING_UNAVAILABLE',
      'END_REASON_CALL_STARTED',
    ]);
  });

  test('SES-5: the window may close while the agent is asked: a resumption goes through, a refusal ends it once', async () => {
    const agent = await agentOf({ answers: false });
    const session = randomUUID();
    const first = await approach(agent.device, { session });
    await heardBy(agent, 'openSession');
    agent.room({ ring: RingState.RING_STATE_VERIFIED });
    agent.send({ sessionOpened: { viewer: 1 } });
    await first.heard.first(({ message }) => message === 'opened');
    first.peer.terminate();
    await heardBy(agent, 'suspendSession');
    const second = await approach(agent.device, { session });
    await agent.heard.first((heard) => heard.message === 'openSession' && heard.openSession.viewer === 2);
    expect(clock.elapse(limits.resumeMs)).toBe(1);
    agent.send({ sessionRefused: { viewer: 2, reason: RefusalReason.REFUSAL_REASON_AGENT_REFUSED } });
    await refusalOf(second);
    await running.services.events.first((event) => event.sessionEnded?.session === session);
    expect(await storyOf(session)).toEqual([
      'started',
      'suspended',
      'REFUSAL_REASON_AGENT_REFUSED',
      'END_REASON_RESUME_EXPIRED',
    ]);
  });

  test('a lost agent suspends: its viewers are told for how long, and closed to come back with a new ticket', async () => {
    const keys = await generateProofKeys();
    const agent = await agentOf({ keys });
    const session = randomUUID();
    const viewer = await viewerOf(agent, { session });
    agent.peer.terminate();
    expect(await viewer.heard.first(({ message }) => message === 'suspended')).toMatchObject({
      suspended: { resumeWithinMs: limits.resumeMs },
    });
    expect((await viewer.peer.closes.first()).name).toBe('silent');
    expect(await refusalOf(await approach(agent.device, { session }))).toBe(RefusalReason.REFUSAL_REASON_NOT_CONNECTED);
    const back = await agentOf({ keys, device: agent.device });
    const resumed = await viewerOf(back, { session });
    resumed.send({ end: {} });
    await running.services.events.first((event) => event.sessionEnded?.session === session);
    expect(await storyOf(session)).toEqual([
      'started',
      'suspended',
      'REFUSAL_REASON_NOT_CONNECTED',
      'resumed',
      'END_REASON_OPERATOR',
    ]);
  });

  test('a newer connection of the same session replaces the older', async () => {
    const agent = await agentOf();
    const session = randomUUID();
    const older = await viewerOf(agent, { session });
    const newer = await viewerOf(agent, { session });
    expect((await older.peer.closes.first()).name).toBe('replaced');
    newer.send({ probe: { sentUs: 5 } });
    expect(await heardBy(agent, 'probe')).toMatchObject({ probe: { viewer: 2 } });
  });

  test('a newer connection of the same device replaces the older', async () => {
    const keys = await generateProofKeys();
    const older = await agentOf({ keys });
    const viewer = await viewerOf(older);
    const newer = await agentOf({ keys, device: older.device });
    expect((await older.peer.closes.first()).name).toBe('replaced');
    expect((await viewer.peer.closes.first()).name).toBe('silent');
    await viewerOf(newer);
  });

  test('another operator cannot take over a session by its identifier', async () => {
    const agent = await agentOf();
    const session = randomUUID();
    await viewerOf(agent, { session });
    const other = await approach(agent.device, { session, operator: 'operator-2' });
    expect(await refusalOf(other)).toBe(RefusalReason.REFUSAL_REASON_REFUSED);
  });
});

describe('input and control', () => {
  test('INP-1: input of a modify viewer reaches the agent in order, with its viewer’s number', async () => {
    const agent = await agentOf();
    const viewer = await viewerOf(agent);
    viewer.input({ key: { code: 'KeyA', key: 'a', down: true } });
    viewer.input({ key: { code: 'KeyA', key: 'a', down: false } });
    await agent.heard.first((heard) => heard.message === 'input' && heard.input.input?.sequence === 2);
    const inputs = agent.heard.all.filter(({ message }) => message === 'input');
    expect(inputs).toMatchObject([{ input: { viewer: 1, input: { sequence: 1 } } }, { input: { viewer: 1 } }]);
  });

  test('INP-1, ACC-8: a view viewer that sends input loses its session; nothing reaches the agent', async () => {
    const agent = await agentOf();
    const viewer = await viewerOf(agent, { permission: 'view' });
    viewer.input({ releaseAll: {} });
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_PROTOCOL_VIOLATION);
    expect((await viewer.peer.closes.first()).name).toBe('forbidden');
    expect(agent.heard.all.some(({ message }) => message === 'input')).toBe(false);
  });

  test('SES-6: the first modify viewer holds control; input of others is dropped; free control goes to who asks', async () => {
    const agent = await agentOf();
    const watching = await viewerOf(agent, { permission: 'view' });
    const first = await viewerOf(agent);
    const second = await viewerOf(agent);
    expect(await watching.heard.first((heard) => heard.message === 'control')).toMatchObject({
      control: { holder: 2 },
    });
    second.input({ text: { text: 'dropped' } });
    second.send({ control: { action: ControlAction.CONTROL_ACTION_REQUEST } });
    second.send({ probe: { sentUs: 1 } });
    await heardBy(agent, 'probe');
    expect(agent.heard.all.some(({ message }) => message === 'input')).toBe(false);
    first.send({ control: { action: ControlAction.CONTROL_ACTION_RELEASE } });
    await second.heard.first((heard) => heard.message === 'control' && heard.control.holder === 0);
    second.send({ control: { action: ControlAction.CONTROL_ACTION_REQUEST } });
    await first.heard.first((heard) => heard.message === 'control' && heard.control.holder === 3);
    second.input({ text: { text: 'typed' } });
    expect(await heardBy(agent, 'input')).toMatchObject({ input: { viewer: 3, input: { sequence: 2 } } });
  });

  test('INP-5: input that skips a number is not what its viewer sent: closed as malformed', async () => {
    const agent = await agentOf();
    const viewer = await viewerOf(agent);
    viewer.send({ input: { sequence: 2, releaseAll: {} } });
    expect((await viewer.peer.closes.first()).name).toBe('malformed');
    expect(await storyOf(viewer.session)).toEqual(['started', 'END_REASON_PROTOCOL_VIOLATION']);
  });

  test('INP-4: a flood of input closes its viewer; others are unaffected', async () => {
    const agent = await agentOf();
    const other = await viewerOf(agent, { permission: 'view' });
    const flooding = await viewerOf(agent);
    for (let count = 0; count < relayLimits.inputBurst * 2; count++) flooding.input({ releaseAll: {} });
    expect((await flooding.peer.closes.first()).name).toBe('flood');
    other.send({ probe: { sentUs: 7 } });
    await heardBy(agent, 'probe');
    expect(agent.heard.all.filter(({ message }) => message === 'input').length).toBeLessThan(
      relayLimits.inputBurst * 1.5,
    );
  });

  test('a flood of messages that bring nothing closes its viewer', async () => {
    const agent = await agentOf();
    const viewer = await viewerOf(agent);
    for (let count = 0; count < relayLimits.messageBurst * 3; count++)
      viewer.painted({ display: 9, epoch: 1, frame: 1 });
    expect((await viewer.peer.closes.first()).name).toBe('flood');
  });

  test('probes go to the agent and back, to the viewer that asked', async () => {
    const agent = await agentOf();
    const viewer = await viewerOf(agent);
    viewer.send({ probe: { sentUs: 42 } });
    await heardBy(agent, 'probe');
    agent.send({ probeReply: { viewer: 1, sentUs: 42, agentUs: 77 } });
    agent.send({ probeReply: { viewer: 9, sentUs: 42, agentUs: 77 } });
    expect(await viewer.heard.first(({ message }) => message === 'probeReply')).toMatchObject({
      probeReply: { sentUs: 42, agentUs: 77 },
    });
  });

  test.each([
    ['what cannot be decoded', Buffer.from([0xff, 0xff])],
    ['a second authentication', Buffer.from(encodeViewerMessage({ authenticate: { version: 1 } }))],
    ['a message that is too large', Buffer.alloc(limits.viewerMessageBytes + 1)],
  ] as const)('threat 15: %s closes with a named code and ends the session', async (_what, bytes) => {
    const agent = await agentOf();
    const viewer = await viewerOf(agent);
    viewer.peer.send(bytes);
    expect(['malformed', 'tooLarge']).toContain((await viewer.peer.closes.first()).name);
    expect(await storyOf(viewer.session)).toEqual(['started', 'END_REASON_PROTOCOL_VIOLATION']);
  });
});
