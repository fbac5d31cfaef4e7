import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { CallStateError } from './call-state-error.ts';
import { chooseDetectors, type DetectorSettings } from './choose-detectors.ts';
import { reporterToken } from './reporter-token.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const log = { info: () => undefined, warn: () => undefined };
const events = { reported: () => undefined };

function choose(settings: Partial<DetectorSettings>) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'ringside-detectors-'));
  folders.push(dataFolder);
  const path = join(dataFolder, 'call-state.sock');
  const whole = { dataFolder, path, required: 'room-application', record: undefined, ...settings };
  return { dataFolder, path, detectors: chooseDetectors(whole, systemClock, log) };
}

describe('sources of call state', () => {
  it('DEV-7: the interface for pages is off unless it is switched on, and has no secret then', async () => {
    const { dataFolder, path, detectors } = choose({});
    const opened = await detectors.open(events);
    expect([existsSync(path), existsSync(join(dataFolder, 'call-state-browser.token'))]).toEqual([true, false]);
    await opened.close();
  });

  it('CALL-4: pages have a secret of their own, readable by the agent’s user alone', () => {
    const { dataFolder, detectors } = choose({ port: 1, origins: 'https://room.example' });
    expect(statSync(join(dataFolder, 'call-state-browser.token')).mode & 0o777).toBe(0o600);
    expect(detectors.reporter.token).not.toBe('');
  });

  it.each(['call-state.token', 'call-state-browser.token'] as const)(
    'CALL-4: a %s that others may read is not used',
    (name) => {
      const { dataFolder } = choose({});
      const token = reporterToken(dataFolder, name);
      expect(reporterToken(dataFolder, name)).toBe(token);
      for (const mode of [0o640, 0o604, 0o660]) {
        chmodSync(join(dataFolder, name), mode);
        expect(() => reporterToken(dataFolder, name)).toThrow(/is not the agent's alone: remove it/);
      }
      rmSync(join(dataFolder, name));
      expect(reporterToken(dataFolder, name)).not.toBe(token);
    },
  );

  it('CALL-4: several can be required', () => {
    const { detectors } = choose({ required: ' azure-call-agent, room-application,azure-call-agent' });
    expect(detectors.required).toEqual(['azure-call-agent', 'room-application']);
  });

  it('closes what is open when another cannot be', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { path, detectors } = choose({ port, origins: 'https://room.example' });
    await expect(detectors.open(events)).rejects.toThrow(CallStateError);
    expect(existsSync(path)).toBe(false);
    taken.close();
  });

  const mistakes: [string, Partial<DetectorSettings>, RegExp][] = [
    ['no source', { required: ' , ' }, /must name one source/],
    ['an unknown source', { required: 'weather' }, /"weather" is no source of call state.*room-application/],
    ['a record that this platform has not', { required: 'operating-system' }, /has no "operating-system" record/],
    ['a port without origins', { port: 1 }, /callStateOrigins names the pages/],
    ['an address as origin', { port: 1, origins: 'https://room.example/' }, /is not an origin/],
    ['any origin', { port: 1, origins: '*' }, /is not an origin/],
    ['the origin of sandboxed pages', { port: 1, origins: 'null' }, /is not an origin/],
    ['too many origins', { port: 1, origins: Array.from('abcdefghi', (c) => `https://${c}`).join() }, /1 to 8/],
  ];
  it.each(mistakes)('%s is one sentence', (_, settings, sentence) => {
    expect(() => choose(settings)).toThrow(CallStateError);
    expect(() => choose(settings)).toThrow(sentence);
  });
});
