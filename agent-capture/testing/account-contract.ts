/** What every source of the device's own account must do; a machine with a real logind would pass it too. */
import { expect, it } from 'vitest';
import type { LookAtAccount } from '../account/account-source.ts';

/** Hands on the device itself. */
export interface AccountAtDevice {
  readonly look: LookAtAccount;
  signIn(user: 'first' | 'second'): void;
  signOut(): void;
  setLocked(locked: boolean): void;
}

export function accountContract(open: () => Promise<AccountAtDevice>): void {
  it('SES-10: tells one user from another, and nobody from both; the same one is the same again', async () => {
    const device = await open();
    const seen: (string | undefined)[] = [];
    for (const act of [
      () => device.signIn('first'),
      () => device.signOut(),
      () => device.signIn('second'),
      () => device.signIn('first'),
    ]) {
      act();
      seen.push((await device.look()).user);
    }
    const [first, nobody, second, again] = seen;
    expect(first).toBeDefined();
    expect(nobody).toBeUndefined();
    expect(second).toBeDefined();
    expect(second).not.toBe(first);
    expect(again).toBe(first);
  });

  it('SES-10: sees the screen locked and unlocked, whoever is signed in staying the same', async () => {
    const device = await open();
    device.signIn('first');
    const before = await device.look();
    device.setLocked(true);
    expect(await device.look()).toEqual({ ...before, locked: true });
    device.setLocked(false);
    expect(await device.look()).toEqual({ ...before, locked: false });
    device.setLocked(true);
    device.signOut();
    expect(await device.look()).toEqual({ user: undefined, locked: false });
  });
}
