import { EndReason, limits } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeDisplay } from '../testing/fake-platform.ts';
import { openSession, startTestAgent, type TestAgent } from '../testing/test-agent.ts';
import type { AgentAtDouble } from '../testing/ws-relay-double.ts';

let test: TestAgent;
let at: AgentAtDouble;
let keepIdle: NodeJS.Timeout;
beforeEach(async () => {
  test = await startTestAgent();
  at = await test.relay.accept();
  await at.welcome();
  await test.agent.connected;
  keepIdle = setInterval(() => test.platform.call('idle'), 500);
});
afterEach(async () => {
  clearInterval(keepIdle);
  await test.close();
});

const nextLayout = async () => (await at.next('layout')).layout;

describe('a session', () => {
  it('INP-1, INP-2: takes keys, text, pointer and wheel of a viewer who may', async () => {
    await openSession(test, at, 1);
    const events = [
      { key: { code: 'KeyA', key: 'a', down: true, repeat: false } },
      { pointer: { display: 1, x: 5, y: 6, buttons: 1 } },
      { wheel: { display: 1, x: 5, y: 6, deltaY: -120 } },
      { text: { text: 'né' } },
      { releaseAll: {} },
    ];
    for (const [index, event] of events.entries()) {
      at.send({ input: { viewer: 1, input: { sequence: index + 1, ...event } } });
    }
    await expect
      .poll(() => test.platform.input)
      .toEqual(['key KeyA down', 'pointer 1 5,6 1', 'wheel -120', 'text né', 'release']);
  });

  it('INP-1: takes none of a viewer who may only see', async () => {
    await openSession(test, at, 1, 'view');
    at.send({ input: { viewer: 1, input: { sequence: 1, text: { text: 'no' } } } });
    at.send({ probe: { viewer: 1, sentUs: 7 } });
    await at.next('probeReply');
    expect(test.platform.input).toEqual([]);
  });

  it('SES-4: when heartbeats arrive half spent, since its clock has run ahead, it asks for the time anew', async () => {
    await openSession(test, at, 1);
    at.heartbeats(false);
    const asked = at.messages.filter(({ message }) => message === 'timeRequest').length;
    at.send({ heartbeat: await test.services.heartbeat(Date.now() * 2, Date.now() - limits.leaseMs * 0.8) });
    const requests = () => at.messages.filter(({ message }) => message === 'timeRequest').length;
    await expect.poll(requests).toBe(asked + 1);
  });

  it('VID-8: answers probes with its own clock', async () => {
    await openSession(test, at, 1);
    at.send({ probe: { viewer: 1, sentUs: 123 } });
    const { probeReply } = await at.next('probeReply');
    expect(probeReply).toMatchObject({ viewer: 1, sentUs: 123 });
    expect(probeReply.agentUs).toBeGreaterThan(0);
  });

  it('INP-3: suspending releases what is pressed; the ring stays; a new ticket resumes', async () => {
    const session = await openSession(test, at, 1);
    at.send({ input: { viewer: 1, input: { sequence: 1, key: { code: 'KeyA', key: 'a', down: true } } } });
    at.send({ suspendSession: { viewer: 1 } });
    await expect.poll(() => test.platform.input).toEqual(['key KeyA down', 'release']);
    expect(test.platform.ringShown).toEqual([1]);
    const ticket = await test.services.ticket({ issuedAtMs: Date.now(), session });
    at.send({ openSession: { viewer: 2, ticket } });
    const { sessionOpened } = await at.next('sessionOpened');
    expect(sessionOpened.viewer).toBe(2);
  });

  it('SES-5, RING-3: a killed relay: keys come up, the ring stays, the link comes back and resumes', async () => {
    const session = await openSession(test, at, 1);
    at.send({ input: { viewer: 1, input: { sequence: 1, key: { code: 'KeyA', key: 'a', down: true } } } });
    await expect.poll(() => test.platform.input).toEqual(['key KeyA down']);
    at.terminate();
    await expect.poll(() => test.platform.input).toEqual(['key KeyA down', 'release']);
    expect(test.platform.ringShown).toEqual([1]);
    const again = await test.relay.accept();
    await again.welcome();
    const ticket = await test.services.ticket({ issuedAtMs: Date.now(), session });
    again.send({ openSession: { viewer: 1, ticket } });
    await again.next('sessionOpened');
    expect(test.platform.ringShown).toEqual([1]);
  });

  it('RING-3: the ring stays until the last of two viewers has left', async () => {
    await openSession(test, at, 1);
    await openSession(test, at, 2, 'view');
    at.send({ closeSession: { viewer: 1, reason: EndReason.END_REASON_OPERATOR } });
    at.send({ probe: { viewer: 2, sentUs: 1 } });
    await at.next('probeReply');
    expect(test.platform.ringShown).toEqual([1]);
    at.send({ closeSession: { viewer: 2, reason: EndReason.END_REASON_OPERATOR } });
    await expect.poll(() => test.platform.ringShown).toEqual([]);
    expect(at.messages.filter(({ message }) => message === 'sessionEnded')).toEqual([]);
  });

  it('VID-2: displays that come and go: a new epoch, ringed before its first frame', async () => {
    await openSession(test, at, 1);
    const before = at.messages.flatMap((one) => (one.message === 'layout' ? [one.layout.epoch] : [])).at(-1) ?? 0;
    test.platform.setDisplays([fakeDisplay(1, 'console'), fakeDisplay(2, 'front-1')]);
    let layout = await nextLayout();
    while (layout.epoch <= before || layout.displays.length < 2) layout = await nextLayout();
    expect(layout.displays).toMatchObject([{ display: 1 }, { display: 2 }]);
    await expect.poll(() => test.platform.ringShown).toEqual([1, 2]);
    const tile = { x: 64, y: 64, width: 64, height: 64 };
    await expect
      .poll(() => {
        test.platform.events.damaged(2, tile);
        return at.frames.length;
      })
      .toBeGreaterThan(0);
  });
});

