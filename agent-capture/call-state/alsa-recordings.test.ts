import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createAlsaRecordings } from './alsa-recordings.ts';
import { callStateLimits as limits } from './limits.ts';

const running = 'state: RUNNING\nowner_pid   : 4711\ntrigger_time: 1.0\n';
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Files as the kernel writes them for its sound cards. */
function asound(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-asound-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

describe('recordings by ALSA', () => {
  const cases: [string, string, Record<string, string>][] = [
    ['no card', 'free', { version: 'Advanced Linux Sound Architecture' }],
    ['a card that nobody records from', 'free', { 'card0/pcm0c/sub0/status': 'closed\n' }],
    ['one that records', 'in-use', { 'card0/pcm0c/sub0/status': running }],
    ['one that is set up', 'in-use', { 'card0/pcm0c/sub0/status': 'state: PREPARED\n' }],
    ['one that plays', 'free', { 'card0/pcm0p/sub0/status': running, 'card0/pcm0c/sub0/status': 'closed\n' }],
    ['the second card', 'in-use', { 'card0/pcm0c/sub0/status': 'closed\n', 'card1/pcm3c/sub1/status': running }],
    ['what cannot be understood', 'unsure', { 'card0/pcm0c/sub0/status': 'busy' }],
    ['a card that does not tell', 'unsure', { 'card0/pcm0c/info': 'stream: CAPTURE' }],
    ['a card that goes while it is looked at', 'unsure', { 'card0/pcm0c/sub0/info': 'stream: CAPTURE' }],
    [
      'one that records beside one that does not tell',
      'in-use',
      { 'card0/pcm0c/info': '', 'card1/pcm0c/sub0/status': running },
    ],
  ];
  it.each(cases)('CALL-4: %s: %s', (_, use, files) => {
    expect(createAlsaRecordings(asound(files), createFakeClock()).look()).toBe(use);
  });

  it('CALL-4: a machine without ALSA has no such record', () => {
    expect(createAlsaRecordings('/nowhere/asound', createFakeClock()).look()).toBe('absent');
  });

  it('CALL-4: a recording that starts counts at the next look, a card that is plugged in within a second', async () => {
    const folder = asound({ 'card0/pcm0c/sub0/status': 'closed\n' });
    const clock = createFakeClock();
    const alsa = createAlsaRecordings(folder, clock);
    expect(alsa.look()).toBe('free');
    const first = join(folder, 'card0/pcm0c/sub0/status');
    writeFileSync(first, running);
    expect(alsa.look()).toBe('in-use');
    writeFileSync(first, 'closed\n');
    mkdirSync(join(folder, 'card1/pcm0c/sub0'), { recursive: true });
    writeFileSync(join(folder, 'card1/pcm0c/sub0/status'), running);
    await clock.advance(limits.listMs);
    expect(alsa.look()).toBe('in-use');
  });

  it('CALL-4: a card that is pulled out is unsure for one look', () => {
    const folder = asound({ 'card0/pcm0c/sub0/status': running });
    const alsa = createAlsaRecordings(folder, createFakeClock());
    expect(alsa.look()).toBe('in-use');
    rmSync(join(folder, 'card0'), { recursive: true });
    expect([alsa.look(), alsa.look()]).toEqual(['unsure', 'free']);
  });
});
