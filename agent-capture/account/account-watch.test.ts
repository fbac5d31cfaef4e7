import { describe, expect, it } from 'vitest';
import type { RoomAbilities } from '../commands/abilities.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import type { AccountUse } from './account-duty.ts';
import type { AccountSight } from './account-source.ts';
import { type AccountNews, createAccountWatch } from './account-watch.ts';
import { accountLimits } from './limits.ts';

type Means = Pick<RoomAbilities, 'signOut' | 'lock' | 'restartDevice'>;

/** A device on which a user can be signed out, unless it is to fail in some way. */
function setUp(change: (done: string[], device: { sight: AccountSight }) => Partial<Means> = () => ({})) {
  const clock = createFakeClock();
  const device: { sight: AccountSight; fails: boolean; looks: number } = {
    ...{ sight: { user: 'a', locked: false }, fails: false, looks: 0 },
  };
  const done: string[] = [];
  const news: AccountNews[] = [];
  const lines: unknown[] = [];
  const link = { up: true };
  let changes = 0;
  let now: AccountUse = { sessions: [], asked: false, call: 'idle' };
  const means: Means = {
    signOut: {
      async run() {
        done.push('sign-out');
        device.sight = { user: undefined, locked: false };
      },
    },
    lock: { run: async () => void done.push('lock') },
    restartDevice: { run: async () => undefined },
    ...change(done, device),
  };
  const watch = createAccountWatch({
    look: {
      async run() {
        device.looks += 1;
        if (device.fails) throw new Error('no answer');
        return device.sight;
      },
    },
    abilities: means,
    restartDevice: async () => void done.push('restart'),
    use: () => now,
    changed: () => void changes++,
    tell(one) {
      if (link.up) news.push(one);
      return link.up;
    },
    clock,
    log: { info: (...line) => void lines.push(line), warn: (...line) => void lines.push(line) },
  });
  return {
    ...{ clock, device, done, news, lines, link, watch },
    get changes() {
      return changes;
    },
    async be(use: Partial<AccountUse>) {
      now = { ...now, ...use };
      watch.roomChanged();
      await clock.advance(0);
    },
    async signIn(user: string | undefined, locked = false) {
      device.sight = { user, locked };
      await clock.advance(accountLimits.lookMs);
    },
  };
}

const unavailable = { unavailable: 'no helper' };

