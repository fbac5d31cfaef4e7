import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Log } from '../log.ts';
import { bootIdentifier, openOwedRestartFile } from './owed-restart-file.ts';

describe('the file of an owed restart', () => {
  let folder = '';
  const warned: string[] = [];
  const log: Log = { info: () => undefined, warn: (event) => void warned.push(event) };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'owed-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('CMD-2: what one run notes the next one finds, until it is taken back', () => {
    const first = openOwedRestartFile(folder, 'boot 1', log);
    expect(first.left).toBe(false);
    first.note(true);
    const second = openOwedRestartFile(folder, 'boot 1', log);
    expect(second.left).toBe(true);
    second.note(false);
    second.note(false);
    expect(openOwedRestartFile(folder, 'boot 1', log).left).toBe(false);
  });

  it('CMD-2: a device that has restarted since owes nothing', () => {
    openOwedRestartFile(folder, 'boot 1', log).note(true);
    expect(openOwedRestartFile(folder, 'boot 2', log).left).toBe(false);
  });

  it('where it cannot be written the log says so', () => {
    openOwedRestartFile(join(folder, 'nowhere'), 'boot 1', log).note(true);
    expect(warned).toEqual(['owed-restart-not-kept']);
  });

  it('the machine’s own identifier is the same each time, and another where there is none', () => {
    expect(bootIdentifier()).toMatch(/^[0-9a-f-]{36}$/);
    expect(bootIdentifier()).toBe(bootIdentifier());
    expect(bootIdentifier('/nowhere')).toBe('unknown');
  });
});
