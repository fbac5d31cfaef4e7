/** Room applications as they are made: the documented client as a program, and pages in Chromium with the built script. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CallStateRig, openCallStateRig } from '@ringside/agent/testing';
import { buildRoomApplication } from '@ringside/room-application/build';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { hostPage, type PageHost } from './support/page-host.ts';
import { freePort } from './support/ringside.ts';

const root = join(import.meta.dirname, '..');
/** CALL-3's two seconds, and what a machine takes that runs other tests. */
const withinMs = 4_000;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function becomes(rig: CallStateRig, state: string): Promise<void> {
  await expect.poll(() => rig.states.state, { timeout: 10_000, interval: 10 }).toBe(state);
}

/** How long it took from now until the state was that. */
async function timeUntil(rig: CallStateRig, state: string): Promise<number> {
  const startMs = performance.now();
  await becomes(rig, state);
  return performance.now() - startMs;
}

describe('the documented client', () => {
  const [, code = ''] =
    /```js\n(\/\/ room-client\.mjs\n.*?)```/s.exec(readFileSync(join(root, 'docs/room-application.md'), 'utf8')) ?? [];

  async function start(): Promise<{ rig: CallStateRig; child: ChildProcess }> {
    const rig = await openCallStateRig({ required: 'room-application' });
    closing.push(() => rig.close());
    writeFileSync(join(rig.folder, 'room-client.mjs'), code);
    const program = `
      import { reportCallState } from './room-client.mjs';
      let state = 'idle';
      const changed = reportCallState(import.meta.dirname, () => state);
      process.stdin.on('data', (word) => { state = String(word); changed(); });`;
    writeFileSync(join(rig.folder, 'program.mjs'), program);
    const child = spawn(process.execPath, [join(rig.folder, 'program.mjs')], { stdio: ['pipe', 'ignore', 'inherit'] });
    closing.push(() => child.kill('SIGKILL'));
    await becomes(rig, 'idle');
    return { rig, child };
  }

  it('CALL-4: is no longer than thirty lines', () => {
    const lines = code.trim().split('\n').length;
    expect(lines).toBeGreaterThan(10);
    expect(lines).toBeLessThanOrEqual(30);
  });

  it('CALL-2: reports a call and its end', async () => {
    const { rig, child } = await start();
    child.stdin?.write('in-call');
    await becomes(rig, 'in-call');
    child.stdin?.write('idle');
    await becomes(rig, 'idle');
    expect(rig.states.decidedBy).toBe('room-application');
  });

  it('CALL-3: killed (SIGKILL) it is unknown within 2 s', async () => {
    const { rig, child } = await start();
    child.kill('SIGKILL');
    expect(await timeUntil(rig, 'unknown')).toBeLessThan(withinMs);
  });

  it('CALL-3: frozen (SIGSTOP) it is unknown within 2 s, and is heard again when it goes on', async () => {
    const { rig, child } = await start();
    child.kill('SIGSTOP');
    expect(await timeUntil(rig, 'unknown')).toBeLessThan(withinMs);
    child.kill('SIGCONT');
    await becomes(rig, 'idle');
  });

  it('connects again after the agent was away', async () => {
    const { rig, child } = await start();
    const { folder } = rig;
    const intruder = spawn(process.execPath, [join(folder, 'program.mjs')], { stdio: ['pipe', 'ignore', 'inherit'] });
    closing.push(() => intruder.kill('SIGKILL'));
    await expect.poll(() => rig.dismissals, { timeout: 20_000 }).toContain('replaced');
    intruder.kill('SIGKILL');
    await once(intruder, 'exit');
    await becomes(rig, 'idle');
    expect(child.exitCode).toBe(null);
  });
});

