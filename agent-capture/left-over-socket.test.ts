import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeLeftOverSocket } from './left-over-socket.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-socket-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the socket of a program that was killed is removed', async () => {
  const path = join(folder, 'killed');
  const listening = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => console.log())`;
  const killed = spawn(process.execPath, ['-e', listening], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(killed.stdout, 'data');
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect(statSync(path).isSocket()).toBe(true);
  expect(await removeLeftOverSocket(path)).toBe(true);
  expect(existsSync(path)).toBe(false);
});

test('that of a program too busy to answer stays', async () => {
  const path = join(folder, 'busy');
  const listening = `require('node:net').createServer().listen({ path: ${JSON.stringify(path)}, backlog: 1 }, () => console.log())`;
  const busy = spawn(process.execPath, ['-e', listening], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(busy.stdout, 'data');
  busy.kill('SIGSTOP');
  // More than its queue holds: the next one is turned away, though somebody listens.
  const waiting = Array.from({ length: 8 }, () => connect(path).on('error', () => undefined));
  await new Promise((resolve) => waiting.at(-1)?.once('error', resolve));
  expect(await removeLeftOverSocket(path)).toBe(false);
  expect(existsSync(path)).toBe(true);
  for (const socket of waiting) socket.destroy();
  busy.kill('SIGKILL');
  await once(busy, 'exit');
});

test('one that is listened on stays, and so does a file that is no socket', async () => {
  const path = join(folder, 'alive');
  const server = createServer().listen(path);
  await once(server, 'listening');
  expect(await removeLeftOverSocket(path)).toBe(false);
  expect(existsSync(path)).toBe(true);
  await new Promise((resolve) => server.close(resolve));
  writeFileSync(path, 'somebody’s');
  expect(await removeLeftOverSocket(path)).toBe(true);
  expect(existsSync(path)).toBe(true);
});
