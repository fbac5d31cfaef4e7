/**
 * Who is signed in at the machine's seat, as systemd-logind says: what everybody on the machine may read. Asked through
 * loginctl, since its two answers are a stable interface and D-Bus would be a dependency for them.
 */
import { execFile } from 'node:child_process';
import { systemClock } from '../clock.ts';
import type { Ability } from '../commands/abilities.ts';
import type { AccountSight, LookAtAccount } from './account-source.ts';
import { accountLimits } from './limits.ts';

export interface LogindOptions {
  /** The program, found as PATH says. */
  readonly loginctl?: string;
  /** The screen, keyboard and pointer that a room device has. */
  readonly seat?: string;
}

/** How users are signed in. Others are greeters and lock screens, behind which nobody is yet. */
const userClass = /^user/;
const sessionId = /^[A-Za-z0-9_]{1,64}$/;

/** Unavailable where there is no logind, or no such seat. */
export async function openLogindAccount(options: LogindOptions = {}): Promise<Ability<LookAtAccount>> {
  const { loginctl = 'loginctl', seat = 'seat0' } = options;
  const run: LookAtAccount = () => look(loginctl, seat);
  try {
    await run();
    return { run };
  } catch {
    return { unavailable: `Who is signed in on the device is not known: systemd-logind says nothing of ${seat}.` };
  }
}

/** One question to loginctl, answered with the properties that it names. */
type Ask = (what: string, name: string, properties: readonly string[]) => Promise<Readonly<Record<string, string>>>;

async function look(loginctl: string, seat: string): Promise<AccountSight> {
  const untilMs = systemClock.monotonicMs() + accountLimits.answerMs;
  const ask: Ask = (what, name, properties) =>
    show(loginctl, [what, name, ...properties.map((one) => `--property=${one}`)], untilMs);
  const { ActiveSession: active, Sessions } = await ask('show-seat', seat, ['ActiveSession', 'Sessions']);
  if (active === undefined || Sessions === undefined) throw new Error('loginctl names no active session.');
  // In front of a greeter or an empty console nobody is, but who went there from their desktop is signed in all the same.
  const others = Sessions.split(' ').filter((session) => session !== '' && session !== active);
  for (const session of [active, ...others].slice(0, accountLimits.seatSessions)) {
    const seen = await lookAtSession(ask, session);
    if (seen.user !== undefined) return seen;
  }
  return { user: undefined, locked: false };
}

async function lookAtSession(ask: Ask, session: string): Promise<AccountSight> {
  if (session === '') return { user: undefined, locked: false };
  if (!sessionId.test(session)) throw new Error('loginctl names no session that there can be.');
  const properties = ['User', 'Class', 'State', 'LockedHint'];
  const { User, Class, State, LockedHint } = await ask('show-session', session, properties);
  if (User === undefined || Class === undefined || State === undefined)
    throw new Error('loginctl leaves out who it is.');
  // Signed out, and its programs take their time.
  if (!userClass.test(Class) || State === 'closing') return { user: undefined, locked: false };
  return { user: User, locked: LockedHint === 'yes' };
}

/**
 * Lines of `Name=value`.
 * @param untilMs when the whole look is given up: its questions share one time
 */
function show(file: string, args: readonly string[], untilMs: number): Promise<Readonly<Record<string, string>>> {
  const { answerBytes: maxBuffer } = accountLimits;
  // 0 would be no limit.
  const timeout = Math.max(1, Math.ceil(untilMs - systemClock.monotonicMs()));
  const env = { PATH: process.env.PATH, LC_ALL: 'C' };
  return new Promise((resolve, reject) => {
    execFile(file, args, { timeout, maxBuffer, env, killSignal: 'SIGKILL' }, (error, stdout) => {
      if (error !== null) return reject(error);
      const lines = stdout.split('\n').map((line) => /^([A-Za-z]+)=(.*)$/.exec(line));
      resolve(Object.fromEntries(lines.flatMap((line) => (line === null ? [] : [[line[1] ?? '', line[2] ?? '']]))));
    });
  });
}
