import { EndReason, RefusalReason } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agentLimits } from '../limits.ts';
import { fakeDisplay } from '../testing/fake-platform.ts';
import { openSession, startTestAgent, type TestAgent } from '../testing/test-agent.ts';
import type { AgentAtDouble } from '../testing/ws-relay-double.ts';

let test: TestAgent;
let at: AgentAtDouble;
beforeEach(async () => {
  test = await startTestAgent();
  at = await test.relay.accept();
  await at.welcome();
  await test.agent.connected;
});
afterEach(() => test.close());

const tile = { x: 64, y: 64, width: 64, height: 64 };
const key = (down: boolean) => ({ code: 'KeyA', key: 'a', down, repeat: false });

/** A room application that goes on reporting. */
function keepIdle(): () => void {
  const timer = setInterval(() => test.platform.call('idle'), 500);
  return () => clearInterval(timer);
}

/** Draws all the time, as a room does, until the test is over. */
function keepDrawing(): () => void {
  const timer = setInterval(() => test.platform.events.damaged(1, tile), 2);
  return () => clearInterval(timer);
}

/** Whether frames or input get through, asked over a while that is longer than everything the agent may still do. */
async function silenceFollows(): Promise<void> {
  const frames = at.frames.length;
  const input = test.platform.input.filter((line) => line.startsWith('key')).length;
  let sequence = 1_000;
  for (let round = 0; round < 60; round++) {
    sequence += 1;
    at.send({ input: { viewer: 1, input: { sequence, key: key(true) } } });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(at.frames.length).toBe(frames);
  expect(test.platform.input.filter((line) => line.startsWith('key'))).toHaveLength(input);
}

describe('what closes the room', () => {
  let stopReporting = (): void => undefined;
  beforeEach(() => {
    stopReporting = keepIdle();
  });
  afterEach(() => stopReporting());

  it('CALL-2: a call: at the agent, in the turn of the signal, frames and input are over', async () => {
    const stopDrawing = keepDrawing();
    await openSession(test, at, 1);
    await expect.poll(() => at.frames.length).toBeGreaterThan(5);
    stopReporting();
    test.platform.call('in-call');
    expect(test.platform.input.at(-1)).toBe('release');
    const { sessionEnded } = await at.next('sessionEnded');
    expect(sessionEnded).toMatchObject({ reason: EndReason.END_REASON_CALL_STARTED });
    await silenceFollows();
    stopDrawing();
  });

  it('CALL-3: a call state source that says nothing any more, within 2 s', async () => {
    const stopDrawing = keepDrawing();
    await openSession(test, at, 1);
    stopReporting();
    const startMs = performance.now();
    const { sessionEnded } = await at.next('sessionEnded');
    expect(sessionEnded).toMatchObject({ reason: EndReason.END_REASON_CALL_STATE_UNKNOWN });
    expect(performance.now() - startMs).toBeLessThan(6_000);
    await silenceFollows();
    stopDrawing();
  });

  it('RING-2: a ring that is covered: frames stop, the session ends, the ring goes', async () => {
    const stopDrawing = keepDrawing();
    await openSession(test, at, 1);
    await expect.poll(() => at.frames.length).toBeGreaterThan(5);
    const lostMs = performance.now();
    test.platform.ringless.add(1);
    const { sessionEnded } = await at.next('sessionEnded');
    const tookMs = performance.now() - lostMs;
    expect(sessionEnded).toMatchObject({ reason: EndReason.END_REASON_RING_LOST });
    // 250 ms are allowed; the rest is for a machine that runs other tests meanwhile.
    expect(tookMs).toBeLessThan(4_000);
    await silenceFollows();
    stopDrawing();
  });

  it('RING-2: a platform that says so is looked at before the next regular look', async () => {
    await openSession(test, at, 1);
    test.platform.ringless.add(1);
    test.platform.events.disturbed(1, 'unmapped');
    const { sessionEnded } = await at.next('sessionEnded');
    expect(sessionEnded).toMatchObject({ reason: EndReason.END_REASON_RING_LOST });
  });

  it('RING-2: a display server that hangs: nothing passes that the ring was not seen for, and the session ends', async () => {
    await openSession(test, at, 1);
    test.platform.frozen = true;
    const { sessionEnded } = await at.next('sessionEnded');
    expect(sessionEnded).toMatchObject({ reason: EndReason.END_REASON_RING_LOST });
    await silenceFollows();
  });

  it('RING-2: a display that appears without a ring', async () => {
    const stopDrawing = keepDrawing();
    await openSession(test, at, 1);
    test.platform.ringless.add(2);
    test.platform.setDisplays([fakeDisplay(1, 'console'), fakeDisplay(2, 'front-1')]);
    const { layout } = await at.next('layout');
    expect(layout).toBeDefined();
    const frames = at.frames.length;
    const { sessionEnded } = await at.next('sessionEnded');
    expect(sessionEnded).toMatchObject({ reason: EndReason.END_REASON_RING_LOST });
    expect(at.frames.length - frames).toBeLessThanOrEqual(2);
    stopDrawing();
  });

  it('SES-4: heartbeats that stop coming, within 6 s', async () => {
    const stopDrawing = keepDrawing();
    await openSession(test, at, 1);
    at.heartbeats(false);
    const stoppedMs = performance.now();
    const { sessionEnded } = await at.next('sessionEnded');
    expect(sessionEnded).toMatchObject({ reason: EndReason.END_REASON_LEASE_LAPSED });
    expect(performance.now() - stoppedMs).toBeLessThan(12_000);
    await silenceFollows();
    stopDrawing();
  });

  it('SES-3: a session that services name as ended in a heartbeat, though the relay says nothing', async () => {
    const session = await openSession(test, at, 1);
    at.send({ heartbeat: await test.services.heartbeat(Date.now() * 2, Date.now(), [session]) });
    const { sessionEnded } = await at.next('sessionEnded');
    expect(sessionEnded).toMatchObject({ reason: EndReason.END_REASON_WITHDRAWN });
    await silenceFollows();
  });
});

describe('what does not open the room', () => {
  it('CALL-1, CALL-4: no report of a call state, or a call', async () => {
    const ask = async (viewer: number) => {
      at.send({ openSession: { viewer, ticket: await test.services.ticket({ issuedAtMs: Date.now() }) } });
      return (await at.next('sessionRefused')).sessionRefused.reason;
    };
    expect(await ask(1)).toBe(RefusalReason.REFUSAL_REASON_CALL_STATE_UNKNOWN);
    test.platform.call('in-call');
    expect(await ask(2)).toBe(RefusalReason.REFUSAL_REASON_IN_CALL);
    expect(test.platform.ringShown).toEqual([]);
  });

  it('RING-2: a ring that cannot be shown', async () => {
    test.platform.call('idle');
    test.platform.ringless.add(1);
    const startMs = performance.now();
    at.send({ openSession: { viewer: 1, ticket: await test.services.ticket({ issuedAtMs: Date.now() }) } });
    const stopReporting = keepIdle();
    const { sessionRefused } = await at.next('sessionRefused');
    stopReporting();
    expect(sessionRefused.reason).toBe(RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE);
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(agentLimits.ringRaiseMs - 50);
    expect(at.frames).toHaveLength(0);
  });

  it('TOK-1, TOK-4: a hostile relay’s tickets: none, forged, for another device, of another node, expired', async () => {
    test.platform.call('idle');
    const { services } = test;
    const stranger = await (await import('../testing/test-services.ts')).createTestServices();
    const issuedAtMs = Date.now();
    const tickets = [
      '',
      'a.b.c',
      await stranger.ticket({ issuedAtMs }),
      await services.ticket({ issuedAtMs, device: 'another' }),
      await services.ticket({ issuedAtMs, tenant: 'another' }),
      await services.ticket({ issuedAtMs, node: 'another' }),
      await services.ticket({ issuedAtMs: issuedAtMs - 120_000 }),
    ];
    for (const [viewer, ticket] of tickets.entries()) {
      at.send({ openSession: { viewer: viewer + 1, ticket } });
      const { sessionRefused } = await at.next('sessionRefused');
      expect(sessionRefused).toEqual({ viewer: viewer + 1, reason: RefusalReason.REFUSAL_REASON_REFUSED });
    }
    expect(test.platform.ringShown).toEqual([]);
  });

  it('ACC-8: a hostile relay that demands, types and probes without a session gets nothing', async () => {
    test.platform.call('idle');
    at.send({ demand: { display: 1, epoch: 1, update: 100 } });
    at.send({ input: { viewer: 1, input: { sequence: 1, key: key(true) } } });
    at.send({ probe: { viewer: 1, sentUs: 5 } });
    at.send({ refresh: { display: 1, epoch: 1, tilesWide: 1, tilesHigh: 1 } });
    at.send({ closeSession: { viewer: 1, reason: EndReason.END_REASON_OPERATOR } });
    at.send({ suspendSession: { viewer: 1 } });
    await silenceFollows();
    expect(at.messages.filter(({ message }) => message === 'probeReply')).toEqual([]);
  });
});
