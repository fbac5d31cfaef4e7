/** The page's administration on the real thing: services, relay and a simulated room behind it. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchBrowser, viewerState } from './support/browser.ts';
import { Operator } from './support/operator.ts';
import { Ringside } from './support/ringside.ts';

let ringside: Ringside;
let browser: Browser;
let page: Page;
/** What the page did not do cleanly: violations of its policy, and errors of its script. */
const faults: string[] = [];

beforeAll(async () => {
  ringside = await Ringside.start();
  const operator = await Operator.signIn(ringside);
  await vi.waitFor(async () => expect((await operator.device()).callState).toBe('idle'), { timeout: 20_000 });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on('console', (message) => {
    // A browser reports every refusal of the API as an error too.
    const isFault = message.type() === 'error' && !message.text().startsWith('Failed to load resource');
    if (isFault) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(await ringside.command('sign-in-link'));
  await page.getByRole('link', { name: 'Settings' }).click();
});

afterAll(async () => {
  await browser?.close();
  await ringside?.stop();
  expect(faults).toEqual([]);
});

const go = async (...names: string[]) => {
  for (const name of names) await page.getByRole('link', { name, exact: true }).click();
};

describe('an administrator', () => {
  it('SES-8, EMB-4: wants reasons, and is asked for one; it stands in the log', async () => {
    await page.getByRole('heading', { name: 'Remote access is on' }).waitFor();
    await page.getByRole('checkbox', { name: 'Each session needs a reason' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await go('Rooms');
    await expect.poll(() => page.getByRole('button', { name: /^View:/ }).isEnabled()).toBe(true);
    await page.getByRole('button', { name: /^View:/ }).click();
    await page.getByLabel('Reason or ticket reference').fill('=Ticket 4711');
    await page.keyboard.press('Enter');
    await viewerState(page, 'live');
    await page.getByRole('button', { name: 'Close' }).click();
    await go('Log');
    await page.getByLabel('What').selectOption('session.requested');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('1 record.').waitFor();
    expect(await page.getByRole('row').last().innerText()).toMatch(/session\.requested\s*admin[\s\S]*=Ticket 4711/);
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: 'These records for a spreadsheet' }).click();
    const file = await (await coming).path();
    const exported = await readFile(file, 'utf8');
    expect(exported).toContain('""reason"":""=Ticket 4711""');
    // A cell that begins so is run by a spreadsheet.
    expect(exported).not.toMatch(/(^|,)"?=/m);
  });

  it('ACC-3, ACC-4: makes a role and assigns it; what it is made of is refused while it is used', async () => {
    await go('Settings', 'Roles and assignments');
    await page.getByLabel('Name', { exact: true }).fill('Night shift');
    await page.getByRole('checkbox', { name: 'remote-access.view' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The role is saved.').waitFor();
    await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Night shift' });
    await page.getByRole('checkbox', { name: /^Everyone/ }).check();
    await page.getByRole('group', { name: 'Devices', exact: true }).getByRole('checkbox').check();
    await page.getByLabel('Until').fill('2020-01-01T00:00');
    await page.getByRole('button', { name: 'Assign' }).click();
    await page.getByText('An assignment ends after its start, and in the future.').waitFor();
    await page.getByLabel('Until').fill('2099-01-01T00:00');
    await page.getByRole('button', { name: 'Assign' }).click();
    await page.getByText('Assigned.').waitFor();
    await page.getByText('Covers everyone, and whoever is still to come.').waitFor();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Delete: Night shift' }).click();
    await page.getByText('The role is assigned: withdraw its assignments first.').waitFor();
    await go('Rooms');
    await page.getByRole('link', { name: /^Remote access:/ }).click();
    const row = page.getByRole('row', { name: /admin/ });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/View and control[\s\S]*Night shift/);
    await go('Settings', 'Roles and assignments');
    await page.getByRole('button', { name: /^Withdraw: Night shift/ }).click();
    await page.getByText('Withdrawn.').waitFor();
    await page.getByRole('button', { name: 'Delete: Night shift' }).click();
    await page.getByText('The role is deleted.').waitFor();
  });

  it('AUD-1: says how long the log is kept; what was changed meanwhile is not overwritten', async () => {
    await go('General');
    const days = page.getByLabel('Days that records are kept');
    await days.fill('365');
    await page.keyboard.press('Enter');
    await page.getByText('Saved.').waitFor();
    await page.evaluate(() =>
      fetch('/v1/log/retention', {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'if-match': '*' },
        body: JSON.stringify({ days: 400 }),
      }),
    );
    await days.fill('200');
    await page.keyboard.press('Enter');
    await page.getByText('Somebody else has changed this since you saw it').waitFor();
  });

  it('ACC-1: switches remote access off, and on again with an acknowledgement', async () => {
    await go('Remote access');
    await page.getByRole('button', { name: 'Switch remote access off' }).click();
    await page.getByRole('heading', { name: 'Remote access is off' }).waitFor();
    await go('Rooms');
    await page.getByText('Remote access is switched off for this organisation.').first().waitFor();
    await go('Settings');
    await page.getByRole('checkbox', { name: 'I have read this' }).check();
    await page.getByLabel('Your e-mail address').fill('admin@example.org');
    await page.getByRole('button', { name: 'Switch remote access on' }).click();
    await page.getByText('acknowledged by admin@example.org').waitFor();
  });
});
