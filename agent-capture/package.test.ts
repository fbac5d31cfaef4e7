import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { openServicesApiDouble } from './testing/services-api-double.ts';
import { createTestServices, type TestServices } from './testing/test-services.ts';
import { openRelayDouble } from './testing/ws-relay-double.ts';

const run = promisify(execFile);
/** The same Node for npm's children as for this test, whatever the machine has. */
const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}` };
let home: string;

beforeAll(async () => {
  const tarballs = mkdtempSync(join(tmpdir(), 'ringside-agent-tarball-'));
  await run('npm', ['run', 'bundle', '--', '--pack-destination', tarballs], { cwd: import.meta.dirname, env });
  const [tarball] = readdirSync(tarballs);
  home = mkdtempSync(join(tmpdir(), 'ringside-agent-installed-'));
  writeFileSync(join(home, 'package.json'), '{"private":true}');
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', join(tarballs, tarball ?? '')];
  await run('npm', args, { cwd: home, env });
}, 180_000);

const agent = (...args: string[]) =>
  run(join(home, 'node_modules/.bin/ringside-agent'), args, { cwd: home, env: { PATH: env.PATH, HOME: home } });

describe('the packed agent, installed in an empty folder', () => {
  it('runs, and knows its version', async () => {
    const { stdout } = await agent('--version');
    expect(stdout).toBe('0.1.0\n');
  });

  it('DEV-1: says what it needs when there is nothing to run', async () => {
    await expect(agent('run')).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/is not enrolled/) });
  });

  it('DEV-1, OPS-1: enrols, connects to its relay with the simulated room, and stops when it is told to', async () => {
    let services: TestServices | undefined;
    const relay = await openRelayDouble(() => {
      if (services === undefined) throw new Error('no services yet');
      return services;
    });
    services = await createTestServices(relay.url);
    const api = await openServicesApiDouble('key', services);
    const data = ['--platform', 'simulated', '--data', join(home, 'data')];
    await agent('enrol', '--services', api.url, '--key', 'key', ...data);
    const child = spawn(join(home, 'node_modules/.bin/ringside-agent'), ['run', ...data], {
      env: { PATH: env.PATH, HOME: home },
      stdio: 'ignore',
    });
    const over = new Promise((resolve) => child.once('exit', resolve));
    const at = await relay.accept();
    await at.welcome();
    const { layout } = await at.next('layout');
    expect(layout.displays.map(({ name }) => name)).toEqual(['console', 'front-1', 'front-2']);
    child.kill('SIGTERM');
    expect(await over).toBe(0);
    await Promise.all([relay.close(), api.close()]);
  }, 30_000);

  it('brings nothing of the relay, the services or the portal, and no source', () => {
    const installed = join(home, 'node_modules/@ringside/agent');
    expect(readdirSync(installed).sort()).toEqual(['README.md', 'dist', 'package.json']);
    const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    expect(Object.keys(dependencies).filter((name) => name.startsWith('@ringside/'))).toEqual([]);
    expect(readdirSync(join(home, 'node_modules/@ringside'))).toEqual(['agent']);
    expect(readdirSync(join(installed, 'dist'))).toEqual(expect.arrayContaining(['LICENSE', 'NOTICE', 'main.js']));
  });
});
