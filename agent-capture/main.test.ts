import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeIdentity } from './enrolment/device-identity.ts';
import { createTestServices } from './testing/test-services.ts';
import { startXvfb } from './testing/xvfb.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'ringside-agent-cli-'));

/** Runs the agent with nothing of this machine's settings. */
function agent(args: readonly string[], env: Record<string, string> = {}) {
  return new Promise<{ code: number; out: string; error: string }>((resolve) => {
    const options = { env: { PATH: process.env.PATH ?? '', ...env }, timeout: 19_000 };
    execFile(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], options, (problem, out, error) => {
      resolve({ code: typeof problem?.code === 'number' ? problem.code : problem === null ? 0 : -1, out, error });
    });
  });
}

async function enrolled(): Promise<string> {
  const data = folder();
  const { privateKey, ...file } = (await createTestServices()).identity;
  await writeIdentity(data, file, privateKey);
  return data;
}

describe('agent command line', () => {
  it('says its version and its commands', async () => {
    expect(await agent(['--version'])).toEqual({ code: 0, out: '0.1.0\n', error: '' });
    const { code, out } = await agent(['--help']);
    expect([code, out]).toEqual([0, expect.stringContaining('ringside-agent enrol --services URL')]);
  });

  type Attempt = [
    what: string,
    args: () => string[] | Promise<string[]>,
    env: Record<string, string>,
    sentence: RegExp,
  ];
  const attempts: Attempt[] = [
    ['an unknown command', () => ['dance'], {}, /There is no command "dance"/],
    ['one word too many', () => ['run', 'fast'], {}, /"fast" is one word too many/],
    ['an unknown option', () => ['run', '--fast'], {}, /Unknown option '--fast'/],
    [
      'a bad setting',
      () => ['run'],
      { RINGSIDE_AGENT_PLATFORM: 'windows' },
      /"agent\.platform".*RINGSIDE_AGENT_PLATFORM/,
    ],
    ['a data folder that cannot be', () => ['run', '--data', '/dev/null/data'], {}, /data folder .* cannot be written/],
    ['no identity', () => ['run', '--data', folder()], {}, /is not enrolled .*: run "ringside-agent enrol" first/],
    ['no DISPLAY', async () => ['run', '--data', await enrolled()], {}, /There is no X display: set DISPLAY/],
    [
      'an X server that is not there',
      async () => ['run', '--data', await enrolled()],
      { DISPLAY: ':4242' },
      /X server|X display/,
    ],
    ['enrolling nowhere', () => ['enrol', '--key', 'k', '--data', folder()], {}, /needs the address of services/],
    [
      'enrolling without a key',
      () => ['enrol', '--services', 'http://127.0.0.1:9', '--data', folder()],
      {},
      /needs an enrolment key/,
    ],
    [
      'enrolling in the clear',
      () => ['enrol', '--services', 'http://services.example', '--key', 'k', '--data', folder()],
      {},
      /must begin with https:/,
    ],
    [
      'an address that is none',
      () => ['enrol', '--services', 'http://127.0.0.1:99999', '--key', 'k', '--data', folder()],
      {},
      /127\.0\.0\.1:99999, is none: it looks like https:/,
    ],
    [
      'an address with a password',
      () => ['enrol', '--services', 'http://ada:hunter2@127.0.0.1:9', '--key', 'k', '--data', folder()],
      {},
      /^The address of services must not have a name or password in it\.$/m,
    ],
    [
      'a port that HTTP clients refuse',
      () => ['enrol', '--services', 'http://127.0.0.1:25', '--key', 'k', '--data', folder()],
      {},
      /:25\/ cannot be reached: HTTP is not spoken on this port/,
    ],
    [
      'services that are away',
      () => ['enrol', '--services', 'http://127.0.0.1:9', '--key', 'k', '--data', folder()],
      {},
      /cannot be reached/,
    ],
  ];
  it.each(attempts)('%s is one sentence, exit code 1', async (_, args, env, sentence) => {
    const { code, error, out } = await agent(await args(), env);
    expect(error).toMatch(sentence);
    expect(error.trim().split('\n')).toHaveLength(1);
    expect([code, out]).toEqual([1, '']);
  });

  it('RING-3: a platform that hangs does not keep it from ending when it is told to', async () => {
    const server = await startXvfb();
    const args = [join(import.meta.dirname, 'main.ts'), 'run', '--data', await enrolled()];
    const env = { PATH: process.env.PATH ?? '', DISPLAY: server.display };
    const running = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    // There is no relay; it says so once it runs.
    await new Promise<void>((resolve) => {
      const heard = (line: Buffer): void => {
        if (line.includes('link-down')) resolve();
      };
      running.stdout.on('data', heard);
      running.stderr.on('data', heard);
    });
    server.process.kill('SIGSTOP');
    running.kill('SIGTERM');
    const [code] = await once(running, 'exit');
    await server.stop();
    expect(code).toBe(1);
  });

  it('a damaged identity is one sentence too', async () => {
    const data = await enrolled();
    writeFileSync(join(data, 'identity.json'), '{');
    const { code, error } = await agent(['run', '--data', data], { DISPLAY: ':4242' });
    expect([code, error]).toEqual([1, expect.stringMatching(/is damaged: restore it/)]);
    chmodSync(data, 0o700);
  });
});
