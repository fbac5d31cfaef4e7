/** Settings > API keys in a real browser, with a scripted API behind it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { broken } from '../testing/axe.ts';
import { Embedding } from '../testing/embedding.ts';
import { closeClean } from '../testing/page-steps.ts';
import { openPortal, type ScriptedApi } from '../testing/portal.ts';

let embedding: Embedding;
beforeAll(async () => {
  embedding = await Embedding.start();
});
afterAll(() => embedding.close());

const id = '0190c0de-0000-7000-8000-000000000001';
const secret = `rs_api_${'k'.repeat(43)}`;
const apiKey = {
  ...{ id, name: 'Helpdesk', scope: 'sessions', origins: ['https://portal.example'], createdBy: id },
  ...{ createdAt: '2026-01-01T00:00:00Z', expiresAt: '2999-01-01T00:00:00Z', revokedAt: null },
};
const users = { users: [{ id, name: 'Olga', disabled: false, administrator: false }], next: null };
const path = '/#/settings/api-keys';

interface Script {
  readonly keys?: () => object[];
  readonly permissions?: readonly string[];
  readonly more?: ScriptedApi['more'];
}

async function openPage({ keys = () => [], permissions = ['api-keys.manage', 'users.manage'], more = {} }: Script) {
  const list = () => ({ status: 200, body: { apiKeys: keys(), next: null } });
  const answers = { 'GET /v1/api-keys': list, 'GET /v1/users': users, ...more };
  const opened = await openPortal(embedding, { permissions, more: answers });
  await opened.page.goto(`${opened.site.origin}${path}`);
  await opened.page.getByRole('heading', { name: 'Keys in force' }).waitFor();
  return opened;
}

/** Makes one by keyboard alone. */
async function make(page: Page): Promise<void> {
  await page.getByLabel('Name').focus();
  await page.keyboard.type('Helpdesk');
  await page.keyboard.press('Tab');
  await page.keyboard.type('https://portal.example/  https://Other.example:443');
  await page.getByLabel('Days until it expires').fill('30');
  await page.keyboard.press('Enter');
}

/** Of the field that has the focus. */
const selected = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const input = document.activeElement;
    if (!(input instanceof HTMLInputElement)) return '';
    return input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0);
  });

