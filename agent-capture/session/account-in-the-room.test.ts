/** The device's own account and the room's consent at a whole agent, as its relay hears of them. */
import { AccountAction, AccountState, RefusalReason } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
  test.platform.call('idle');
  keepIdle = setInterval(() => test.platform.call('idle'), 500);
});
afterEach(async () => {
  clearInterval(keepIdle);
  await test.close();
});

/** The first status of the room that says this of its account. */
async function account(state: AccountState) {
  for (;;) {
    const { room } = await at.next('room');
    if (room.account === state) return room;
  }
}

describe('the account of the device', () => {
  it('SES-10: the room says that another user is signed in, and at the end signs them out and says so', async () => {
    const session = await openSession(test, at, 1);
    await account(AccountState.ACCOUNT_STATE_SAME);
    test.platform.account = { user: 'mallory', locked: true };
    const room = await account(AccountState.ACCOUNT_STATE_CHANGED);
    expect([room.accountLocked, room.accountAction]).toEqual([true, AccountAction.ACCOUNT_ACTION_SIGN_OUT]);
    expect((await at.next('account')).account).toMatchObject({ session, account: 2, locked: true, atEnd: false });
    test.platform.signsOut = true;
    at.send({ closeSession: { viewer: 1, reason: 1 } });
    const { account: last } = await at.next('account');
    expect(last).toMatchObject({ session, atEnd: true, action: AccountAction.ACCOUNT_ACTION_SIGN_OUT });
    expect(test.platform.done).toEqual(['sign out']);
    expect(JSON.stringify(test.lines)).not.toContain('mallory');
  }, 20_000);
});

describe('the consent of the room', () => {
  it('SES-2: a device that can show nothing refuses at once, and nothing is raised', async () => {
    for (const roomConsent of ['notice', 'prompt'] as const) {
      const ticket = await test.services.ticket({ issuedAtMs: Date.now(), session: roomConsent, roomConsent });
      at.send({ openSession: { viewer: 1, ticket } });
      const { sessionRefused } = await at.next('sessionRefused');
      expect(sessionRefused).toMatchObject({ viewer: 1, reason: RefusalReason.REFUSAL_REASON_ROOM_NOT_ASKED });
    }
    expect(test.platform.ringShown).toEqual([]);
    expect(test.platform.grabs).toBe(0);
  });
});
