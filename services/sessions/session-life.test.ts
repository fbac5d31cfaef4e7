import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdByAssignment, withdrawOwn } from '../access/own-assignments.ts';
import { servicesLimits } from '../limits.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import { connectDevice } from '../testing/rig.ts';
import { type SessionFixture, startSessionFixture } from '../testing/session-fixture.ts';

let fixture: SessionFixture;
beforeEach(async () => {
  fixture = await startSessionFixture();
});
afterEach(() => fixture.rig.stop());

const ends = async (session: string) =>
  (await fixture.events(session)).filter(({ kind }) => kind === 'session.ended').map(({ detail }) => detail.reason);

describe('the life of a session', () => {
  it('AUD-1: the log has request, start, end, duration, permission and the one reason', async () => {
    const { node, rig } = fixture;
    const session = await fixture.running();
    rig.sources.advance(5_000);
    await node.report({ sessionEnded: { session, reason: 2 } }, rig.sources.nowMs());
    await node.report({ sessionEnded: { session, reason: 1 } }, rig.sources.nowMs());
    expect(await fixture.record(session)).toMatchObject({
      state: 'ended',
      endReason: 'call-started',
      permission: 'modify',
      durationSeconds: 5,
    });
    const log = await fixture.events(session);
    expect(log.map(({ kind }) => kind)).toEqual(['session.requested', 'session.started', 'session.ended']);
    expect(log[2]?.detail).toMatchObject({ reason: 'call-started', permission: 'modify', durationMs: 5_000 });
  });

  it('SES-3: an operator ends a session: the relay is told, and so is every heartbeat while a ticket for it can be valid', async () => {
    const { node, rig } = fixture;
    const session = await fixture.running();
    await rig.request('POST', `/v1/sessions/${session}/end`, { cookie: fixture.cookie });
    await node.until(() => node.commands().some(({ endSession }) => endSession?.session === session));
    expect(node.commands()[0]?.endSession).toMatchObject({ reason: 1 });
    await node.until(() => node.heartbeats().at(-1)?.endedSessions.includes(session) === true);
    // Another run of services names it from its first heartbeat on.
    await rig.restart();
    const linked = await rig.node();
    await linked.until(() => linked.heartbeats().length > 0);
    expect(linked.heartbeats()[0]?.endedSessions).toEqual([session]);
    rig.sources.advance(servicesLimits.endedSessionsMs + 1);
    await linked.until(() => linked.heartbeats().at(-1)?.endedSessions.length === 0);
    expect(await ends(session)).toEqual(['operator']);
  });

  it('SES-3, AUD-5: what cannot be stored ends all the same: the relay is told, and its report is stored later', async () => {
    const { rig, node } = fixture;
    const session = await fixture.running();
    const blocker = await openSqlite(rig.dataFolder);
    const end = () => rig.request('POST', `/v1/sessions/${session}/end`, { cookie: fixture.cookie });
    const answer = await blocker.transaction().execute(end);
    await blocker.destroy();
    expect([answer.status, answer.body.code]).toEqual([503, 'store-unavailable']);
    await expect.poll(() => node.commands().map(({ endSession }) => endSession?.session)).toContain(session);
    expect((await fixture.record(session)).state).toBe('started');
    expect((await end()).status).toBe(204);
  });

  it('SES-3: only its operator or an administrator ends a session', async () => {
    const { rig } = fixture;
    const session = await fixture.running();
    const db = await openSqlite(rig.dataFolder);
    const { tenantId, firstOperatorId } = rig.services;
    await db
      .insertInto('operators')
      .values({
        id: 'else',
        tenant_id: tenantId,
        name: 'else',
        created_ms: 0,
        disabled_ms: null,
        administrator_ms: null,
        issuer: null,
        subject: null,
      })
      .execute();
    await db.updateTable('web_sessions').set({ operator_id: 'else' }).execute();
    const end = () => rig.request('POST', `/v1/sessions/${session}/end`, { cookie: fixture.cookie });
    expect((await end()).body.code).toBe('session-not-found');
    expect((await fixture.resume(session)).body.code).toBe('session-not-found');
    const { body } = await rig.request('GET', '/v1/sessions', { cookie: fixture.cookie });
    expect(body.sessions).toEqual([]);
    const holding = {
      tenantId,
      operatorId: 'else',
      permissions: ['sessions.end'],
      actor: { kind: 'services' },
    } as const;
    await db.transaction().execute((tx) => holdByAssignment(tx, rig.sources, holding));
    expect((await end()).status).toBe(204);
    await db.updateTable('web_sessions').set({ operator_id: firstOperatorId }).execute();
    await db.destroy();
    expect(await ends(session)).toEqual(['administrator']);
  });

  it('TOK-1: a ticket that nobody uses ends its session as never started', async () => {
    const { body } = await fixture.start();
    fixture.rig.sources.advance(60_000 + 30_000 + servicesLimits.neverStartedGraceMs + 1);
    const record = await fixture.until(body.sessionId, 'ended');
    expect(record).toMatchObject({ endReason: 'never-started', startedAt: null, durationSeconds: null });
  });

  it('SES-3: a start reported for a session that is over makes the relay end it', async () => {
    const { node, rig } = fixture;
    const { body } = await fixture.start();
    await rig.request('POST', `/v1/sessions/${body.sessionId}/end`, { cookie: fixture.cookie });
    await node.until(() => node.commands().length === 1);
    await node.report({ sessionStarted: { session: body.sessionId, resumed: false } });
    await node.until(() => node.commands().length === 2);
    expect(node.commands()[1]?.endSession?.session).toBe(body.sessionId);
    expect(await ends(body.sessionId)).toEqual(['operator']);
  });

  it('a relay that refuses the first opening ends the session; the reason is in the log', async () => {
    const { body } = await fixture.start();
    await fixture.node.report({ sessionRefused: { session: body.sessionId, reason: 5 } });
    expect(await fixture.record(body.sessionId)).toMatchObject({ state: 'ended', endReason: 'refused' });
    expect(await fixture.events(body.sessionId)).toContainEqual({
      kind: 'session.refused',
      detail: { permission: 'modify', reason: 'ring-unavailable', by: 'relay' },
    });
  });

  it('SES-4, threat 6: what a relay says is over is named by heartbeats too: it may go on all the same', async () => {
    const { node, rig } = fixture;
    const named = (session: string) => node.heartbeats().at(-1)?.endedSessions.includes(session) === true;
    const ended = await fixture.running();
    await node.report({ sessionEnded: { session: ended, reason: 1 } }, rig.sources.nowMs());
    const { body } = await fixture.start();
    await node.report({ sessionRefused: { session: body.sessionId, reason: 5 } });
    await node.until(() => named(ended) && named(body.sessionId));
    // The relay needs no telling.
    expect(node.commands()).toEqual([]);
  });

  it('SES-4, threat 6: a relay that reports what is over as started gets no heartbeat to name it anew', async () => {
    const { node, rig } = fixture;
    const session = await fixture.running();
    await rig.request('POST', `/v1/sessions/${session}/end`, { cookie: fixture.cookie });
    await node.until(() => node.heartbeats().at(-1)?.endedSessions.includes(session) === true);
    rig.sources.advance(servicesLimits.endedSessionsMs + 1);
    await node.until(() => node.heartbeats().at(-1)?.endedSessions.length === 0);
    const commands = node.commands().length;
    await node.report({ sessionStarted: { session, resumed: false } });
    await node.until(() => node.commands().length > commands);
    const beats = node.heartbeats().length;
    await node.until(() => node.heartbeats().length > beats);
    expect(node.heartbeats().at(-1)?.endedSessions).toEqual([]);
  });

  it('SES-5: a suspended session resumes with a new ticket for 30 s, all of SES-1 decided anew', async () => {
    const { node, rig } = fixture;
    const session = await fixture.running();
    await node.report({ sessionSuspended: { session, resumeWithinMs: 30_000 } }, rig.sources.nowMs());
    await node.report({
      deviceStatus: { device: fixture.device, room: { callState: 2, callStateSource: 'test', ring: 1 } },
    });
    expect((await fixture.resume(session)).body.code).toBe('in-call');
    await connectDevice(node, fixture.device);
    const resumed = await fixture.resume(session);
    expect([resumed.status, resumed.body.sessionId]).toEqual([201, session]);
    await node.report({ sessionStarted: { session, resumed: true } }, rig.sources.nowMs());
    expect(await fixture.record(session)).toMatchObject({ state: 'started' });

    await node.report({ sessionSuspended: { session, resumeWithinMs: 30_000 } }, rig.sources.nowMs());
    rig.sources.advance(30_001);
    expect((await fixture.resume(session)).body.code).toBe('session-ended');
  });

  it('SES-3: who comes back to a session that has ended meanwhile is told why', async () => {
    const session = await fixture.running();
    await fixture.node.report({ sessionEnded: { session, reason: 11 } });
    expect((await fixture.resume(session)).body).toMatchObject({ code: 'session-ended', endReason: 'ejected' });
  });

  it('RING-4, SES-5: while a room that said no lets nobody new in, a session that has been open comes back', async () => {
    const { node, rig } = fixture;
    const session = await fixture.running();
    const room = { callState: 1, callStateSource: 'test', ring: 1, ejected: true };
    await node.report({ deviceStatus: { device: fixture.device, room } });
    expect((await fixture.resume(session)).status).toBe(201);
    await node.report({ sessionSuspended: { session, resumeWithinMs: 30_000 } }, rig.sources.nowMs());
    expect((await fixture.resume(session)).status).toBe(201);
    expect((await fixture.start()).body.code).toBe('ejected');
  });

  it('SES-5: a device that restarts has three minutes, and no relay can give it more', async () => {
    const { node, rig } = fixture;
    const session = await fixture.running();
    await node.report({ sessionSuspended: { session, resumeWithinMs: 3_600_000 } }, rig.sources.nowMs());
    await node.report({ deviceDisconnected: { device: fixture.device } });
    expect((await fixture.resume(session)).body.code).toBe('device-not-connected');
    rig.sources.advance(170_000);
    await connectDevice(node, fixture.device);
    const resumed = await fixture.resume(session);
    expect([resumed.status, resumed.body.sessionId]).toEqual([201, session]);
    rig.sources.advance(10_001);
    expect((await fixture.resume(session)).body.code).toBe('session-ended');
  });

  it('CMD-4, AUD-3: commands are in the log: who, when, which, and what became of them; no keys', async () => {
    const { node, rig } = fixture;
    const session = await fixture.running();
    await node.report({ commandDone: { session, command: 3, refusal: 0 } }, rig.sources.nowMs());
    await node.report({ commandDone: { session, command: 1, refusal: 3 } }, rig.sources.nowMs());
    await node.report({ commandDone: { session: 'of nobody', command: 1 } }, rig.sources.nowMs());
    expect((await fixture.events(session)).filter(({ kind }) => kind === 'session.command')).toEqual([
      { kind: 'session.command', detail: { command: 'shortcut', result: 'done' } },
      { kind: 'session.command', detail: { command: 'restart-device', result: 'withheld' } },
    ]);
    const stranger = await rig.node({ node: 'node-2', instance: 'other' });
    await stranger.report({ commandDone: { session, command: 1 } });
    expect((await fixture.events(session)).filter(({ kind }) => kind === 'session.command')).toHaveLength(2);
  });

  it('SES-10: what became of the device’s account is in the log of the session, by its own device, and names nobody', async () => {
    const { node, rig } = fixture;
    const session = await fixture.running();
    const { device } = fixture;
    const news = { session, account: 2, locked: true };
    await node.report({ account: { device, news } }, rig.sources.nowMs());
    await node.report({ account: { device, news: { ...news, atEnd: true, action: 1 } } }, rig.sources.nowMs());
    await node.report({ account: { device: 'another', news } }, rig.sources.nowMs());
    await node.report({ account: { device, news: { session: 'of nobody', account: 2 } } }, rig.sources.nowMs());
    const detail = { account: 'changed', locked: true, atEnd: false, action: null };
    expect((await fixture.events(session)).filter(({ kind }) => kind === 'session.account')).toEqual([
      { kind: 'session.account', detail },
      { kind: 'session.account', detail: { ...detail, atEnd: true, action: 'sign-out' } },
    ]);
  });

  it('SES-7: resuming gains no time; after it the session cannot resume, and is over though nobody said so', async () => {
    const { rig } = fixture;
    const endOf = (ticket: string): number =>
      JSON.parse(Buffer.from(ticket.split('.')[1] ?? '', 'base64url').toString()).end;
    const { body } = await fixture.start();
    const session: string = body.sessionId;
    await fixture.node.report({ sessionStarted: { session, resumed: false } }, rig.sources.nowMs());
    rig.sources.advance(1_800_000);
    expect(endOf((await fixture.resume(session)).body.ticket)).toBe(endOf(body.ticket));
    rig.sources.advance(1_800_000);
    expect((await fixture.resume(session)).body.code).toBe('session-ended');
    rig.sources.advance(5_001);
    expect(await fixture.until(session, 'ended')).toMatchObject({ endReason: 'time-limit' });
  });

  it('SES-5: a viewer may resume before anybody has noticed that its connection is lost', async () => {
    const session = await fixture.running();
    expect((await fixture.resume(session)).status).toBe(201);
  });

  it('a relay speaks only for the sessions whose ticket names it', async () => {
    const session = await fixture.running();
    const stranger = await fixture.rig.node({ node: 'node-2', instance: 'other' });
    await stranger.report({ sessionEnded: { session, reason: 1 } });
    await stranger.report({ sessionSuspended: { session } });
    expect(await fixture.record(session)).toMatchObject({ state: 'started' });
  });

  it('AUD-1: by the word of a relay whose clock is off nothing happens before it was asked for, or later than now', async () => {
    const { body } = await fixture.start();
    const session = body.sessionId;
    const requestedMs = fixture.rig.sources.nowMs();
    await fixture.node.report({ sessionStarted: { session, resumed: false } }, 1);
    fixture.rig.sources.advance(5_000);
    await fixture.node.report({ sessionEnded: { session, reason: 1 } }, requestedMs + 3_600_000);
    const ended = (await fixture.events(session)).find(({ kind }) => kind === 'session.ended');
    expect(ended?.detail).toMatchObject({ requestedMs, startedMs: requestedMs, durationMs: 5_000 });
  });

  it('AUD-1: by the word of a relay no session ends before it has started', async () => {
    const { body } = await fixture.start();
    const session = body.sessionId;
    fixture.rig.sources.advance(5_000);
    const startedMs = fixture.rig.sources.nowMs();
    await fixture.node.report({ sessionStarted: { session, resumed: false } }, startedMs);
    await fixture.node.report({ sessionEnded: { session, reason: 1 } }, 1);
    expect(Date.parse(String((await fixture.record(session)).endedAt))).toBe(startedMs);
  });

  it('TOK-1: a ticket not used yet is not replaced, but for one whose node has restarted, once', async () => {
    const { body } = await fixture.start();
    expect((await fixture.resume(body.sessionId)).body.code).toBe('ticket-outstanding');
    const restarted = await fixture.rig.node({ instance: 'instance-2' });
    expect((await fixture.resume(body.sessionId)).body.code).toBe('ticket-outstanding');
    await connectDevice(restarted, fixture.device);
    expect((await fixture.resume(body.sessionId)).status).toBe(201);
    const again = await fixture.rig.node({ instance: 'instance-3' });
    await connectDevice(again, fixture.device);
    expect((await fixture.resume(body.sessionId)).body.code).toBe('ticket-outstanding');
  });

  it('SES-5: a relay restart suspends its sessions; after 30 s they end as not resumed', async () => {
    const session = await fixture.running();
    const other = await fixture.running();
    const restarted = await fixture.rig.node({ instance: 'instance-2' });
    expect(await fixture.record(session)).toMatchObject({ state: 'suspended' });
    await connectDevice(restarted, fixture.device);
    expect((await fixture.resume(session)).status).toBe(201);
    await restarted.report({ sessionStarted: { session, resumed: true } }, fixture.rig.sources.nowMs());
    fixture.rig.sources.advance(30_001);
    expect(await fixture.until(other, 'ended')).toMatchObject({ endReason: 'resume-expired' });
    expect(await fixture.record(session)).toMatchObject({ state: 'started' });
    // The old instance has no say any more.
    expect(await ends(session)).toEqual([]);
  });

  it('a node that never comes back: its sessions end as lapsed, no sooner than it may still report', async () => {
    const session = await fixture.running();
    fixture.node.drop();
    await fixture.node.closed();
    await new Promise((later) => setTimeout(later, 50));
    fixture.rig.sources.advance(59_000);
    await new Promise((later) => setTimeout(later, 1_200));
    expect(await fixture.record(session)).toMatchObject({ state: 'started' });
    fixture.rig.sources.advance(2_000);
    expect(await fixture.until(session, 'ended')).toMatchObject({ endReason: 'lease-lapsed' });
    const ended = (await fixture.events(session)).at(-1);
    expect(ended).toMatchObject({ kind: 'session.ended', detail: { reason: 'lease-lapsed', reconstructed: true } });
    // Most of the minute in which nobody knew anything counts for nothing.
    expect(ended?.detail.durationMs).toBeLessThan(10_000);
  });

  it('SES-3, SES-4, DEV-4: suspending a device ends its sessions and tells every relay', async () => {
    const { node, rig, device } = fixture;
    const session = await fixture.running();
    const state = (value: string) =>
      rig.request('POST', `/v1/devices/${device}/state`, { cookie: fixture.cookie, body: { state: value } });
    await state('suspended');
    await node.until(() => node.commands().length === 2);
    expect(node.commands().map(({ command }) => command)).toEqual(['withdrawDevice', 'endSession']);
    expect(await ends(session)).toEqual(['withdrawn']);
    expect((await fixture.start()).body.code).toBe('device-not-monitored');
    await state('monitored');
    await node.until(() => node.commands().some(({ restoreDevice }) => restoreDevice?.device === device));
  });

  it('SES-4: what is withdrawn from outside the process ends the session within the sweep', async () => {
    const { node, rig, device } = fixture;
    const session = await fixture.running();
    const db = await openSqlite(rig.dataFolder);
    const { tenantId, firstOperatorId: operatorId } = rig.services;
    const actor = { kind: 'command-line' } as const;
    await db.transaction().execute(async (tx) => {
      const permissions = ['remote-access.view', 'remote-access.modify'] as const;
      await withdrawOwn(tx, rig.sources, { tenantId, operatorId, deviceId: device, permissions, actor });
    });
    await db.destroy();
    await node.until(() => node.commands().some(({ endSession }) => endSession?.session === session));
    expect(await ends(session)).toEqual(['withdrawn']);
  });
});
