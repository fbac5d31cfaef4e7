/** EMB-1 and EMB-4 on the real thing: a portal of another origin, its backend with an API key, its strict policy. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { canvases, launchBrowser, viewerState } from './support/browser.ts';
import { Operator } from './support/operator.ts';
import { freePort, Ringside } from './support/ringside.ts';

const example = join(import.meta.dirname, '../portal-embed/example/main.ts');

let ringside: Ringside;
let operator: Operator;
let operatorId: string;
let browser: Browser;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  ringside = await Ringside.start();
  operator = await Operator.signIn(ringside);
  operatorId = ((await operator.call('GET', '/v1/me')).body.operator as { id: string }).id;
  await vi.waitFor(async () => expect((await operator.device()).callState).toBe('idle'), { timeout: 20_000 });
  browser = await launchBrowser();
});

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

afterAll(async () => {
  await browser?.close();
  await ringside?.stop();
});

/** The example portal as its reader starts it; `allowed` is the origin that its API key is for. */
async function startPortal(allowed?: string): Promise<string> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const key = await ringside.command('api-key', '--name', 'portal', '--origin', allowed ?? origin);
  const portal = spawn(process.execPath, [example], {
    env: {
      ...process.env,
      PORT: port,
      RINGSIDE_API_KEY: key,
      RINGSIDE_OPERATOR: operatorId,
      RINGSIDE_DEVICE: ringside.device,
      RINGSIDE_URL: ringside.url,
      RINGSIDE_RELAY_URL: ringside.relayUrl,
    },
  });
  closing.push(() => portal.kill());
  for await (const line of createInterface({ input: portal.stdout })) if (line.includes(origin)) break;
  return origin;
}

/** A page that notes each violation of its policy. */
async function openPage(url: string): Promise<{ page: Page; violations: () => Promise<unknown> }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  closing.push(() => page.close());
  await page.addInitScript(() => {
    const violations: string[] = [];
    Reflect.set(window, 'violations', violations);
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      violations.push(`${violatedDirective} ${blockedURI}`),
    );
  });
  await page.goto(url);
  return { page, violations: () => page.evaluate(() => Reflect.get(window, 'violations')) };
}

describe('a portal of another origin', () => {
  it('EMB-1: embeds the widget under its strict policy and shows the room', async () => {
    const { page, violations } = await openPage(await startPortal());
    await page.getByRole('button', { name: /start/i }).click();
    await viewerState(page, 'live');
    expect((await canvases(page)).map(({ width }) => width)).toEqual([1280, 1920, 1920]);
    expect(await violations()).toEqual([]);
    await page.getByRole('button', { name: 'End session' }).click();
    await viewerState(page, 'ended');
  });

  it('EMB-4: gets no ticket for an origin that its key is not for', async () => {
    const { page } = await openPage(await startPortal('https://portal.example'));
    await page.getByRole('button', { name: /start/i }).click();
    await viewerState(page, 'refused');
  });

  it('EMB-4: cannot use a ticket that is for another origin, and learns nothing', async () => {
    const hostile = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(
        `<script type="module" src="${ringside.url}/embed/ringside-viewer.js"></script><ringside-viewer></ringside-viewer>`,
      );
    }).listen(0, '127.0.0.1');
    await once(hostile, 'listening');
    closing.push(() => hostile.close());
    const page = await browser.newPage();
    closing.push(() => page.close());
    // The worst case: it got hold of a grant for its own key, but for the page of Ringside itself.
    await page.exposeFunction('steal', async (publicKey: object) => {
      const body = { deviceId: ringside.device, permission: 'modify', publicKey };
      return (await operator.call('POST', '/v1/sessions', body)).body;
    });
    await page.goto(`http://127.0.0.1:${(hostile.address() as AddressInfo).port}/`);
    const refusal = await page.evaluate(async () => {
      await customElements.whenDefined('ringside-viewer');
      const viewer = document.querySelector('ringside-viewer') as HTMLElement & { start(): void };
      Reflect.set(viewer, 'startSession', Reflect.get(window, 'steal'));
      const refused = new Promise<unknown>((resolve) =>
        viewer.addEventListener('session-refused', (event) => resolve((event as CustomEvent<unknown>).detail)),
      );
      viewer.start();
      return refused;
    });
    expect(refusal).toMatchObject({ code: 'refused' });
    expect(await canvases(page)).toEqual([]);
  });
});
