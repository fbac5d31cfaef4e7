/** The example portal, with a scripted Ringside behind it. */
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Embedding } from '../testing/embedding.ts';
import { shown } from '../testing/page-steps.ts';
import { layoutOf, opened } from '../testing/room.ts';
import { Site } from '../testing/site.ts';
import { createPortal } from './portal.ts';

let embedding: Embedding;
beforeAll(async () => {
  embedding = await Embedding.start();
});
afterAll(() => embedding.close());

test('EMB-1: a portal of another origin shows a session, with its API key in its backend only', async () => {
  const asked: { path: string; body: unknown; authorization: string | undefined }[] = [];
  const ringside = await Site.listen({
    folder: embedding.folder,
    api({ path, body, headers }) {
      if (!path.startsWith('/v1/')) return undefined;
      asked.push({ path, body, authorization: headers.authorization });
      return { status: 201, body: { sessionId: 'session-1', ticket: 'ticket', relayUrl: embedding.relay.url } };
    },
  });
  embedding.alsoClose(ringside);
  const settings = { url: ringside.origin, relayUrl: embedding.relay.url, apiKey: 'secret-key' };
  const who = { operatorId: 'operator-1', deviceId: 'device-1' };
  // The portal must know its own address, which the system chooses first.
  const reserved = await Site.listen({});
  const port = Number(new URL(reserved.origin).port);
  await reserved.close();
  const portal = createPortal({ ...settings, ...who, origin: `http://127.0.0.1:${port}` });
  await new Promise<void>((resolve) => portal.listen(port, '127.0.0.1', resolve));
  expect((portal.address() as AddressInfo).port).toBe(port);

  const foreign = await fetch(`http://127.0.0.1:${port}/sessions`, { method: 'POST' });
  expect(foreign.status).toBe(403);
  expect(await foreign.json()).toMatchObject({ title: expect.stringContaining(`http://127.0.0.1:${port}`) });
  expect(asked).toEqual([]);

  const page = await embedding.browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(`http://127.0.0.1:${port}/`);
  const coming = embedding.nextConnection();
  await page.getByRole('button', { name: 'Start session' }).click();
  const viewer = await coming;
  await viewer.heard('authenticate');
  viewer.send(opened(layoutOf([['console', 640, 400]])));
  await shown(page);
  expect(asked).toMatchObject([
    {
      path: '/v1/sessions',
      authorization: 'Bearer secret-key',
      body: { deviceId: 'device-1', permission: 'modify', origin: `http://127.0.0.1:${port}` },
    },
  ]);
  const again = embedding.nextConnection();
  viewer.cut();
  await (await again).heard('authenticate');
  expect(asked[1]).toMatchObject({ path: '/v1/sessions/session-1/tickets' });
  expect(complaints.filter((text) => !text.includes('favicon') && !text.includes('404'))).toEqual([]);
  await page.close();
  portal.closeAllConnections();
  portal.close();
});
