import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
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
