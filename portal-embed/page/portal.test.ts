/** The page in a real browser, with a scripted API behind it. */
import { EndReason } from '@ringside/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Embedding } from '../testing/embedding.ts';
import { closeClean } from '../testing/page-steps.ts';
import { openPortal, room } from '../testing/portal.ts';
import { layoutOf, opened } from '../testing/room.ts';

let embedding: Embedding;
beforeAll(async () => {
  embedding = await Embedding.start();
});
afterAll(() => embedding.close());

describe('signing in', () => {
  test('ACC-7: a link signs in, and its secret is nowhere afterwards', async () => {
    const { page, api, site } = await openPortal(embedding, { signedIn: false });
    const requested: string[] = [];
    page.on('request', (request) => requested.push(request.url()));
    await page.goto(`${site.origin}/#sign-in=${api.secret}`);
    await page.getByText('Boardroom').waitFor();
    expect(page.url()).toBe(`${site.origin}/`);
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
    expect(requested.some((url) => url.includes(api.secret))).toBe(false);
    await closeClean(page);
  });

  test('ACC-7: a link that does not work says so; an old one does no harm to who is signed in', async () => {
    const { page, api, site } = await openPortal(embedding, { signedIn: false });
    await page.goto(`${site.origin}/#sign-in=wrong`);
    await page.getByText('This link did not work').waitFor();
    api.signedIn = true;
    await page.goto(`${site.origin}/#sign-in=wrong`);
    await page.getByText('Boardroom').waitFor();
    await closeClean(page);
  });

  test('ACC-7: a link opened at another address of the same page says what to do', async () => {
    const { page, site } = await openPortal(embedding, { signedIn: false });
    const json = { code: 'foreign-origin', status: 403 };
    await page.route('**/v1/sign-in', (route) => route.fulfill({ status: 403, json }));
    await page.goto(`${site.origin}/#sign-in=good`);
    await page.getByText('Open the link exactly as it was printed').waitFor();
    await closeClean(page);
  });

  test('ACC-7: where the organisation has an identity provider, the way there is offered, and what went wrong is said', async () => {
    const { page, site } = await openPortal(embedding, { signedIn: false, issuer: true });
    await page.goto(site.origin);
    const link = page.getByRole('link', { name: 'Sign in' });
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('/v1/sign-in/issuer');
    await page.goto(`${site.origin}/#sign-in-failed=issuer-unreachable`);
    await page.getByText('does not answer at the moment').waitFor();
    expect(page.url()).toBe(`${site.origin}/`);
    await link.waitFor();
    await closeClean(page);
  });

  test('SES-1: where a fresh sign-in is wanted, the session’s dialog leads there', async () => {
    const start = () => ({ status: 403, body: { code: 'step-up-required', status: 403 } });
    const { page, site } = await openPortal(embedding, { issuer: true, start });
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'View and control: Boardroom' }).click();
    const link = page.getByRole('link', { name: 'Sign in anew' });
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('/v1/sign-in/issuer?fresh=yes');
    await page.getByText('This organisation wants a fresh sign-in before each session.', { exact: true }).waitFor();
    await closeClean(page);
  });

  test('SES-1: who is still signed in is told why signing in anew did not do', async () => {
    const { page, api, site } = await openPortal(embedding, { issuer: true });
    await page.goto(`${site.origin}/#sign-in-failed=sign-in-age-unknown`);
    await page.getByText('the identity provider has to send auth_time').waitFor();
    await page.getByText('Boardroom').waitFor();
    expect(page.url()).toBe(`${site.origin}/`);
    await page.goto(`${site.origin}/#sign-in-failed=sign-in-not-fresh`);
    await page.getByText('let you in without asking who you are').waitFor();
    // It belongs to who tried, and to what they looked at then.
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    // Somebody signs in in another tab.
    api.signedIn = true;
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('Boardroom').waitFor();
    expect(await page.getByText('without asking').count()).toBe(0);
    await closeClean(page);
  });

  test('ACC-7: who signs out sees nothing more', async () => {
    const { page, site } = await openPortal(embedding);
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Open the sign-in link').waitFor();
    expect(await page.getByText('Boardroom').count()).toBe(0);
    await closeClean(page);
  });
});

