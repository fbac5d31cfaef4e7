/** SES-5 across processes: a relay that dies under a session costs the operator seconds, not the session. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchBrowser, openSession, viewerState } from './support/browser.ts';
import { Operator } from './support/operator.ts';
import { Ringside } from './support/ringside.ts';

let ringside: Ringside;
let operator: Operator;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  ringside = await Ringside.start();
  operator = await Operator.signIn(ringside);
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await ringside?.stop();
});

async function records(): Promise<Record<string, unknown>[]> {
  return (await operator.call('GET', '/v1/sessions')).body.sessions as Record<string, unknown>[];
}

describe('a relay that dies', () => {
  it('SES-5: killed and started again under a session: the page resumes it, authorised anew', async () => {
    await openSession(page, await ringside.command('sign-in-link'));
    const tickets = vi.fn();
    page.on('request', (request) => request.url().endsWith('/tickets') && tickets());
    await ringside.relay.stop('SIGKILL');
    await viewerState(page, 'reconnecting');
    await ringside.startRelay();
    await viewerState(page, 'live');
    expect(tickets).toHaveBeenCalled();
    const [session, ...others] = await records();
    expect(others).toEqual([]);
    expect(session).toMatchObject({ endReason: null });
    await vi.waitFor(async () => expect(await ringside.relayMetric('frame_messages_in_total')).toBeGreaterThan(0));
  });

  it('SES-5: a session that may not go on is not resumed', async () => {
    await ringside.relay.stop('SIGKILL');
    await viewerState(page, 'reconnecting');
    await operator.call('POST', `/v1/devices/${ringside.device}/state`, { state: 'suspended' });
    await ringside.startRelay();
    await page.waitForFunction(() => {
      const viewer = document.querySelector('ringside-viewer');
      return viewer !== null && ['ended', 'refused'].includes(String(Reflect.get(viewer, 'state')));
    });
    expect(await ringside.relayMetric('frame_messages_in_total')).toBe(0);
    expect((await records())[0]).toMatchObject({ endReason: 'withdrawn' });
  });
});
