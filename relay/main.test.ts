import { type ChildProcess, fork } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectAgent, connectViewer, type ServicesDouble, startServicesDouble } from './testing/index.ts';
import { selfSignedCertificate } from './testing/self-signed-certificate.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
let services: ServicesDouble;
const children: ChildProcess[] = [];

beforeEach(async () => {
  services = await startServicesDouble();
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await services.stop();
});

interface Running {
  readonly child: ChildProcess;
  readonly ready: Promise<{ url: string; adminUrl: string }>;
  readonly exit: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

function run(env: Record<string, string> = {}): Running {
  const child = fork(main, {
    silent: true,
    env: {
      PATH: process.env.PATH,
      RINGSIDE_RELAY_PORT: '0',
      RINGSIDE_RELAY_ADMIN_PORT: '0',
      RINGSIDE_RELAY_CONTROL_URL: services.url,
      RINGSIDE_RELAY_CONTROL_SECRET: services.secret,
      ...env,
    },
  });
  children.push(child);
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (text) => {
    output.stdout += text;
  });
  child.stderr?.on('data', (text) => {
    output.stderr += text;
  });
  const ready = new Promise<{ url: string; adminUrl: string }>((resolve) => {
    child.on('message', (message) => {
      if (isReady(message)) resolve(message.ready);
    });
  });
  // Not 'close': a child that lost its channel never gives one.
  const ended = (stream: typeof child.stdout) => new Promise((resolve) => stream?.once('end', resolve));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const exit = Promise.all([exited, ended(child.stdout), ended(child.stderr)]).then(([code]) => ({ code, ...output }));
  return { child, ready, exit };
}

function isReady(message: unknown): message is { ready: { url: string; adminUrl: string } } {
  return typeof message === 'object' && message !== null && 'ready' in message;
}

test('starts, says where it listens and on which transport, and stops in order with exit code 0', async () => {
  const { child, ready, exit } = run();
  const { url, adminUrl } = await ready;
  expect((await fetch(`${adminUrl}/readyz`)).status).toBe(200);
  const agent = await connectAgent(url, services);
  const viewer = await connectViewer(url, services, { device: agent.device });
  child.kill('SIGTERM');
  expect((await viewer.peer.closes.first()).name).toBe('draining');
  const { code, stdout, stderr } = await exit;
  expect(code).toBe(0);
  expect(stderr).toBe('');
  expect(stdout).toContain('"transport":"uwebsockets"');
  await services.events.first(({ sessionSuspended }) => sessionSuspended?.session === viewer.session);
});

test('stops when the process that started it is gone', async () => {
  const { child, ready, exit } = run();
  await ready;
  child.disconnect();
  expect((await exit).code).toBe(0);
});

test('stops while it still waits for services that do not answer, however it is told', async () => {
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  for (const tell of [(child: ChildProcess) => child.disconnect(), (child: ChildProcess) => child.kill('SIGTERM')]) {
    const asked = new Promise<Socket>((resolve) => silent.once('connection', resolve));
    const { child, exit } = run({ RINGSIDE_RELAY_CONTROL_URL: `ws://127.0.0.1:${port}` });
    const socket = await asked;
    tell(child);
    expect((await exit).code).toBe(0);
    socket.destroy();
  }
  await new Promise((resolve) => silent.close(resolve));
});

test.each([
  ['RINGSIDE_RELAY_PORT', 'relay.port'],
  ['RINGSIDE_RELAY_ADMIN_PORT', 'relay.adminPort'],
])('an occupied %s is one sentence and exit code 1', async (variable, setting) => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const { code, stderr } = await run({ [variable]: port }).exit;
  await new Promise((resolve) => other.close(resolve));
  expect(code).toBe(1);
  expect(stderr).toContain(port);
  expect(stderr).toContain(setting);
  expect(stderr.trim().split('\n').length).toBe(1);
});

test.each([
  ['RINGSIDE_RELAY_HOST', 'relay.host'],
  ['RINGSIDE_RELAY_ADMIN_HOST', 'relay.adminHost'],
])('an address in %s that is none of this machine is one sentence and exit code 1', async (variable, setting) => {
  const [host, proxied] = ['192.0.2.1', { RINGSIDE_RELAY_BEHIND_PROXY: 'true' }];
  const publicUrl = { RINGSIDE_RELAY_PUBLIC_URL: 'wss://relay.example' };
  const { code, stderr } = await run({ ...proxied, ...publicUrl, [variable]: host }).exit;
  expect(code).toBe(1);
  expect(stderr).toContain(`${host}:`);
  expect(stderr.trimEnd()).toMatch(
    new RegExp(`no such address; correct ${setting.replace('.', '\\.')} \\(${variable}\\)\\.$`),
  );
  expect(stderr.trim().split('\n').length).toBe(1);
});

test('a bad setting is one sentence and exit code 1', async () => {
  const { code, stderr } = await run({ RINGSIDE_RELAY_TRANSPORT: 'carrier-pigeon' }).exit;
  expect(code).toBe(1);
  expect(stderr).toContain('RINGSIDE_RELAY_TRANSPORT');
  expect(stderr.trim().split('\n').length).toBe(1);
});

test('a certificate that cannot be read is one sentence and exit code 1', async () => {
  const tls = { RINGSIDE_RELAY_TLS_CERTIFICATE: '/nowhere/c.pem', RINGSIDE_RELAY_TLS_KEY: '/nowhere/k.pem' };
  for (const transport of ['uwebsockets', 'ws']) {
    const { code, stderr } = await run({ ...tls, RINGSIDE_RELAY_TRANSPORT: transport }).exit;
    expect(code).toBe(1);
    expect(stderr).toContain('/nowhere/c.pem');
    expect(stderr.trim().split('\n').length).toBe(1);
  }
});

test('a certificate whose key is another one, of another kind too, is one sentence and exit code 1', async () => {
  const { certificateFile, keyFile } = selfSignedCertificate();
  writeFileSync(keyFile, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const tls = { RINGSIDE_RELAY_TLS_CERTIFICATE: certificateFile, RINGSIDE_RELAY_TLS_KEY: keyFile };
  for (const transport of ['uwebsockets', 'ws']) {
    const { code, stderr } = await run({ ...tls, RINGSIDE_RELAY_TRANSPORT: transport }).exit;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^relay\.tlsCertificate .* do not hold a certificate and its key in PEM form: .*\.\n$/);
  }
});
