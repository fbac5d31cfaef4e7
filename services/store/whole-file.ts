/** Files with secrets that are on disk whole or not at all, through a power cut too: mode 0600. */
import { closeSync, fsyncSync, linkSync, openSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes it. When another process was faster, its file stands. @param unique of whoever makes it, for a draft beside it */
export function createWhole(path: string, content: string, unique: string): void {
  const draft = `${path}.${unique}`;
  writeWhole(draft, content, 'wx');
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  unlinkSync(draft);
  syncFolderOf(path);
}

/** A nearly full disk takes part of what one write is given, and says so by no error: `writeFileSync` asks again. */
export function writeWhole(path: string, content: string, flags: 'w' | 'wx'): void {
  const file = openSync(path, flags, 0o600);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** What its names stand for now is so after a power cut too. */
export function syncFolderOf(path: string): void {
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
