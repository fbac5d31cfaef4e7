/**
 * The adapter against a script that answers as loginctl does: a real logind needs a machine that was booted with it.
 * What it must do stands in testing/account-contract.ts, for both.
 */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AccountAtDevice, accountContract } from '../testing/account-contract.ts';
import { accountLimits } from './limits.ts';
import { openLogindAccount } from './logind-account.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-account-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function script(body: string): string {
  const path = join(folder, 'loginctl');
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** As systemd's own answers: properties that were asked for, in an order of its own; a sentence for what is not there. */
const scripted = `
[ ! -f "$(dirname "$0")/slow" ] || sleep 0.6
case "$1 $2" in
  "show-seat seat0") cat "$(dirname "$0")/seat" ;;
  "show-seat "*) echo "Failed to get seat path: No seat '$2' known" >&2; exit 1 ;;
  "show-session "*)
    file="$(dirname "$0")/session-$2"
    [ -f "$file" ] || { echo "Failed to get session path: No session '$2' known" >&2; exit 1; }
    cat "$file" ;;
  *) echo "Unknown command verb '$1'." >&2; exit 1 ;;
esac`;

function seat(session: string, all: readonly string[] = []): void {
  writeFileSync(join(folder, 'seat'), `Sessions=${all.join(' ')}\nActiveSession=${session}\n`);
}

function session(id: string, user: number, change: { locked?: boolean; kind?: string; state?: string } = {}): void {
  const { locked = false, kind = 'user', state = 'active' } = change;
  const lines = [`User=${user}`, `Class=${kind}`, `State=${state}`, `LockedHint=${locked ? 'yes' : 'no'}`];
  writeFileSync(join(folder, `session-${id}`), `${lines.join('\n')}\n`);
}

async function open(): Promise<AccountAtDevice> {
  const uids = { first: 1_000, second: 1_001 };
  let signedIn: keyof typeof uids | undefined;
  const signIn = (user: keyof typeof uids): void => {
    signedIn = user;
    session(`c${uids[user]}`, uids[user]);
    seat(`c${uids[user]}`);
  };
  signIn('first');
  const account = await openLogindAccount({ loginctl: script(scripted) });
  if ('unavailable' in account) throw new Error(account.unavailable);
  return {
    look: account.run,
    signIn,
    signOut() {
      signedIn = undefined;
      seat('');
    },
    setLocked(locked) {
      if (signedIn !== undefined) session(`c${uids[signedIn]}`, uids[signedIn], { locked });
    },
  };
}

describe('logind, by a scripted loginctl', () => {
  accountContract(open);

  it('SES-10: behind a greeter, and in a session that is closing, nobody is signed in', async () => {
    const { look } = await open();
    seat('c1');
    session('c1', 120, { kind: 'greeter' });
    expect(await look()).toEqual({ user: undefined, locked: false });
    session('c1', 1_000, { state: 'closing' });
    expect(await look()).toEqual({ user: undefined, locked: false });
    session('c1', 1_000, { kind: 'user-light' });
    expect((await look()).user).toBe('1000');
  });

  it('SES-10: who left their desktop for a greeter or an empty console is signed in all the same', async () => {
    const { look } = await open();
    session('c1', 120, { kind: 'greeter' });
    session('c2', 1_000, { state: 'online', locked: true });
    seat('c1', ['c1', 'c2']);
    expect(await look()).toEqual({ user: '1000', locked: true });
    seat('', ['c2']);
    expect((await look()).user).toBe('1000');
    session('c3', 1_001);
    seat('c3', ['c2', 'c3']);
    expect((await look()).user).toBe('1001');
    session('c2', 1_000, { state: 'closing' });
    seat('c1', ['c2', 'c1']);
    expect((await look()).user).toBeUndefined();
  });

  it('SES-10: a session that is gone between two answers is no sign-out: it is not known', async () => {
    const { look } = await open();
    seat('gone');
    await expect(look()).rejects.toThrow();
  });

  it('SES-10: a look has one time for all that it asks, however many sessions the seat has', async () => {
    const { look } = await open();
    const greeters = ['c1', 'c2', 'c3'];
    for (const greeter of greeters) session(greeter, 120, { kind: 'greeter' });
    seat('c1', greeters);
    expect(await look()).toEqual({ user: undefined, locked: false });
    // Each of four answers comes in time, all together do not.
    writeFileSync(join(folder, 'slow'), '');
    expect(4 * 600).toBeGreaterThan(accountLimits.answerMs);
    await expect(look()).rejects.toThrow();
  });

  it.each([
    ['an answer without the session', 'echo Sessions='],
    ['an option for a session', 'echo ActiveSession=--host=elsewhere'],
    ['no who', 'case $1 in show-seat) echo ActiveSession=1 ;; *) echo LockedHint=no ;; esac'],
    ['more than there can be', `head -c ${accountLimits.answerBytes + 1} /dev/zero | tr '\\0' x`],
    ['a failure', 'echo "System has not been booted with systemd as init system" >&2; exit 1'],
    ['silence', 'exec sleep 60'],
  ])('SES-10: %s: the device says that it is not known, and nothing breaks', async (_, body) => {
    expect(await openLogindAccount({ loginctl: script(body) })).toEqual({
      unavailable: 'Who is signed in on the device is not known: systemd-logind says nothing of seat0.',
    });
  });

  it('SES-10: a machine without loginctl, and one without such a seat, say so', async () => {
    expect(await openLogindAccount({ loginctl: join(folder, 'none') })).toHaveProperty('unavailable');
    await open();
    expect(await openLogindAccount({ loginctl: join(folder, 'loginctl'), seat: 'seat9' })).toHaveProperty(
      'unavailable',
    );
  });
});
