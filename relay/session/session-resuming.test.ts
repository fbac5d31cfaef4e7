import { randomUUID } from 'node:crypto';
import { CallState, EndReason, generateProofKeys, limits, RefusalReason, RingState } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { relayLimits } from '../limits.ts';
import { heardBy, refusalOf, type SessionRig, startSessionRig } from '../testing/session-rig.ts';

let rig: SessionRig;

beforeEach(async () => {
  rig = await startSessionRig();
});

afterEach(async () => {
  await rig.running.stop();
});

describe('losing and resuming', () => {
  test('SES-5: a lost viewer suspends; a new ticket for the session resumes it, under a new number', async () => {
    const agent = await rig.agent();
    const session = randomUUID();
    const lost = await rig.viewer(agent, { session });
    lost.peer.terminate();
    expect(await heardBy(agent, 'suspendSession')).toMatchObject({ suspendSession: { viewer: 1 } });
    const resumed = await rig.viewer(agent, { session });
    expect(resumed.heard.all.at(-1)).toMatchObject({ opened: { viewer: 2 } });
    expect(rig.clock.elapse(limits.resumeMs)).toBe(0);
    resumed.send({ end: {} });
    expect(await rig.storyOf(session)).toEqual(['started', 'suspended', 'resumed', 'END_REASON_OPERATOR']);
  });

  test('SES-5: when the window is over the session ends, at the agent too', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    viewer.peer.terminate();
    await heardBy(agent, 'suspendSession');
    expect(rig.clock.elapse(limits.resumeMs)).toBe(1);
    expect(await heardBy(agent, 'closeSession')).toMatchObject({
      closeSession: { viewer: 1, reason: EndReason.END_REASON_RESUME_EXPIRED },
    });
    expect(await rig.storyOf(viewer.session)).toEqual(['started', 'suspended', 'END_REASON_RESUME_EXPIRED']);
    expect(await refusalOf(await rig.approach(agent.device, { session: viewer.session }))).toBe(
      RefusalReason.REFUSAL_REASON_REFUSED,
    );
  });

  test('SES-3: resuming needs everything anew: refused in a call, and the call ends what was suspended', async () => {
    const agent = await rig.agent({ answers: false });
    const session = randomUUID();
    const opening = rig.approach(agent.device, { session });
    await heardBy(agent, 'openSession');
    agent.room({ ring: RingState.RING_STATE_VERIFIED });
    agent.send({ sessionOpened: { viewer: 1 } });
    const first = await opening;
    await first.heard.first(({ message }) => message === 'opened');
    first.peer.terminate();
    await heardBy(agent, 'suspendSession');
    const second = await rig.approach(agent.device, { session });
    await agent.heard.first((heard) => heard.message === 'openSession' && heard.openSession.viewer === 2);
    agent.send({ sessionRefused: { viewer: 2, reason: RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE } });
    expect(await refusalOf(second)).toBe(RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE);
    agent.room({ callState: CallState.CALL_STATE_IN_CALL });
    await rig.running.services.events.first((event) => event.sessionEnded?.session === session);
    expect(await rig.storyOf(session)).toEqual([
      'started',
      'suspended',
      'REFUSAL_REASON_RING_UNAVAILABLE',
      'END_REASON_CALL_STARTED',
    ]);
  });

  test('SES-5: the window may close while the agent is asked: a resumption goes through, a refusal ends it once', async () => {
    const agent = await rig.agent({ answers: false });
    const session = randomUUID();
    const first = await rig.approach(agent.device, { session });
    await heardBy(agent, 'openSession');
    agent.room({ ring: RingState.RING_STATE_VERIFIED });
    agent.send({ sessionOpened: { viewer: 1 } });
    await first.heard.first(({ message }) => message === 'opened');
    first.peer.terminate();
    await heardBy(agent, 'suspendSession');
    const second = await rig.approach(agent.device, { session });
    await agent.heard.first((heard) => heard.message === 'openSession' && heard.openSession.viewer === 2);
    expect(rig.clock.elapse(limits.resumeMs)).toBe(1);
    agent.send({ sessionRefused: { viewer: 2, reason: RefusalReason.REFUSAL_REASON_AGENT_REFUSED } });
    await refusalOf(second);
    await rig.running.services.events.first((event) => event.sessionEnded?.session === session);
    expect(await rig.storyOf(session)).toEqual([
      'started',
      'suspended',
      'REFUSAL_REASON_AGENT_REFUSED',
      'END_REASON_RESUME_EXPIRED',
    ]);
  });

  test('a lost agent suspends: its viewers are told for how long, and closed to come back with a new ticket', async () => {
    const keys = await generateProofKeys();
    const agent = await rig.agent({ keys });
    const session = randomUUID();
    const viewer = await rig.viewer(agent, { session });
    agent.peer.terminate();
    expect(await viewer.heard.first(({ message }) => message === 'suspended')).toMatchObject({
      suspended: { resumeWithinMs: limits.restartResumeMs },
    });
    expect((await viewer.peer.closes.first()).name).toBe('deviceGone');
    expect(await refusalOf(await rig.approach(agent.device, { session }))).toBe(
      RefusalReason.REFUSAL_REASON_NOT_CONNECTED,
    );
    const back = await rig.agent({ keys, device: agent.device });
    const resumed = await rig.viewer(back, { session });
    resumed.send({ end: {} });
    await rig.running.services.events.first((event) => event.sessionEnded?.session === session);
    expect(await rig.storyOf(session)).toEqual([
      'started',
      'suspended',
      'REFUSAL_REASON_NOT_CONNECTED',
      'resumed',
      'END_REASON_OPERATOR',
    ]);
  });

  test('SES-5: a device that restarts has three minutes; its sessions resume at its next run, and end without it', async () => {
    const keys = await generateProofKeys();
    const agent = await rig.agent({ keys, run: 'run-1' });
    const session = randomUUID();
    const other = randomUUID();
    await rig.viewer(agent, { session });
    await rig.viewer(agent, { session: other, operator: 'operator-2' });
    agent.peer.terminate();
    const { events } = rig.running.services;
    const suspended = await events.first((event) => event.sessionSuspended?.session === session);
    expect(suspended.sessionSuspended?.resumeWithinMs).toBe(limits.restartResumeMs);
    const back = await rig.agent({ keys, device: agent.device, run: 'run-2' });
    await rig.viewer(back, { session });
    expect(await heardBy(back, 'openSession')).toMatchObject({ openSession: { viewer: 1 } });
    // The short window is nobody's: the long one of who did not come back ends it.
    expect(rig.clock.elapse(limits.resumeMs)).toBe(0);
    expect(rig.clock.elapse(limits.restartResumeMs)).toBe(1);
    expect(await rig.storyOf(other)).toEqual(['started', 'suspended', 'END_REASON_RESUME_EXPIRED']);
  });

  test('SES-5: a device that only lost its line has ended what was longer away than a viewer may be', async () => {
    const keys = await generateProofKeys();
    const agent = await rig.agent({ keys, run: 'run-1' });
    const viewer = await rig.viewer(agent);
    agent.peer.terminate();
    await viewer.peer.closes.first();
    await rig.agent({ keys, device: agent.device, run: 'run-1' });
    expect(rig.clock.elapse(limits.restartResumeMs)).toBe(0);
    expect(rig.clock.elapse(limits.resumeMs)).toBe(1);
    expect(await rig.storyOf(viewer.session)).toEqual(['started', 'suspended', 'END_REASON_RESUME_EXPIRED']);
  });

  test('SES-5: a viewer lost while it resumes goes on waiting, at the agent too, and comes back under a new number', async () => {
    const agent = await rig.agent({ answers: false });
    agent.room({ ring: RingState.RING_STATE_VERIFIED });
    const session = randomUUID();
    const asked = (viewer: number) =>
      agent.heard.first((heard) => heard.message === 'openSession' && heard.openSession.viewer === viewer);
    const suspended = (viewer: number) =>
      agent.heard.first((heard) => heard.message === 'suspendSession' && heard.suspendSession.viewer === viewer);
    const first = await rig.approach(agent.device, { session });
    await asked(1);
    agent.send({ sessionOpened: { viewer: 1 } });
    await first.heard.first(({ message }) => message === 'opened');
    first.peer.terminate();
    await suspended(1);
    const lost = await rig.approach(agent.device, { session });
    await asked(2);
    lost.peer.terminate();
    await suspended(2);
    await rig.approach(agent.device, { session });
    await asked(3);
    // No answer in time; then the window closes.
    rig.clock.elapse(relayLimits.agentAnswerMs);
    await suspended(3);
    rig.clock.elapse(limits.resumeMs);
    expect(await heardBy(agent, 'closeSession')).toMatchObject({
      closeSession: { viewer: 3, reason: EndReason.END_REASON_RESUME_EXPIRED },
    });
  });

  test('SES-3: what the agent ends while the viewer is away ends with the reason of the agent', async () => {
    const agent = await rig.agent();
    const stopped = await rig.viewer(agent);
    stopped.peer.terminate();
    await heardBy(agent, 'suspendSession');
    agent.send({ sessionEnded: { session: stopped.session, reason: EndReason.END_REASON_AGENT_STOPPED } });
    const ringless = await rig.viewer(agent);
    ringless.peer.terminate();
    await agent.heard.first((heard) => heard.message === 'suspendSession' && heard.suspendSession.viewer === 2);
    agent.room({ ring: RingState.RING_STATE_LOST });
    await rig.running.services.events.first((event) => event.sessionEnded?.session === ringless.session);
    expect(await rig.storyOf(stopped.session)).toEqual(['started', 'suspended', 'END_REASON_AGENT_STOPPED']);
    expect(await rig.storyOf(ringless.session)).toEqual(['started', 'suspended', 'END_REASON_RING_LOST']);
  });

  test('CALL-2: what the agent ended and could not tell ends with its reason on the next link', async () => {
    const keys = await generateProofKeys();
    const agent = await rig.agent({ keys });
    const { session } = await rig.viewer(agent);
    agent.peer.terminate();
    await rig.running.services.events.first((event) => event.sessionSuspended?.session === session);
    const back = await rig.agent({ keys, device: agent.device });
    back.send({ sessionEnded: { session, reason: EndReason.END_REASON_EJECTED } });
    expect(await rig.storyOf(session)).toEqual(['started', 'suspended', 'END_REASON_EJECTED']);
  });

  test('RING-4: a room that said no to others lets a session come back that has been open; the agent is asked all the same', async () => {
    rig.clock.elapse(relayLimits.earlierSessionsMs);
    const agent = await rig.agent();
    const { session, peer } = await rig.viewer(agent);
    peer.terminate();
    await heardBy(agent, 'suspendSession');
    const room = { callState: CallState.CALL_STATE_IDLE, ring: RingState.RING_STATE_VERIFIED, ejected: true };
    agent.send({ room });
    await rig.running.services.events.first((event) => event.deviceStatus?.room?.ejected === true);
    const other = await rig.approach(agent.device, { operator: 'operator-2' });
    expect(await refusalOf(other)).toBe(RefusalReason.REFUSAL_REASON_EJECTED);
    const back = await rig.viewer(agent, { session });
    expect(back.heard.all.at(-1)).toMatchObject({ opened: { viewer: 2 } });
    expect(agent.heard.all.filter(({ message }) => message === 'openSession')).toHaveLength(2);
  });

  test('SES-5, RING-4: nor is a no to others one to sessions that a relay has forgotten by its restart: agents know them', async () => {
    const agent = await rig.agent({ answers: false });
    agent.send({ room: { callState: CallState.CALL_STATE_IDLE, ring: RingState.RING_STATE_VERIFIED, ejected: true } });
    await rig.running.services.events.first((event) => event.deviceStatus?.room?.ejected === true);
    const back = await rig.approach(agent.device);
    await heardBy(agent, 'openSession');
    agent.send({ sessionOpened: { viewer: 1 } });
    expect(await back.heard.first(({ message }) => message !== 'challenge')).toMatchObject({ message: 'opened' });
    // Once nobody can come back from the run before, whoever this one does not know is new.
    rig.clock.elapse(relayLimits.earlierSessionsMs);
    const other = await rig.approach(agent.device, { operator: 'operator-2' });
    expect(await refusalOf(other)).toBe(RefusalReason.REFUSAL_REASON_EJECTED);
    expect(agent.heard.all.filter(({ message }) => message === 'openSession')).toHaveLength(1);
  });

  test('a window that closes after the agent came back ends nobody who has the number of the lost viewer now', async () => {
    const keys = await generateProofKeys();
    const agent = await rig.agent({ keys });
    const lost = await rig.viewer(agent);
    agent.peer.terminate();
    await lost.peer.closes.first();
    const back = await rig.agent({ keys, device: agent.device });
    const other = await rig.viewer(back, { operator: 'operator-2' });
    expect(other.heard.all.at(-1)).toMatchObject({ opened: { viewer: 1 } });
    rig.clock.elapse(limits.resumeMs);
    expect(await rig.storyOf(lost.session)).toEqual(['started', 'suspended', 'END_REASON_RESUME_EXPIRED']);
    other.send({ probe: { sentUs: 5 } });
    await heardBy(back, 'probe');
    expect(back.heard.all.filter(({ message }) => message === 'closeSession')).toEqual([]);
  });

  test('a newer connection takes the place of one that is still being opened; nothing is refused', async () => {
    const agent = await rig.agent({ answers: false });
    agent.room({ ring: RingState.RING_STATE_VERIFIED });
    const session = randomUUID();
    const older = await rig.approach(agent.device, { session });
    await heardBy(agent, 'openSession');
    const newer = await rig.approach(agent.device, { session });
    expect((await older.peer.closes.first()).name).toBe('replaced');
    await agent.heard.first((heard) => heard.message === 'openSession' && heard.openSession.viewer === 2);
    agent.send({ sessionOpened: { viewer: 2 } });
    await newer.heard.first(({ message }) => message === 'opened');
    newer.send({ end: {} });
    await rig.running.services.events.first((event) => event.sessionEnded?.session === session);
    expect(await rig.storyOf(session)).toEqual(['started', 'END_REASON_OPERATOR']);
  });

  test('a newer connection of the same session replaces the older', async () => {
    const agent = await rig.agent();
    const session = randomUUID();
    const older = await rig.viewer(agent, { session });
    const newer = await rig.viewer(agent, { session });
    expect((await older.peer.closes.first()).name).toBe('replaced');
    newer.send({ probe: { sentUs: 5 } });
    expect(await heardBy(agent, 'probe')).toMatchObject({ probe: { viewer: 2 } });
  });

  test('a newer connection of the same device replaces the older', async () => {
    const keys = await generateProofKeys();
    const older = await rig.agent({ keys });
    const viewer = await rig.viewer(older);
    const newer = await rig.agent({ keys, device: older.device });
    expect((await older.peer.closes.first()).name).toBe('replaced');
    expect((await viewer.peer.closes.first()).name).toBe('deviceGone');
    await rig.viewer(newer);
  });

  test('another operator cannot take over a session by its identifier', async () => {
    const agent = await rig.agent();
    const session = randomUUID();
    await rig.viewer(agent, { session });
    const other = await rig.approach(agent.device, { session, operator: 'operator-2' });
    expect(await refusalOf(other)).toBe(RefusalReason.REFUSAL_REASON_REFUSED);
  });
});
