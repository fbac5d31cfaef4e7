import { describe, expect, it } from 'vitest';
import { manualSources } from '../testing/manual-sources.ts';
import { DeviceChallenges } from './device-challenge.ts';

describe('device challenges', () => {
  it('DEV-1: a nonce is good once, for a minute, and only where it was issued', () => {
    const sources = manualSources();
    const challenges = new DeviceChallenges(sources);
    const nonce = challenges.issue();
    expect(challenges.open(nonce)).toHaveLength(32);
    expect(new DeviceChallenges(sources).open(nonce)).toBeUndefined();
    expect(challenges.consume(nonce)).toBe(true);
    expect(challenges.consume(nonce)).toBe(false);
    expect(challenges.open(nonce)).toBeUndefined();

    const late = challenges.issue();
    sources.advance(59_999);
    expect(challenges.open(late)).toBeDefined();
    sources.advance(1);
    expect(challenges.open(late)).toBeUndefined();
  });

  it('one changed bit, one more character or another spelling is no nonce', () => {
    const challenges = new DeviceChallenges(manualSources());
    const nonce = challenges.issue();
    const bytes = Buffer.from(nonce, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(challenges.open(changed.toString('base64url'))).toBeUndefined();
    }
    expect(challenges.open(`${nonce}A`)).toBeUndefined();
    expect(challenges.open(`${nonce}=`)).toBeUndefined();
    expect(challenges.open('')).toBeUndefined();
  });
});
