import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createWhole, writeWhole } from './whole-file.ts';

// As a disk does that is nearly full: it takes some, and says how much.
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return { ...fs, writeSync: (file: number, text: string) => fs.writeSync(file, text.slice(0, 3)) };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-whole-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('AUD-5: what is written is there whole, for its owner alone', () => {
  const path = join(folder, 'key');
  writeWhole(path, 'a secret', 'w');
  expect(readFileSync(path, 'utf8')).toBe('a secret');
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('whoever makes it second leaves the first one’s, and no draft', () => {
  const path = join(folder, 'key');
  createWhole(path, 'first', '1');
  createWhole(path, 'second', '2');
  expect(readFileSync(path, 'utf8')).toBe('first');
  expect(readdirSync(folder)).toEqual(['key']);
});
