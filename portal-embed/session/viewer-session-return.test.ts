import { closeCodes, limits } from '@ringside/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { until } from '../testing/fake-clock.ts';
import { grant, ready, SessionHarness } from '../testing/session-harness.ts';
import type { SessionGrant } from './start-session.ts';

let it: SessionHarness;
beforeEach(() => {
  it = new SessionHarness();
});

describe('coming back', () => {
  /** Advances the clock by a retry's delay and waits for its answer to be dealt with. */
  async function retryAfter(ms: number, dealtWith: () => boolean): Promise<void> {
    const calls = it.asked.length;
    it.clock.advance(ms);
    await until(() => it.asked.length === calls + 1 && dealtWith());
  }
  const attempt = (): number => (it.session.state.kind === 'reconnecting' ? it.session.state.attempt : -1);

  test('SES-5: a lost connection resumes the same session with a new ticket, the first try within a second', async () => {
    (await it.goLive()).drops();
    expect(it.session.state).toMatchObject({ kind: 'reconnecting', attempt: 0 });
    it.clock.advance(499);
    expect(it.asked).toHaveLength(1);
    it.clock.advance(1);
    (await it.presented(1)).says(ready);
    expect(it.asked[1]).toEqual({ key: it.asked[0]?.key, resume: 'session-1' });
    expect(it.session.state.kind).toBe('live');
    expect(it.clock.pending).toBe(0);
  });

  test('SES-5: tries grow apart, and end with the window', async () => {
    (await it.goLive()).drops();
    it.answer = () => Promise.reject(new TypeError('network'));
    for (const [index, delayMs] of [500, 1_000, 2_000, 4_000, 7_500, 7_500].entries()) {
      it.clock.advance(delayMs - 1);
      expect(it.asked).toHaveLength(index + 1);
      await retryAfter(1, () => attempt() === index + 1);
    }
    it.clock.advance(limits.resumeMs - 22_500 - 1);
    expect(it.session.state.kind).toBe('reconnecting');
    it.clock.advance(1);
    expect(it.session.state).toMatchObject({ kind: 'ended', reason: 'resume-expired' });
    expect(it.clock.pending).toBe(0);
  });

  test('SES-5: the relay may shorten the window', async () => {
    (await it.goLive()).says({ suspended: { resumeWithinMs: 5_000 } });
    it.answer = () => Promise.reject(new TypeError('network'));
    expect(it.session.state).toMatchObject({ kind: 'reconnecting', untilMs: it.clock.now() + 5_000 });
    it.clock.advance(5_000);
    expect(it.session.state).toMatchObject({ kind: 'ended', reason: 'resume-expired' });
  });

  test('SES-3: resuming needs everything anew: a room in a call refuses it for good', async () => {
    (await it.goLive()).drops();
    it.answer = () => Promise.reject({ code: 'in-call', status: 409 });
    await retryAfter(500, () => it.session.state.kind !== 'reconnecting');
    expect(it.session.state).toMatchObject({ kind: 'ended', reason: 'call-started' });
  });

  test('SES-5: a room on its way back is it.asked again', async () => {
    (await it.goLive()).drops();
    it.answer = () => Promise.reject({ code: 'device-not-connected', status: 409 });
    // Its relay is known by now: a socket opens beside each call.
    await retryAfter(500, () => attempt() === 1);
    expect(it.socket(1).closedWith).toBe(1000);
    it.answer = async () => grant;
    it.clock.advance(1_000);
    (await it.presented(2)).says(ready);
    expect(it.session.state.kind).toBe('live');
  });

  test('SES-5: a socket that closes before its new ticket is here costs no try', async () => {
    (await it.goLive()).drops();
    const answers = Promise.withResolvers<SessionGrant>();
    it.answer = () => answers.promise;
    it.clock.advance(500);
    await until(() => it.asked.length === 2);
    it.socket(1).drops();
    expect(attempt()).toBe(0);
    answers.resolve(grant);
    (await it.presented(2)).says(ready);
    expect(it.session.state.kind).toBe('live');
  });

  test('SES-5: a ticket refused on the return is replaced once, not twice', async () => {
    (await it.goLive()).drops();
    it.clock.advance(500);
    (await it.presented(1)).drops(closeCodes.refused.code);
    expect(it.session.state.kind).toBe('reconnecting');
    it.clock.advance(1_000);
    (await it.presented(2)).drops(closeCodes.refused.code);
    expect(it.session.state.kind).toBe('ended');
    expect(it.session.state).toMatchObject({ reason: 'refused' });
  });

  test('SES-3: ended while the link is down: the relay has not heard of it', async () => {
    (await it.goLive()).drops();
    it.session.end();
    expect(it.session.state).toMatchObject({ kind: 'ended', reason: 'operator', informed: false });
    expect(it.clock.pending).toBe(0);
  });

  test('answers of an attempt that was left behind change nothing', async () => {
    const late = Promise.withResolvers<SessionGrant>();
    it.answer = () => late.promise;
    it.start();
    await until(() => it.asked.length === 1);
    it.session.end();
    expect(it.session.state.kind).toBe('idle');
    late.resolve(grant);
    await late.promise;
    await new Promise((resolve) => setImmediate(resolve));
    expect(it.session.state.kind).toBe('idle');
    expect(it.sockets).toHaveLength(0);
  });
});
