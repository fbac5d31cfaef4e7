/** OPS-1: the one command, as a new user runs it, and the sentences it says when it cannot. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canvases, launchBrowser, openSession } from './support/browser.ts';

const root = join(import.meta.dirname, '..');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringside-start-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function start(env: Readonly<Record<string, string>>) {
  const ports = { RINGSIDE_SERVICES_PORT: '0', RINGSIDE_RELAY_PORT: '0', RINGSIDE_RELAY_ADMIN_PORT: '0' };
  const child = spawn(process.execPath, [join(root, 'start.ts')], {
    env: { ...process.env, RINGSIDE_DATA: join(folder, 'data'), ...ports, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (text) => {
    complaints += String(text);
  });
  const exited = once(child, 'exit').then(([code]) => code as number);
  return { child, exited, complaints: () => complaints };
}

describe('npm start', () => {
  it('OPS-1, VID-1: prints a link that opens a room with three displays, and stops in order', async () => {
    const { child, exited, complaints } = start({});
    let link = '';
    for await (const line of createInterface({ input: child.stdout })) {
      link = /https?:\S+#sign-in=\S+/.exec(line)?.[0] ?? link;
      if (line.includes('Ctrl+C')) break;
    }
    const browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await openSession(page, link);
    expect((await canvases(page)).map(({ width }) => width)).toEqual([1280, 1920, 1920]);
    // What a second one builds is not what the first one serves.
    const second = start({});
    expect(await second.exited).toBe(1);
    expect(second.complaints()).toMatch(/^Other services use the data folder .* RINGSIDE_DATA.*\.\n$/);
    const kept = (await readdir(join(folder, 'data'))).toSorted();
    expect(kept).toEqual([expect.stringMatching(/^portal-/), 'services', 'simulated-room']);
    // TOK-3: the secret is gone from the address as soon as it is used.
    expect(page.url()).not.toContain('sign-in=');
    await browser.close();
    child.kill('SIGINT');
    expect(await exited).toBe(0);
    expect(complaints()).toBe('');
    expect((await readdir(join(folder, 'data'))).toSorted()).toEqual(['services', 'simulated-room']);
  });

  it('says that a port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    for (const name of ['RINGSIDE_SERVICES_PORT', 'RINGSIDE_RELAY_PORT']) {
      const { exited, complaints } = start({ [name]: String(port) });
      expect(await exited).toBe(1);
      expect(complaints().trim().split('\n')).toHaveLength(1);
      expect(complaints()).toContain(String(port));
    }
    taken.close();
  });

  it('says that the data folder cannot be written', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const { exited, complaints } = start({ RINGSIDE_DATA: join(file, 'data') });
    expect(await exited).toBe(1);
    expect(complaints()).toMatch(/data folder .*cannot be written: set RINGSIDE_DATA/);
  });

  it('names a setting that is wrong', async () => {
    const { exited, complaints } = start({ RINGSIDE_RELAY_TRANSPORT: 'carrier-pigeon' });
    expect(await exited).toBe(1);
    expect(complaints()).toMatch(/"relay\.transport" must be one of auto, uwebsockets, ws: .*RINGSIDE_RELAY_TRANSPORT/);
  });

  it('says that there is no X display for a real device', async () => {
    const env = { ...process.env, RINGSIDE_AGENT_DATA_FOLDER: join(folder, 'device'), RINGSIDE_AGENT_PLATFORM: 'x11' };
    delete (env as Record<string, string | undefined>).DISPLAY;
    const child = spawn(process.execPath, [join(root, 'agent-capture/main.ts'), 'run'], { env });
    let complaints = '';
    child.stderr.on('data', (text) => {
      complaints += String(text);
    });
    const [code] = await once(child, 'exit');
    expect(code).toBe(1);
    expect(complaints.trim().split('\n')).toHaveLength(1);
  });

  it('TOK-3, AUD-3: writes neither ticket nor secret to its database or its log', async () => {
    const database = await readFile(join(folder, 'data/services/ringside.db'));
    // Tickets are JWTs: nothing in the database begins like one.
    expect(database.includes('eyJhbGciOi')).toBe(false);
  });
});
