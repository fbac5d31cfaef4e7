/** The process itself: what it says when it cannot start, its commands, and what survives kill -9. */
import { type ChildProcess, execFile, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportPublicKey, generateProofKeys, signProof } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from './store/sqlite-database.ts';
import { connectDevice, controlSecret } from './testing/rig.ts';
import { TestNode } from './testing/test-node.ts';

const program = join(import.meta.dirname, 'main.ts');
let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-main-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const environment = (change: Record<string, string> = {}) => ({
  PATH: process.env.PATH ?? '',
  RINGSIDE_SERVICES_DATA_FOLDER: join(folder, 'data'),
  RINGSIDE_SERVICES_CONTROL_SECRET: controlSecret,
  RINGSIDE_SERVICES_EMBEDDED: 'true',
  ...change,
});

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: string[], env = environment()): Promise<Outcome> {
  return new Promise((done) => {
    execFile(process.execPath, [program, ...args], { env }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

interface Ready {
  readonly url: string;
  readonly controlUrl: string;
  readonly signInLink: string;
  readonly enrolmentKey: string;
}

async function start(): Promise<{ child: ChildProcess; ready: Ready; output: () => string }> {
  const child = fork(program, [], { env: environment(), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  const ready = await new Promise<Ready>((done, failed) => {
    child.once('message', (message: { ready: Ready }) => done(message.ready));
    child.once('exit', () => failed(new Error(output)));
  });
  return { child, ready, output: () => output };
}

const exitOf = (child: ChildProcess) =>
  new Promise<number | string | null>((done) => child.once('exit', (code, signal) => done(signal ?? code)));

describe('the process', () => {
  it('says in one sentence what is wrong and exits with 1', async () => {
    const { code, stdout, stderr } = await run([], environment({ RINGSIDE_SERVICES_CONTROL_SECRET: 'short' }));
    expect(stderr).toMatch(/^The setting "services\.controlSecret" .*RINGSIDE_SERVICES_CONTROL_SECRET\.\n$/);
    expect([stdout, code]).toEqual(['', 1]);
    const insecure = await run([], environment({ RINGSIDE_SERVICES_HOST: '0.0.0.0' }));
    expect([insecure.code, insecure.stderr.trim().split('\n').length]).toEqual([1, 1]);
  }, 60_000);

  it('hands its secrets to the parent only; stops on SIGTERM, and when the parent goes', async () => {
    const { child, ready, output } = await start();
    expect(ready.signInLink).toMatch(/#sign-in=rs_signin_/);
    expect(ready.enrolmentKey).toMatch(/^rs_enrol_/);
    const exit = exitOf(child);
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(output()).toContain('services are ready');
    expect(output()).not.toMatch(/rs_(signin|enrol)_/);

    const second = await start();
    const left = exitOf(second.child);
    second.child.disconnect();
    expect(await left).toBe(0);
  }, 60_000);

  it('ACC-7: commands work beside the running process', async () => {
    const { ready } = await start();
    const env = environment({ RINGSIDE_SERVICES_PORT: new URL(ready.url).port });
    const link = await run(['sign-in-link'], env);
    expect(link.stdout).toMatch(new RegExp(`^${ready.url}/#sign-in=rs_signin_[\\w-]+\n$`));
    const key = await run(['api-key', '--name', 'portal', '--origin', 'https://portal.example'], env);
    const operator = await run(['operator', '--name', 'Ada'], env);
    const me = await fetch(`${ready.url}/v1/me`, {
      headers: { authorization: `Bearer ${key.stdout.trim()}`, 'ringside-operator': operator.stdout.trim() },
    });
    expect(await me.json()).toMatchObject({ operator: { name: 'Ada' } });
    const { code, stderr } = await run(['nonsense'], env);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^There is no command "nonsense"\. The commands are: /)]);
  }, 60_000);

  it('AUD-5: kill -9 at any moment loses no record of a session whose ticket was handed out', async () => {
    const handedOut: string[] = [];
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round++) {
      const { child, ready } = await start();
      const node = await TestNode.link({ controlUrl: ready.controlUrl, controlSecret, instance: `run-${round}` });
      // What a killed round left behind counts as viewers of its own device.
      const device = await enrol(ready);
      await connectDevice(node, device);
      const cookie = await signIn(ready);
      const publicKey = await exportPublicKey(await generateProofKeys());
      const exit = exitOf(child);
      // While others are on their way, and a little later each time.
      const killedAt = handedOut.length + 3 + round;
      const one = async () => {
        while (child.signalCode === null) {
          const { sessionId = '' } = await post(
            ready,
            '/v1/sessions',
            { deviceId: device, permission: 'view', publicKey },
            cookie,
          );
          if (handedOut.push(sessionId) === killedAt) setTimeout(() => child.kill('SIGKILL'), round);
          await node.report({ sessionStarted: { session: sessionId, resumed: false } });
          acknowledged.push(sessionId);
          await node.report({ sessionEnded: { session: sessionId, reason: 1 } });
        }
      };
      await Promise.allSettled([one(), one(), one()]);
      expect(await exit).toBe('SIGKILL');
    }
    expect(handedOut.length).toBeGreaterThan(8);
    const db = await openSqlite(join(folder, 'data'));
    const rows = await db.selectFrom('events').selectAll().orderBy('sequence').execute();
    await db.destroy();
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    const count = (kind: string, session: string) =>
      rows.filter((row) => row.kind === kind && row.session_id === session).length;
    for (const session of handedOut) expect([session, count('session.requested', session)]).toEqual([session, 1]);
    for (const session of acknowledged) expect([session, count('session.started', session)]).toEqual([session, 1]);
  }, 60_000);
});

async function post(ready: Ready, path: string, body: object, cookie = ''): Promise<Record<string, string>> {
  const response = await fetch(`${ready.url}${path}`, {
    method: 'POST',
    headers: { origin: ready.url, 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  // What services answer here has only texts in it.
  return (await response.json()) as Record<string, string>;
}

async function signIn(ready: Ready): Promise<string> {
  const secret = new URL(ready.signInLink).hash.replace('#sign-in=', '');
  const response = await fetch(`${ready.url}/v1/sign-in`, {
    method: 'POST',
    headers: { origin: ready.url, 'content-type': 'application/json' },
    body: JSON.stringify({ secret }),
  });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function enrol(ready: Ready): Promise<string> {
  const keys = await generateProofKeys();
  const { enrolmentKey } = ready;
  const { nonce = '' } = await post(ready, '/v1/device-challenges', {});
  const proof = await signProof(keys.privateKey, 'enrolment', Buffer.from(nonce, 'base64url'), enrolmentKey);
  const { deviceId = '' } = await post(ready, '/v1/enrolments', {
    enrolmentKey,
    nonce,
    publicKey: await exportPublicKey(keys),
    proof: Buffer.from(proof).toString('base64url'),
    name: 'Room',
    platform: 'simulated',
  });
  return deviceId;
}