describe('stopping the agent', () => {
  it('INP-3, RING-3: releases keys, hides the ring, ends sessions, closes the platform', async () => {
    const session = await openSession(test, at, 1);
    at.send({ input: { viewer: 1, input: { sequence: 1, key: { code: 'KeyA', key: 'a', down: true } } } });
    await expect.poll(() => test.platform.input).toEqual(['key KeyA down']);
    await test.agent.stop();
    expect(test.platform.input.slice(0, 2)).toEqual(['key KeyA down', 'release']);
    expect(test.platform.ringShown).toEqual([]);
    expect(test.platform.closed).toBe(true);
    const { sessionEnded } = await at.next('sessionEnded');
    expect(sessionEnded).toMatchObject({ session, reason: EndReason.END_REASON_AGENT_STOPPED });
    expect(await test.agent.over).toBeUndefined();
    await at.closed;
    expect(test.relay.connections).toBe(1);
  });

  it('a platform that breaks ends sessions and the agent, with its sentence', async () => {
    await openSession(test, at, 1);
    test.platform.events.failed(new Error('The X server has gone.'));
    const { sessionEnded } = await at.next('sessionEnded');
    expect(sessionEnded).toMatchObject({ reason: EndReason.END_REASON_CAPTURE_FAILED });
    expect(await test.agent.over).toMatchObject({ message: 'The X server has gone.' });
  });

  it('DEV-3: replaced by another agent, it is over', async () => {
    at.close(4409);
    expect(await test.agent.over).toMatchObject({ code: 'replaced' });
  });

  it('INP-4, TOK-3, AUD-3: the log holds no ticket, no text and no key', async () => {
    const canary = 'canary-of-typed-text';
    test.platform.call('idle');
    const ticket = await test.services.ticket({ issuedAtMs: Date.now() });
    at.send({ openSession: { viewer: 1, ticket } });
    await at.next('sessionOpened');
    at.send({ input: { viewer: 1, input: { sequence: 1, text: { text: canary } } } });
    at.send({ openSession: { viewer: 2, ticket } });
    await at.next('sessionRefused');
    await test.agent.stop();
    const log = JSON.stringify(test.lines);
    expect(log).toContain('session-opened');
    expect(log).not.toContain(canary);
    for (const part of ticket.split('.')) expect(log).not.toContain(part);
  });
});