describe('the operator', () => {
  test('DEV-2: of an organisation that is suspended meanwhile sees nothing more, until it is not', async () => {
    const { page, site } = await openPortal(embedding);
    await page.goto(site.origin);
    await page.getByText('Boardroom').waitFor();
    const json = { code: 'tenant-suspended', status: 403 };
    await page.route('**/v1/**', (route) => route.fulfill({ status: 403, json }));
    await page.getByText('Your organisation is suspended').waitFor();
    expect(await page.getByText('Boardroom').count()).toBe(0);
    await page.unroute('**/v1/**');
    await page.getByText('Boardroom').waitFor();
    await closeClean(page);
  });

  test('ACC-7: a sign-out that did not arrive is not shown as one', async () => {
    const { page, site } = await openPortal(embedding);
    await page.goto(site.origin);
    await page.getByText('Boardroom').waitFor();
    await page.route('**/v1/**', (route) => route.abort());
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Ringside does not answer at the moment').waitFor();
    expect(await page.getByText('Open the sign-in link').count()).toBe(0);
    await closeClean(page);
  });

  test('ACC-7: who has signed in meanwhile is named', async () => {
    const { page, site } = await openPortal(embedding);
    await page.goto(site.origin);
    await page.getByText('Ada Byron').waitFor();
    const json = { operator: { id: 'p', name: 'Grace Hopper' }, tenant: { id: 't', name: 'Example Ltd' } };
    await page.route('**/v1/me', (route) => route.fulfill({ json }));
    await page.getByText('Grace Hopper').waitFor();
    await closeClean(page);
  });
});