describe('pages', () => {
  let folder: string;
  let browser: Browser;
  let host: PageHost;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ringside-pages-'));
    await buildRoomApplication(folder);
    await build({
      absWorkingDir: join(root, 'room-application'),
      entryPoints: { 'call-agent-page': 'testing/call-agent-page.ts' },
      outdir: folder,
      bundle: true,
      format: 'esm',
      platform: 'browser',
      logLevel: 'error',
    });
    browser = await launchBrowser();
    const script = 'ringside-call-state.js';
    const scripts = {
      '/call-agent-page.js': join(folder, 'call-agent-page.js'),
      [`/${script}`]: join(folder, script),
    };
    host = await hostPage(
      scripts,
      `import * as callState from '/${script}'; Object.assign(globalThis, { callState });`,
    );
  });
  afterAll(async () => {
    await browser?.close();
    host?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  interface Room {
    readonly rig: CallStateRig;
    readonly page: Page;
    /** What a page needs to report. */
    readonly options: { readonly port: number; readonly secret: string };
  }

  async function open(required: string, origin = host.origin): Promise<Room> {
    const port = Number(await freePort());
    const rig = await openCallStateRig({ required, port, origins: origin });
    closing.push(() => rig.close());
    const page = await browser.newPage();
    closing.push(() => page.close());
    // Nothing of the machine's network: Azure's services are not asked.
    await page.route(/^https:/, (route) => route.abort());
    await page.goto(host.origin);
    return { rig, page, options: { port, secret: rig.secret } };
  }

  /** A room application's page with a state of its own. */
  async function report({ page, options }: Room): Promise<void> {
    await page.evaluate((options) => {
      const { reportCallState } = Reflect.get(globalThis, 'callState');
      const room = { state: 'idle', say: (_: string) => {} };
      const reporter = reportCallState({ name: 'room-application', state: () => room.state }, options);
      room.say = (state) => {
        room.state = state;
        reporter.changed();
      };
      Object.assign(globalThis, { room });
    }, options);
  }

  const say = ({ page }: Room, state: string) =>
    page.evaluate((state) => Reflect.get(globalThis, 'room').say(state), state);

  it('CALL-2, CALL-4: a page reports a call and its end', async () => {
    const room = await open('room-application');
    await report(room);
    await becomes(room.rig, 'idle');
    await say(room, 'in-call');
    await becomes(room.rig, 'in-call');
    await say(room, 'idle');
    await becomes(room.rig, 'idle');
    expect(room.rig.states.decidedBy).toBe('room-application');
  });

  it('CALL-3: a page that hangs is unknown within 2 s, and heard again when it goes on', async () => {
    const room = await open('room-application');
    await report(room);
    await becomes(room.rig, 'idle');
    const hanging = room.page.evaluate((ms) => {
      const startMs = performance.now();
      while (performance.now() - startMs < ms);
    }, 6_000);
    expect(await timeUntil(room.rig, 'unknown')).toBeLessThan(withinMs);
    await hanging;
    await becomes(room.rig, 'idle');
    expect(room.rig.dismissals).toEqual(['silent']);
  });

  it('CALL-3: a page that is closed is unknown at once', async () => {
    const room = await open('room-application');
    await report(room);
    await becomes(room.rig, 'idle');
    await room.page.goto('about:blank');
    expect(await timeUntil(room.rig, 'unknown')).toBeLessThan(withinMs);
  });

  it.each(['SIGSTOP', 'SIGKILL'] as const)(
    'CALL-3: after %s of its browser’s processes it is unknown within 2 s',
    async (signal) => {
      const own = await launchBrowser();
      const room = await open('room-application');
      const page = await own.newPage();
      await page.goto(host.origin);
      await report({ ...room, page });
      await becomes(room.rig, 'idle');
      const { processInfo } = await (await own.newBrowserCDPSession()).send('SystemInfo.getProcessInfo');
      const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
      expect(renderers.length).toBeGreaterThan(0);
      for (const id of renderers) process.kill(id, signal);
      expect(await timeUntil(room.rig, 'unknown')).toBeLessThan(withinMs);
      if (signal === 'SIGSTOP') for (const id of renderers) process.kill(id, 'SIGCONT');
      await own.close();
    },
  );

  it('CALL-4: a page of another origin is not heard, though it knows the secret', async () => {
    const room = await open('room-application', 'https://room.example');
    await report(room);
    const refused = room.page.waitForEvent('console', (message) => /403|failed/i.test(message.text()));
    await refused;
    expect([room.rig.states.state, room.rig.changes.some(({ state }) => state === 'idle')]).toEqual(['unknown', false]);
  });

  it('CALL-4: a page with another secret is not heard', async () => {
    const room = await open('room-application');
    await report({ ...room, options: { ...room.options, secret: 'guessed' } });
    await expect.poll(() => room.rig.dismissals, { timeout: 20_000 }).toContain('not-authentic');
    expect(room.rig.states.state).toBe('unknown');
  });

  it('CALL-2, CALL-4: a real CallAgent of the real package: its call is one, from its first state to its last', async () => {
    const { rig, page, options } = await open('azure-call-agent');
    await page.addScriptTag({ type: 'module', url: '/call-agent-page.js' });
    await page.waitForFunction(() => 'startCallAgent' in globalThis);
    const states = await page.evaluate(async (options) => {
      const { reportCallAgent } = Reflect.get(globalThis, 'callState');
      const { agent, call } = await Reflect.get(globalThis, 'startCallAgent')();
      reportCallAgent(agent, options);
      const states: string[] = [agent.connectionState];
      const made = call();
      states.push(made.state);
      await new Promise<void>((resolve) => {
        made.on('stateChanged', () => {
          states.push(made.state);
          if (made.state === 'Disconnected') resolve();
        });
        // Nobody answers; the room hangs up.
        setTimeout(() => void made.hangUp(), 2_000);
      });
      return states;
    }, options);
    expect(states.slice(0, 3)).toEqual(['Disconnected', 'None', 'Connecting']);
    expect(states.at(-1)).toBe('Disconnected');
    await expect.poll(() => rig.changes.map(({ state }) => state)).toEqual(['unknown', 'in-call', 'unknown']);
    expect(rig.states.decidedBy).toBe('azure-call-agent');
  });

  it('CALL-2, CALL-3: a CallAgent with an account, of which this one is a fake: idle, ringing, answered, over, cut off', async () => {
    const { rig, page, options } = await open('azure-call-agent');
    await page.evaluate((options) => {
      class Emitter extends EventTarget {
        on(name: string, listener: (detail: unknown) => void) {
          this.addEventListener(name, (event) => listener(event instanceof CustomEvent ? event.detail : undefined));
        }
        off() {}
        emit(name: string, detail: unknown) {
          this.dispatchEvent(new CustomEvent(name, { detail }));
        }
      }
      const agent = Object.assign(new Emitter(), { calls: [] as unknown[], connectionState: 'Connected' });
      const call = Object.assign(new Emitter(), { id: 'one', state: 'Connecting' });
      const { reportCallAgent } = Reflect.get(globalThis, 'callState');
      reportCallAgent(agent, options);
      const steps = {
        ring: () => agent.emit('incomingCall', { incomingCall: Object.assign(new Emitter(), { id: 'one' }) }),
        answer() {
          agent.calls = [call];
          agent.emit('callsUpdated', { added: [call], removed: [] });
        },
        hangUp() {
          call.state = 'Disconnected';
          agent.calls = [];
          call.emit('stateChanged', undefined);
          agent.emit('callsUpdated', { added: [], removed: [call] });
        },
        cutOff() {
          agent.connectionState = 'Disconnected';
          agent.emit('connectionStateChanged', { oldValue: 'Connected', newValue: 'Disconnected' });
        },
      };
      Object.assign(globalThis, { steps });
    }, options);
    const step = (name: string) => page.evaluate((name) => Reflect.get(globalThis, 'steps')[name](), name);
    await becomes(rig, 'idle');
    await step('ring');
    await becomes(rig, 'in-call');
    await step('answer');
    await step('hangUp');
    await becomes(rig, 'idle');
    await step('cutOff');
    await becomes(rig, 'unknown');
    expect(rig.changes.map(({ state }) => state)).toEqual(['unknown', 'idle', 'in-call', 'idle', 'unknown']);
  });

  it('EMB-1: the script has nothing of Azure’s package in it, and asks for no other', () => {
    const script = readFileSync(join(folder, 'ringside-call-state.js'), 'utf8');
    expect(script).not.toMatch(/\bimport\s*["'{*]|from\s*["']|azure\/|Microsoft/);
    expect(script.length).toBeLessThan(8_192);
  });
});
