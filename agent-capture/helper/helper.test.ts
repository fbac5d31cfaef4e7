import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../clock.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { chooseExecutables, othersMayWrite, rootOnly } from './executables.ts';
import { openHelperAbilities } from './helper-client.ts';
import { openHelper } from './helper-server.ts';
import type { HelperVerb } from './helper-verbs.ts';
import { helperLimits } from './limits.ts';
import { runExecutable } from './run-executable.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-helper-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function script(name: string, body: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

async function start(lines: Partial<Record<HelperVerb, readonly string[]>>, run = runExecutable): Promise<string> {
  const path = join(folder, 'helper.sock');
  const executables = chooseExecutables(lines, false);
  const helper = await openHelper({ path, executables, run, answered: () => undefined });
  onTestFinished(() => helper.close());
  return path;
}

/** What the helper answers to these bytes; undefined when it hangs up without a word. */
function say(path: string, bytes: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(path, () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer === '' ? undefined : answer.trim()));
  });
}

async function run(path: string | undefined, verb: 'restartDevice' | 'restartRoomApplication'): Promise<string> {
  const ability = (await openHelperAbilities(path, systemClock))[verb];
  if ('unavailable' in ability) return ability.unavailable;
  return ability.run().then(
    () => 'done',
    (error: Error) => error.message,
  );
}

describe('the privileged helper', () => {
  it('DEV-7, CMD-4: runs the configured executable with its fixed arguments, as they are, without a shell', async () => {
    const out = join(folder, 'out');
    const file = script('restart', `printf '%s|' "$#" "$@" "$HOME" >${out}`);
    const path = await start({ 'restart-device': [file, 'one; touch /tmp/no', '$(id)', '*'] });
    expect(await run(path, 'restartDevice')).toBe('done');
    expect(readFileSync(out, 'utf8')).toBe('3|one; touch /tmp/no|$(id)|*||');
  });

  it('CMD-4: does nothing that is not in its list, whatever is sent', async () => {
    const ran: string[] = [];
    const path = await start({ 'restart-device': [script('restart', 'true')] }, async ({ file }) => {
      ran.push(file);
      return true;
    });
    for (const asked of [
      'reboot\n',
      'restart-device; id\n',
      ' restart-device\n',
      '../restart-device\n',
      '\n',
      'x'.repeat(200),
    ]) {
      expect(await say(path, asked)).toBe('error unknown-verb');
    }
    expect(await say(path, 'restart-room-application\n')).toBe('error not-configured');
    expect(ran).toEqual([]);
    expect(await say(path, 'verbs\n')).toBe('ok restart-device');
    expect(await say(path, 'restart-device\nrestart-device\n')).toBe('ok');
    expect(ran).toHaveLength(1);
  });

  it('its socket is for its owner and group alone', async () => {
    const path = await start({});
    expect(statSync(path).mode & 0o777).toBe(0o660);
  });

  it('takes no socket away from a helper that answers there', async () => {
    const path = await start({ 'restart-device': [script('restart', 'true')] });
    await expect(start({})).rejects.toThrow(`Another helper listens on ${path}`);
    expect(await say(path, 'verbs\n')).toBe('ok restart-device');
  });

  it('runs one of a kind at a time', async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const path = await start({ 'restart-device': [script('restart', 'true')] }, () => promise);
    const first = say(path, 'restart-device\n');
    await expect.poll(() => say(path, 'restart-device\n')).toBe('error busy');
    resolve(true);
    expect(await first).toBe('ok');
  });

  it('says so when the executable fails', async () => {
    const path = await start({ 'restart-device': [script('restart', 'exit 3')] });
    expect(await run(path, 'restartDevice')).toBe('The helper answers "failed".');
  });

  it('outlives what cannot even be started', async () => {
    const path = await start({ 'restart-device': [script('restart', 'true'), 'cut\0off'] });
    expect(await say(path, 'restart-device\n')).toBe('error failed');
    expect(await say(path, 'verbs\n')).toBe('ok restart-device');
  });

  it('CMD-1: what cannot be done says why: no helper, none that answers, no executable', async () => {
    expect(await run(undefined, 'restartDevice')).toMatch(/No helper is set up/);
    expect(await run(await start({}), 'restartRoomApplication')).toMatch(/helper.restartRoomApplication names none/);
    const clock = createFakeClock();
    const silent = openHelperAbilities(join(folder, 'none.sock'), clock);
    for (let attempt = 0; attempt < helperLimits.retries; attempt++) {
      await expect.poll(() => clock.timers).toBe(1);
      await clock.advance(helperLimits.retryMs);
    }
    expect((await silent).restartDevice).toEqual({ unavailable: expect.stringMatching(/does not answer/) });
  });
});

describe('the executables', () => {
  it('DEV-7: a path is absolute and can be run', () => {
    expect(() => chooseExecutables({ 'restart-device': ['reboot'] }, false)).toThrow(/absolute path/);
    expect(() => chooseExecutables({ 'restart-device': ['/none'] }, false)).toThrow(/cannot be run/);
    expect(() => chooseExecutables({ 'restart-device': [folder] }, false)).toThrow(/cannot be run/);
  });

  it('DEV-7: with privileges, what others than root may change is refused', () => {
    expect(othersMayWrite({ uid: 0, mode: 0o755 })).toBe(false);
    expect(othersMayWrite({ uid: 0, mode: 0o775 })).toBe(true);
    expect(othersMayWrite({ uid: 0, mode: 0o757 })).toBe(true);
    expect(othersMayWrite({ uid: 1_000, mode: 0o755 })).toBe(true);
    // In a folder where anybody may put another in its place, a sound file is none.
    expect(() => chooseExecutables({ 'restart-device': [script('restart', 'true')] }, true)).toThrow(
      /others than root/,
    );
  });

  it('DEV-7: a link is followed once, at the start, and what it led to is what runs', () => {
    mkdirSync(join(folder, 'bin'));
    symlinkSync('/bin/true', join(folder, 'bin', 'restart'));
    expect(rootOnly(join(folder, 'bin', 'restart'), 'x')).not.toContain(folder);
    const line = chooseExecutables({ 'restart-device': [join(folder, 'bin', 'restart')] }, true).get('restart-device');
    expect(line?.file).not.toContain(folder);
  });
});
