/** What the widget says of the device's own account and of a room that is asked, in a real browser. */
import { AccountAction, AccountState, CallState, RefusalReason, RingState, RoomConsent } from '@ringside/protocol';
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

async function presented(): Promise<{ page: Page; viewer: ViewerConnection }> {
  const coming = embedding.nextConnection();
  const page = await embedding.open({ answer: () => embedding.grant(), attributes: 'autostart' });
  const viewer = await coming;
  await viewer.heard('authenticate');
  return { page, viewer };
}

async function open(): Promise<{ page: Page; viewer: ViewerConnection }> {
  const { page, viewer } = await presented();
  viewer.send(opened(layoutOf([['console', 640, 400]])));
  await shown(page);
  return { page, viewer };
}

function status(account: AccountState, accountAction: AccountAction, accountLocked = false) {
  const room = { callState: CallState.CALL_STATE_IDLE, callStateSource: 'x', ring: RingState.RING_STATE_VERIFIED };
  return { room: { ...room, account, accountAction, accountLocked } };
}

const line = (page: Page) => page.locator('[part~=account]');
const end = (page: Page) => page.locator('[part~=end-button]');

/** For whoever wants to look at it: a picture in the folder that SCREENSHOTS names. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.SCREENSHOTS !== undefined) await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png` });
}

test('SES-10: the operator sees that another user is signed in, and is warned before ending', async () => {
  const { page, viewer } = await open();
  expect(await line(page).count()).toBe(0);
  viewer.send(status(AccountState.ACCOUNT_STATE_CHANGED, AccountAction.ACCOUNT_ACTION_SIGN_OUT, true));
  await line(page).getByText('Another user is signed in on the device now. The device’s screen is locked.').waitFor();
  expect(await page.getByRole('status').first().textContent()).toContain('Another user is signed in');
  await picture(page, 'account-changed');
  await end(page).click();
  const warning = page.getByRole('dialog', { name: 'Another user is signed in' });
  await warning.getByText('the device signs that user out').waitFor();
  await picture(page, 'account-end');
  await warning.getByRole('button', { name: 'Cancel' }).click();
  await warning.waitFor({ state: 'detached' });
  expect(viewer.all('end')).toEqual([]);
  await end(page).click();
  await warning.getByRole('button', { name: 'End session' }).click();
  await viewer.heard('end');
  await closeClean(page);
});

test('SES-10: the warning goes with the session, and the line with its cause; then the end is one press', async () => {
  const { page, viewer } = await open();
  viewer.send(status(AccountState.ACCOUNT_STATE_CHANGED, AccountAction.ACCOUNT_ACTION_UNSPECIFIED));
  await line(page).waitFor();
  await end(page).click();
  await page.getByText('The device cannot sign that user out').waitFor();
  await page.keyboard.press('Escape');
  viewer.send(status(AccountState.ACCOUNT_STATE_SIGNED_OUT, AccountAction.ACCOUNT_ACTION_LOCK));
  await line(page).getByText('Nobody is signed in on the device any more.').waitFor();
  viewer.send(status(AccountState.ACCOUNT_STATE_SAME, AccountAction.ACCOUNT_ACTION_LOCK));
  await line(page).waitFor({ state: 'detached' });
  await end(page).click();
  await viewer.heard('end');
  await closeClean(page);
});

test.each([
  ['prompt', RoomConsent.ROOM_CONSENT_PROMPT, 'Waiting for somebody in the room…'],
  ['notice', RoomConsent.ROOM_CONSENT_NOTICE, 'Telling the room…'],
] as const)('SES-2: the operator reads that the room has its %s, and that it refused', async (name, consent, title) => {
  const { page, viewer } = await presented();
  viewer.send({ roomAsked: { consent, withinMs: 45_000 } });
  await page.locator('[part~=notice]').getByText(title).waitFor();
  await picture(page, `room-${name}`);
  viewer.send({ refused: { reason: RefusalReason.REFUSAL_REASON_ROOM_DECLINED } });
  await page.locator('[part~=notice]').getByText('Somebody in the room refused the session.').waitFor();
  await picture(page, `room-${name}-refused`);
  await closeClean(page);
});
