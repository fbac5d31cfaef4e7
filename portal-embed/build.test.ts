import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildPortal } from './build.ts';
import { adminWords } from './page/administration-words.ts';

test('EMB-1: the widget’s script carries nothing of the page around it', async () => {
  const folder = await buildPortal(await mkdtemp(join(tmpdir(), 'ringside-build-')));
  const [page = '', widget = ''] = await Promise.all(
    ['portal.js', 'embed/ringside-viewer.js'].map((name) => readFile(join(folder, name), 'utf8')),
  );
  await rm(folder, { recursive: true });
  for (const words of [adminWords.rolesText, adminWords.whoCan, '/v1/']) {
    expect(page).toContain(words);
    expect(widget).not.toContain(words);
  }
});