describe('rooms', () => {
  test('DEV-3, DEV-5: what keeps a device away is said in words', async () => {
    const openedAt = '2026-01-02T03:04:05Z';
    const away = { connected: false, refusal: 'device-not-connected' };
    const doubled = { state: 'suspended', refusal: 'device-not-monitored' };
    const devices = [
      room({ ...away, incidents: [{ kind: 'agent-outdated', detail: '1.3\u202e', openedAt }] }),
      room({ ...away, ...doubled, id: 'b', incidents: [{ kind: 'identity-doubled', detail: '', openedAt }] }),
      room({ id: 'c', incidents: [{ kind: 'of-a-newer-release', detail: '', openedAt }] }),
    ];
    const { page, site } = await openPortal(embedding, { devices });
    await page.goto(site.origin);
    await page.getByText('Its agent (version 1.3\ufffd) is older than your organisation allows').waitFor();
    await page.getByText('Two machines came with the identity of this one').waitFor();
    expect(await page.locator('.incident').count()).toBe(2);
    await closeClean(page);
  });

  test('EMB-4: rooms say why no session can start now, and follow what changes', async () => {
    const { page, api, site } = await openPortal(embedding, {
      devices: [room({ callState: 'in-call', refusal: 'in-call' })],
    });
    await page.goto(site.origin);
    await page.getByText('It cannot be accessed until the call is over').waitFor();
    expect(await page.getByRole('button', { name: 'View: Boardroom' }).isDisabled()).toBe(true);
    api.devices = [room()];
    await page.getByText('Available').waitFor();
    expect(await page.getByRole('button', { name: 'View: Boardroom' }).isEnabled()).toBe(true);
    await closeClean(page);
  });

  test('CALL-4, EMB-4: a room says whether it is in a call and by whose word, and how its ring is', async () => {
    const unknown = { callState: 'unknown', callStateSource: 'operating-system', refusal: 'call-state-unknown' };
    const devices = [
      room({ id: 'a', name: 'Atrium' }),
      room({ id: 'b', name: 'Boardroom', callState: 'in-call', refusal: 'in-call' }),
      room({ id: 'c', name: 'Cellar', ...unknown }),
      room({ id: 'd', name: 'Den', ring: 'lost', refusal: 'ring-unavailable' }),
      room({ id: 'e', name: 'Eyrie', refusal: 'ejected' }),
      room({ id: 'f', name: 'Foyer', connected: false, callState: 'unknown', refusal: 'device-not-connected' }),
      room({ id: 'g', name: 'Gallery', ring: 'verified' }),
    ];
    const { page, site } = await openPortal(embedding, { devices }, { viewport: { width: 1280, height: 1700 } });
    await page.goto(site.origin);
    await page.getByText('Gallery').waitFor();
    const told = async (name: string): Promise<string> => page.locator('article', { hasText: name }).innerText();
    expect(await told('Atrium')).toMatch(
      /Available[\s\S]*Not in a call, says the room application\.[\s\S]*nobody has access/,
    );
    expect(await told('Boardroom')).toMatch(/In a call, says the room application\.[\s\S]*until the call is over/);
    expect(await told('Cellar')).toMatch(/No word from the device’s record of its microphones and cameras/);
    expect(await told('Den')).toMatch(/Ring not shown[\s\S]*lost a moment ago[\s\S]*cannot show the red ring/);
    expect(await told('Eyrie')).toMatch(/Ended by the room[\s\S]*Nobody can start a session for a minute/);
    expect(await told('Foyer')).toMatch(/Not connected[\s\S]*is not connected at the moment/);
    expect(await told('Foyer')).not.toMatch(/ring is/);
    expect(await told('Gallery')).toMatch(/Being accessed[\s\S]*somebody has access/);
    await closeClean(page);
  });

  test('EMB-1: names and words of devices are text, never markup', async () => {
    const name = '<img src=x onerror=alert(1)>';
    const devices = [room({ name, missing: [name], displays: [{ id: 1, name, width: 1, height: 1 }] })];
    const { page, site } = await openPortal(embedding, { devices });
    await page.goto(site.origin);
    await page.getByRole('heading', { name }).waitFor();
    expect(await page.locator('img').count()).toBe(0);
    await closeClean(page);
  });

  test('EMB-4: a session opens in a modal on the room’s own relay, and closing it ends the session', async () => {
    const bodies: unknown[] = [];
    const { page, site } = await openPortal(embedding, {
      devices: [room({ relayUrl: embedding.relay.url })],
      start: (body) => {
        bodies.push(body);
        return { status: 201, body: { sessionId: 'session-1', ticket: 'ticket', relayUrl: embedding.relay.url } };
      },
    });
    await page.goto(site.origin);
    const coming = embedding.nextConnection();
    await page.getByRole('button', { name: 'View: Boardroom' }).click();
    const viewer = await coming;
    await viewer.heard('authenticate');
    expect(embedding.relay.connections.at(-1)).toBe(viewer);
    expect(bodies).toMatchObject([{ permission: 'view', publicKey: { kty: 'EC', crv: 'P-256' } }]);
    viewer.send(opened(layoutOf([['console', 640, 400]]), 'view'));
    await page.getByText('Live', { exact: true }).waitFor();
    // Escape does not end a running session by accident.
    for (let time = 0; time < 3; time++) await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.getByRole('button', { name: 'Close' }).click();
    await viewer.heard('end');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await closeClean(page);
  });

  test('SES-1: a refusal of the API is shown in the modal', async () => {
    const { page, site } = await openPortal(embedding, {
      start: () => ({ status: 409, body: { code: 'in-call', title: 'In a call', detail: 'The room is in a call.' } }),
    });
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'View: Boardroom' }).click();
    await page.getByRole('dialog').getByText('The room is in a call.').first().waitFor();
    await closeClean(page);
  });

  test('who closes the session by keyboard is where they were, or at the top where that is gone', async () => {
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
    const { page, api, site } = await openPortal(embedding, {
      start: () => ({ status: 409, body: { code: 'in-call', title: 'In a call', detail: 'The room is in a call.' } }),
    });
    const startAndClose = async (): Promise<void> => {
      await page.getByRole('dialog').getByText('The room is in a call.').first().waitFor();
      await beforeClosing();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    let beforeClosing = async (): Promise<void> => undefined;
    await page.goto(site.origin);
    const opener = page.getByRole('button', { name: 'View: Boardroom' });
    await opener.press('Enter');
    await startAndClose();
    await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);
    beforeClosing = async () => {
      api.devices = [room({ refusal: 'in-call' })];
      await expect.poll(() => opener.isDisabled()).toBe(true);
    };
    await opener.press('Enter');
    await startAndClose();
    await expect.poll(focused).toBe('Rooms');
    await closeClean(page);
  });

  test('SES-3: ended while the link is down, the API is told', async () => {
    const { page, api, site } = await openPortal(embedding);
    await page.goto(site.origin);
    const coming = embedding.nextConnection();
    await page.getByRole('button', { name: 'View: Boardroom' }).click();
    const viewer = await coming;
    await viewer.heard('authenticate');
    viewer.send(opened(layoutOf([['console', 640, 400]])));
    await page.getByText('Live', { exact: true }).waitFor();
    viewer.cut();
    await page.getByText('The connection was lost').first().waitFor();
    await page.getByRole('button', { name: 'End session' }).click();
    await expect.poll(() => api.calls).toContain('POST /v1/sessions/session-1/end');
    await closeClean(page);
  });

  test('SES-3: what the relay ended, the API need not be told', async () => {
    const { page, api, site } = await openPortal(embedding);
    await page.goto(site.origin);
    const coming = embedding.nextConnection();
    await page.getByRole('button', { name: 'View: Boardroom' }).click();
    const viewer = await coming;
    await viewer.heard('authenticate');
    viewer.send(opened(layoutOf([['console', 640, 400]])), { ended: { reason: EndReason.END_REASON_RING_LOST } });
    await page.getByText('The red ring could no longer be shown').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(api.calls.filter((call) => call.endsWith('/end'))).toEqual([]);
    await closeClean(page);
  });
});

