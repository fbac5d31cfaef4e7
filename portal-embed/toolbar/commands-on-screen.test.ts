/** The menu of commands, its switch, its question and its help, in a real browser. */
import { CallState, CommandKind, CommandRefusal, RingState } from '@ringside/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Embedding } from '../testing/embedding.ts';
import { closeClean, shown } from '../testing/page-steps.ts';
import { layoutOf, opened } from '../testing/room.ts';
import type { ViewerConnection } from '../testing/scripted-relay.ts';

let embedding: Embedding;
beforeAll(async () => {
  embedding = await Embedding.start();
});
afterAll(() => embedding.close());

const layout = layoutOf([
  ['console', 640, 400],
  ['front-1', 640, 400],
]);

async function open(room = opened(layout)): Promise<{ page: Page; viewer: ViewerConnection }> {
  const coming = embedding.nextConnection();
  const page = await embedding.open({ answer: () => embedding.grant(), attributes: 'autostart' });
  const viewer = await coming;
  await viewer.heard('authenticate');
  viewer.send(room);
  await shown(page);
  return { page, viewer };
}

const menu = (page: Page) => page.getByRole('button', { name: 'Commands' });
const item = (page: Page, name: string) => page.locator('[part~=menu]').getByText(name, { exact: true });

test('CMD-1: what cannot be had stays in the list with its reason, and does nothing', async () => {
  const { page, viewer } = await open(
    opened(layout, 'view', 'session-1', 0, [
      {
        kind: CommandKind.COMMAND_KIND_RESTART_DEVICE,
        refusal: CommandRefusal.COMMAND_REFUSAL_UNAVAILABLE,
        reason: 'No helper is set up on the device.',
      },
      {
        kind: CommandKind.COMMAND_KIND_RESTART_AFTER_SESSION,
        refusal: CommandRefusal.COMMAND_REFUSAL_WITHHELD,
      },
      { kind: CommandKind.COMMAND_KIND_WAKE_DISPLAY, refusal: CommandRefusal.COMMAND_REFUSAL_FORBIDDEN },
    ]),
  );
  await menu(page).click();
  const text = await page.locator('[part~=menu]').innerText();
  expect(text).toContain('No helper is set up on the device.');
  expect(text).toContain('Your organisation does not allow that.');
  expect(text).toContain('Your access to this room does not cover that.');
  for (const name of ['Restart device', 'Restart after session', 'Wake displays']) {
    const button = page.locator('[part~=menu] button', { hasText: name });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await button.click({ force: true });
  }
  expect(await page.getByRole('dialog').count()).toBe(0);
  viewer.send({ control: { holder: 0 } });
  expect(viewer.all('command')).toEqual([]);
  await closeClean(page);
});

test.each([900, 420])('EMB-1: in a widget %i pixels wide the whole menu is inside', async (width) => {
  const refusal = CommandRefusal.COMMAND_REFUSAL_FORBIDDEN;
  const { page } = await open(
    opened(layout, 'view', 'session-1', 0, [
      { kind: CommandKind.COMMAND_KIND_RESTART_DEVICE, refusal },
      { kind: CommandKind.COMMAND_KIND_WAKE_DISPLAY, refusal },
    ]),
  );
  await page.setViewportSize({ width, height: 560 });
  await menu(page).click();
  const [inner, outer] = await Promise.all(
    [page.locator('[part~=menu]'), page.locator('ringside-viewer')].map((place) => place.boundingBox()),
  );
  if (inner === null || outer === null || inner === undefined || outer === undefined) throw new Error('not shown');
  expect(inner.x).toBeGreaterThan(outer.x);
  expect(inner.x + inner.width).toBeLessThan(outer.x + outer.width);
  await closeClean(page);
});

test('CMD-1: a restart is asked about first; what became of it is said', async () => {
  const { page, viewer } = await open();
  await menu(page).click();
  await item(page, 'Restart device').click();
  const question = page.getByRole('dialog', { name: 'Restart the room’s device?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await question.waitFor({ state: 'detached' });
  expect(viewer.all('command')).toEqual([]);
  await menu(page).click();
  await item(page, 'Restart device').click();
  await question.getByRole('button', { name: 'Restart device' }).click();
  const { command } = await viewer.heard('command');
  expect(command).toMatchObject({ kind: CommandKind.COMMAND_KIND_RESTART_DEVICE });
  viewer.send({ commandResult: { id: command.id, refusal: CommandRefusal.COMMAND_REFUSAL_FAILED } });
  await page.locator('[part~=message]').getByText('The room’s device tried, and could not.').waitFor();
  expect(await page.getByRole('status').first().textContent()).toContain('The room’s device tried');
  await closeClean(page);
});

test('CMD-2: the switch shows what the room says, not what was pressed', async () => {
  const { page, viewer } = await open();
  await menu(page).click();
  const restart = page.getByRole('switch', { name: 'Restart after session' });
  expect(await restart.getAttribute('aria-checked')).toBe('true');
  await restart.click();
  const { command } = await viewer.heard('command');
  expect(command).toMatchObject({ kind: CommandKind.COMMAND_KIND_RESTART_AFTER_SESSION });
  expect(command.on).toBe(false);
  expect(await restart.getAttribute('aria-checked')).toBe('true');
  const { CALL_STATE_IDLE: callState } = CallState;
  const { RING_STATE_VERIFIED: ring } = RingState;
  viewer.send({ room: { callState, callStateSource: 'x', ring, restartAfterSession: false } });
  await page.locator('[role=switch][aria-checked=false]').waitFor();
  await closeClean(page);
});

test('VID-2: displays that sleep can be woken', async () => {
  const { page, viewer } = await open();
  await menu(page).click();
  await page.locator('[part~=menu]').getByText('No display is asleep.').waitFor();
  const displays = layout.displays.map((display) => ({ ...display, asleep: display.name === 'front-1' }));
  viewer.send({ layout: { ...layout, displays } });
  await page.getByText('This display is asleep').waitFor();
  await item(page, 'Wake displays').click();
  const { command } = await viewer.heard('command');
  expect(command).toMatchObject({ kind: CommandKind.COMMAND_KIND_WAKE_DISPLAY, display: 2 });
  await closeClean(page);
});

test('CMD-1, EMB-1: help opens and closes by keyboard, and the focus goes back to the toolbar', async () => {
  const { page } = await open();
  await menu(page).focus();
  await page.keyboard.press('Enter');
  await page.locator('[part~=menu]').waitFor();
  await page.keyboard.press('ArrowUp');
  const focused = () =>
    page.evaluate(() => {
      const active = document.querySelector('ringside-viewer')?.shadowRoot?.activeElement;
      return active?.textContent?.trim();
    });
  expect(await focused()).toBe('Help');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  const help = page.getByRole('dialog', { name: 'In a session' });
  await help.waitFor();
  expect(await help.innerText()).toContain('Esc leaves full screen');
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  // The browser tells of a dialog's end a moment after it.
  await page.waitForFunction(() => {
    const active = document.querySelector('ringside-viewer')?.shadowRoot?.activeElement;
    return active instanceof Element && active.closest('.toolbar') !== null;
  });
  await closeClean(page);
});
