import { EndReason, RefusalReason, RingState } from '@ringside/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { openSession, startTestAgent, type TestAgent } from '../testing/test-agent.ts';
import type { AgentAtDouble } from '../testing/ws-relay-double.ts';

let test: TestAgent;
afterEach(() => test.close());

const tile = { x: 64, y: 64, width: 64, height: 64 };

/** Draws until a frame arrives: a machine that stalls makes the guard doubt the ring, and look again. */
async function framesFlow(at: AgentAtDouble): Promise<void> {
  const before = at.frames.length;
  await expect
    .poll(
      () => {
        test.platform.events.damaged(1, tile);
        return at.frames.length;
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(before);
}

describe('an agent on its link', () => {
  it('DEV-1: proves possession of its key, then shows layout and room', async () => {
    test = await startTestAgent();
    const at = await test.relay.accept();
    await at.welcome();
    const { layout } = await at.next('layout');
    expect(layout.displays).toMatchObject([{ display: 1, name: 'console', width: 320, height: 192 }]);
    await test.agent.connected;
  });

  it('SES-1, RING-2: opens a session only with the ring up, and frames flow then', async () => {
    test = await startTestAgent();
    const at = await test.relay.accept();
    await at.welcome();
    await test.agent.connected;
    test.platform.events.damaged(1, tile);
    expect(test.platform.ringShown).toEqual([]);
    await openSession(test, at, 1);
    expect(test.platform.ringShown).toEqual([1]);
    expect(at.frames).toHaveLength(0);
    await framesFlow(at);
    const rings = at.messages.flatMap((message) => (message.message === 'room' ? [message.room.ring] : []));
    expect(rings.at(-1)).toBe(RingState.RING_STATE_VERIFIED);
  });

  it('CALL-2: a call ends the session, and nothing leaves afterwards', async () => {
    test = await startTestAgent();
    const at = await test.relay.accept();
    await at.welcome();
    const session = await openSession(test, at, 1);
    test.platform.events.damaged(1, tile);
    test.platform.call('in-call');
    test.platform.events.damaged(1, tile);
    const { sessionEnded } = await at.next('sessionEnded');
    expect(sessionEnded).toMatchObject({ session, reason: EndReason.END_REASON_CALL_STARTED });
    expect(at.frames).toHaveLength(0);
    expect(test.platform.input.at(-1)).toBe('release');
    await expect.poll(() => test.platform.ringShown).toEqual([]);
  });

  it('TOK-1: a ticket opens once; the second time it is refused', async () => {
    test = await startTestAgent();
    const at = await test.relay.accept();
    await at.welcome();
    test.platform.call('idle');
    const ticket = await test.services.ticket({ issuedAtMs: Date.now() });
    at.send({ openSession: { viewer: 1, ticket } });
    await at.next('sessionOpened');
    at.send({ openSession: { viewer: 2, ticket } });
    const { sessionRefused } = await at.next('sessionRefused');
    expect(sessionRefused).toMatchObject({ viewer: 2, reason: RefusalReason.REFUSAL_REASON_REFUSED });
  });
});