describe('a room whose call state is unknown', () => {
  const incidents = [{ kind: 'call-state-unknown', detail: 'room-application', openedAt: '2026-01-02T03:04:05Z' }];
  const unknown = { callState: 'unknown', refusal: 'call-state-unknown', incidents };

  test('CALL-6: names the source, and restarts the room application without a session', async () => {
    const { page, api, site } = await openPortal(embedding, { devices: [room(unknown)] });
    await page.goto(site.origin);
    await page.getByText('The room application does not say').waitFor();
    await page.route('**/recovery', (route) => route.fulfill({ status: 200, json: { result: 'done' } }));
    const asked = page.waitForRequest('**/recovery');
    await page.getByRole('button', { name: 'Restart room application: Boardroom' }).click();
    expect((await asked).postDataJSON()).toEqual({ command: 'restart-room-application' });
    await page.getByText('It restarts.').waitFor();
    expect(api.calls).not.toContain('POST /v1/sessions');
    await closeClean(page);
  });

  test('CALL-6: a device is restarted only after a question; its refusal is said in words', async () => {
    const { page, site } = await openPortal(embedding, { devices: [room(unknown)] });
    await page.goto(site.origin);
    let asked = 0;
    await page.route('**/recovery', (route) => {
      asked += 1;
      return route.fulfill({ status: 200, json: { result: 'in-use' } });
    });
    const button = page.getByRole('button', { name: 'Restart device: Boardroom' });
    page.once('dialog', (dialog) => void dialog.dismiss());
    await button.click();
    expect(asked).toBe(0);
    page.once('dialog', (dialog) => void dialog.accept());
    await button.click();
    await page.getByText('a microphone or camera is in use').last().waitFor();
    expect(asked).toBe(1);
    await closeClean(page);
  });

  test('CALL-6: is no way out for who may only look, nor where the device cannot', async () => {
    const commands = [{ command: 'restart-device', unavailable: 'No helper is set up on the device.' }];
    const devices = [
      room({ ...unknown, capabilities: { commands } }),
      room({ ...unknown, id: '2', name: 'Studio', permissions: ['view'] }),
    ];
    const { page, site } = await openPortal(embedding, { devices });
    await page.goto(site.origin);
    await page.getByText('No helper is set up on the device.').waitFor();
    expect(await page.getByRole('button', { name: 'Restart device: Boardroom' }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Restart room application: Studio' }).count()).toBe(0);
    await closeClean(page);
  });
});
