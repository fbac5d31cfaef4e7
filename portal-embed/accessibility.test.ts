/** What axe finds in the widget and the page, in every state: nothing. */

import { EndReason } from '@ringside/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { broken } from './testing/axe.ts';
import { Embedding } from './testing/embedding.ts';
import { openPortal, room } from './testing/portal.ts';
import { layoutOf, opened } from './testing/room.ts';

let embedding: Embedding;
beforeAll(async () => {
  embedding = await Embedding.start();
});
afterAll(() => embedding.close());

test('EMB-1: the widget has no violation in any state', async () => {
  const coming = embedding.nextConnection();
  const page = await embedding.open({ answer: () => embedding.grant(), attributes: '' });
  expect(await broken(page), 'idle').toEqual([]);
  await page.getByRole('button', { name: 'Start session' }).click();
  const viewer = await coming;
  await viewer.heard('authenticate');
  expect(await broken(page), 'opening').toEqual([]);
  viewer.send(
    opened(
      layoutOf([
        ['console', 640, 400],
        ['front-1', 640, 400],
      ]),
    ),
  );
  await page.getByRole('button', { name: 'End session' }).waitFor();
  expect(await broken(page), 'live').toEqual([]);
  await page.getByRole('button', { name: 'Commands' }).click();
  expect(await broken(page), 'commands').toEqual([]);
  await page.getByRole('button', { name: 'Restart device' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await broken(page), 'the question').toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Commands' }).click();
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('dialog', { name: 'In a session' }).waitFor();
  expect(await broken(page), 'help').toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  const opening = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Front 1 in a window of its own' }).click();
  const own = await opening;
  await own.getByRole('button', { name: 'End session' }).waitFor();
  expect(await broken(own), 'in a window of its own').toEqual([]);
  expect(await broken(page), 'beside a window').toEqual([]);
  await page.getByRole('button', { name: 'Full screen' }).focus();
  const again = embedding.nextConnection();
  viewer.cut();
  await page.getByText('The connection was lost').first().waitFor();
  expect(await broken(page), 'reconnecting').toEqual([]);
  const back = await again;
  await back.heard('authenticate');
  back.send({ ended: { reason: EndReason.END_REASON_EJECTED } });
  await page.getByText('Somebody in the room').first().waitFor();
  expect(await broken(page), 'ended').toEqual([]);
  await page.close();
});

test('EMB-2: the page has no violation: signed out, with rooms, light and dark, in a session', async () => {
  const devices = [
    room(),
    room({ id: '2', name: 'Studio', callState: 'in-call', refusal: 'in-call' }),
    room({ id: '3', name: 'Library', connected: false, refusal: 'device-not-connected' }),
    room({
      id: '4',
      name: 'Hall',
      callState: 'unknown',
      refusal: 'call-state-unknown',
      incidents: [{ kind: 'call-state-unknown', detail: 'room-application', openedAt: '2026-01-02T03:04:05Z' }],
      capabilities: { commands: [{ command: 'restart-device', unavailable: 'No helper is set up on the device.' }] },
    }),
  ];
  const past = { id: 's', deviceName: 'Studio', permission: 'view', endReason: 'operator' };
  const sessions = [{ ...past, requestedAt: '2026-01-02T03:04:05Z', startedAt: null, endedAt: '2026-01-02T03:05:05Z' }];
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, api, site } = await openPortal(embedding, { devices, sessions, signedIn: false }, { colorScheme });
    await page.goto(site.origin);
    await page.getByText('Signed out').waitFor();
    expect(await broken(page), `signed out, ${colorScheme}`).toEqual([]);
    api.signedIn = true;
    await page.reload();
    await page.getByText('Studio').first().waitFor();
    expect(await broken(page), `rooms, ${colorScheme}`).toEqual([]);
    const coming = embedding.nextConnection();
    await page.getByRole('button', { name: 'View and control: Boardroom' }).click();
    const viewer = await coming;
    await viewer.heard('authenticate');
    viewer.send(opened(layoutOf([['console', 640, 400]])));
    await page.getByRole('button', { name: 'End session' }).waitFor();
    expect(await broken(page), `session, ${colorScheme}`).toEqual([]);
    await page.close();
  }
});