test('ACC-7: a key that was made is shown once, ready to be copied, and nowhere else', async () => {
  const bodies: unknown[] = [];
  const keys: object[] = [];
  const create = (body: unknown) => {
    bodies.push(body);
    keys.push(apiKey);
    return { status: 201, body: { ...apiKey, apiKey: secret } };
  };
  const { page, site } = await openPage({ keys: () => keys, more: { 'POST /v1/api-keys': create } });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const addresses: string[] = [];
  const said: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  page.on('console', (message) => said.push(message.text()));
  await page.getByText('There are none.').waitFor();
  await make(page);
  await page.getByText('It is shown this once, and never again').waitFor();
  const origins = ['https://portal.example', 'https://other.example'];
  expect(bodies).toEqual([{ name: 'Helpdesk', origins, scope: 'sessions', expiresInSeconds: 30 * 24 * 60 * 60 }]);
  const shown = page.getByLabel('API key', { exact: true });
  expect(await shown.inputValue()).toBe(secret);
  // The focus comes once the list was read anew.
  await expect.poll(() => selected(page)).toBe(secret);
  // The next would take the place of one that nobody has kept yet.
  expect(await page.getByRole('button', { name: 'Make the key' }).count()).toBe(0);
  expect(await broken(page)).toEqual([]);
  if (process.env.RINGSIDE_SCREENSHOTS !== undefined) {
    await page.screenshot({ path: `${process.env.RINGSIDE_SCREENSHOTS}/api-key-made.png`, fullPage: true });
  }
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByText('Copied.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);

  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByRole('heading', { name: 'Helpdesk' }).waitFor();
  expect(await page.getByLabel('Name').inputValue()).toBe('');
  expect(await page.content()).not.toContain(secret);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  expect([page.url(), ...addresses, ...said, kept].join(' ')).not.toContain(secret);
  expect(page.url()).toBe(`${site.origin}${path}`);
  await closeClean(page);
});

test('ACC-7: a key that nobody has kept goes with the page', async () => {
  const create = () => ({ status: 201, body: { ...apiKey, apiKey: secret } });
  const { page } = await openPage({ keys: () => [apiKey], more: { 'POST /v1/api-keys': create } });
  await make(page);
  await page.getByLabel('API key', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Rooms' }).click();
  await page.getByRole('heading', { name: 'Rooms' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Keys in force' }).waitFor();
  expect(await page.content()).not.toContain(secret);
  await closeClean(page);
});

test('ACC-7: where the page may not copy, it says so and leaves the key selected', async () => {
  const create = () => ({ status: 201, body: { ...apiKey, apiKey: secret } });
  const { page } = await openPage({ more: { 'POST /v1/api-keys': create } });
  // As on a page without TLS.
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await make(page);
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByText('the key is selected, so copy it yourself').waitFor();
  expect(await selected(page)).toBe(secret);
  await closeClean(page);
});

test('ACC-7: the key stands there although the list could not be read anew', async () => {
  let lists = 0;
  const create = () => ({ status: 201, body: { ...apiKey, apiKey: secret } });
  const list = () => {
    lists++;
    if (lists === 1) return { status: 200, body: { apiKeys: [], next: null } };
    return { status: 503, body: { code: 'store-unavailable', status: 503, detail: 'The log cannot be written.' } };
  };
  const { page } = await openPage({ more: { 'POST /v1/api-keys': create, 'GET /v1/api-keys': list } });
  await make(page);
  await page.getByText('The log cannot be written.').waitFor();
  expect(await page.getByLabel('API key', { exact: true }).inputValue()).toBe(secret);
  await closeClean(page);
});

test('ACC-7: what is refused is said, and what was typed stays', async () => {
  const detail = 'There are as many as the organisation may have.';
  const refused = () => ({ status: 409, body: { code: 'limit-reached', status: 409, detail } });
  const { page } = await openPage({ more: { 'POST /v1/api-keys': refused } });
  await make(page);
  await page.getByText(detail).waitFor();
  expect(await page.getByLabel('Name').inputValue()).toBe('Helpdesk');
  // More than the API takes is not asked of it.
  await page.getByLabel('Days until it expires').fill('366');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.querySelector('input:invalid')?.getAttribute('name'))).toBe('days');
  await closeClean(page);
});

test('SES-4: a key is revoked only after a question, and is no longer in force then', async () => {
  let revokedAt: string | null = null;
  const revoke = () => {
    revokedAt = '2026-02-01T00:00:00Z';
    return { status: 200, body: {} };
  };
  const more = { [`DELETE /v1/api-keys/${id}`]: revoke };
  const expired = {
    ...apiKey,
    id: id.replace(/1$/, '2'),
    name: 'Old',
    createdBy: null,
    expiresAt: '2026-01-02T00:00:00Z',
  };
  const { page } = await openPage({ keys: () => [{ ...apiKey, revokedAt }, expired], more });
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Helpdesk' }) });
  expect(await card.innerText()).toMatch(
    /start, see and end sessions[\s\S]*https:\/\/portal\.example[\s\S]*by Olga[\s\S]*2999/,
  );
  const revoking = async () => {
    const question = page.waitForEvent('dialog');
    return { clicked: page.getByRole('button', { name: 'Revoke: Helpdesk' }).click(), question: await question };
  };
  const first = await revoking();
  expect(first.question.message()).toContain('the sessions that it started end');
  await first.question.dismiss();
  await first.clicked;
  expect(revokedAt).toBeNull();
  const second = await revoking();
  await second.question.accept();
  await second.clicked;
  await page.getByText('The key is revoked.').waitFor();
  await page.getByText('2 no longer in force').click();
  expect(await page.getByRole('button', { name: /^Revoke/ }).count()).toBe(0);
  expect(await page.locator('details').innerText()).toMatch(
    /Helpdesk[\s\S]*Revoked[\s\S]*Old[\s\S]*whoever runs Ringside[\s\S]*Expired/,
  );
  await closeClean(page);
});

test('EMB-4: who may not list users sees the maker’s ID, and asks nothing that would be refused', async () => {
  const { page, api } = await openPage({ keys: () => [apiKey], permissions: ['api-keys.manage'] });
  await page.getByText(id).waitFor();
  expect(api.calls.filter((call) => call.includes('users'))).toEqual([]);
  await closeClean(page);
});