describe('the watch on the account', () => {
  it('SES-10: a change is seen and told within a look, while the session goes on; nobody is named', async () => {
    const { be, signIn, watch, news, lines } = setUp();
    await be({ sessions: ['s1'] });
    expect(watch.status).toEqual({ standing: 'same', locked: false, action: 'sign-out' });
    await signIn('secret-name');
    expect(watch.status).toMatchObject({ standing: 'changed', locked: false });
    await signIn('secret-name', true);
    await signIn(undefined);
    await signIn('a');
    const about = { session: 's1', done: undefined };
    expect(news).toEqual([
      { ...about, standing: 'changed', locked: false },
      { ...about, standing: 'changed', locked: true },
      { ...about, standing: 'signed-out', locked: false },
      { ...about, standing: 'same', locked: false },
    ]);
    expect(JSON.stringify([lines, watch.status, news])).not.toContain('secret-name');
    watch.close();
  });

  it('SES-10: another user at the end is signed out once, and that is told; then nothing looks any more', async () => {
    const { be, signIn, done, news, device, clock } = setUp();
    await be({ sessions: ['s1'] });
    await signIn('b');
    await be({ sessions: [] });
    expect(done).toEqual(['sign-out']);
    expect(news.at(-1)).toEqual({ session: 's1', standing: 'changed', locked: false, done: 'sign-out' });
    const { looks } = device;
    await clock.advance(60_000);
    expect([done.length, device.looks, clock.timers]).toEqual([1, looks, 0]);
    // And the next session begins anew.
    const told = news.length;
    await be({ sessions: ['s2'] });
    expect(news).toHaveLength(told);
    await be({ sessions: [] });
    expect(done).toEqual(['sign-out']);
  });

  it('SES-10: who is still being signed in as the session ends is signed out once they are', async () => {
    const { be, signIn, done, news, clock, device } = setUp();
    await be({ sessions: ['s1'] });
    await signIn(undefined);
    await be({ sessions: [] });
    expect(done).toEqual([]);
    await signIn('b');
    expect([done, news.at(-1)?.done]).toEqual([['sign-out'], 'sign-out']);
    // Nobody comes any more, and looking for them ends.
    await be({ sessions: ['s2'] });
    await be({ sessions: [] });
    await clock.advance(accountLimits.signInMs + accountLimits.lookMs);
    const { looks } = device;
    await signIn('c');
    await clock.advance(60_000);
    expect([done, device.looks, clock.timers]).toEqual([['sign-out'], looks, 0]);
  });

  it('SES-10: the same user at the end stays signed in, and so does whoever was there before others came and went', async () => {
    const { be, signIn, done } = setUp();
    await be({ sessions: ['s1'] });
    await signIn('b');
    await signIn('a');
    await be({ sessions: [] });
    expect(done).toEqual([]);
  });

  it('SES-10: what cannot sign out locks, and what cannot lock restarts', async () => {
    for (const [change, action] of [
      [{ signOut: unavailable }, 'lock'],
      [{ signOut: unavailable, lock: unavailable }, 'restart'],
      [{ signOut: unavailable, lock: unavailable, restartDevice: unavailable }, 'none'],
    ] as const) {
      const rig = setUp((done, device) => ({
        lock: {
          async run() {
            done.push('lock');
            device.sight = { ...device.sight, locked: true };
          },
        },
        ...change,
      }));
      await rig.be({ sessions: ['s1'] });
      expect(rig.watch.status.action).toBe(action);
      await rig.signIn('b');
      await rig.be({ sessions: [] });
      expect(rig.done).toEqual(action === 'none' ? [] : [action]);
      expect(rig.news.at(-1)).toMatchObject({ done: action });
    }
  });

  it('SES-10: what fails, or is asked for in vain, is followed by the next means', async () => {
    const { be, signIn, done, news, clock } = setUp((list) => ({
      signOut: { run: async () => Promise.reject(new Error('busy')) },
      lock: { run: async () => void list.push('lock in vain') },
    }));
    await be({ sessions: ['s1'] });
    await signIn('b');
    await be({ sessions: [] });
    expect(done).toEqual(['lock in vain']);
    await clock.advance(accountLimits.confirmMs);
    expect(done).toEqual(['lock in vain', 'restart']);
    expect(news.at(-1)).toMatchObject({ done: 'restart' });
  });

  it('SES-10: nobody is signed out in the middle of a call, nor while others have access', async () => {
    const { be, signIn, done, clock } = setUp();
    await be({ sessions: ['s1', 's2'] });
    await signIn('b');
    await be({ sessions: ['s2'] });
    await be({ sessions: [], call: 'in-call' });
    await clock.advance(60_000);
    expect(done).toEqual([]);
    await be({ call: 'idle' });
    expect(done).toEqual(['sign-out']);
  });

  it('SES-10: looks that fail say "not known", and what is owed waits for one that does not', async () => {
    const { be, signIn, device, watch, done, clock } = setUp();
    await be({ sessions: ['s1'] });
    await signIn('b');
    device.fails = true;
    await clock.advance(accountLimits.lookMs);
    expect(watch.status.standing).toBe('unknown');
    await be({ sessions: [] });
    expect(done).toEqual([]);
    device.fails = false;
    await clock.advance(accountLimits.lookMs);
    expect(done).toEqual(['sign-out']);
  });

  it('SES-10: without a link the news waits for one', async () => {
    const { be, signIn, link, news, watch } = setUp();
    await be({ sessions: ['s1'] });
    link.up = false;
    await signIn('b');
    await be({ sessions: [] });
    expect(news).toEqual([]);
    link.up = true;
    watch.linked();
    expect(news.map(({ done }) => done)).toEqual([undefined, 'sign-out']);
  });

  it('SES-10: where nobody knows who is signed in, nothing is looked at, told or done', async () => {
    const news: unknown[] = [];
    const watch = createAccountWatch({
      look: { unavailable: 'no logind' },
      abilities: { signOut: unavailable, lock: unavailable, restartDevice: unavailable },
      restartDevice: async () => undefined,
      use: () => ({ sessions: ['s1'], asked: false, call: 'idle' }),
      changed: () => void news.push('changed'),
      tell: (one) => news.push(one) > 0,
      clock: createFakeClock(),
      log: { info: () => undefined, warn: () => undefined },
    });
    watch.roomChanged();
    await Promise.resolve();
    expect([news, watch.status]).toEqual([[], { standing: 'unknown', locked: false, action: 'none' }]);
  });
});
