import { limits } from '@ringside/protocol';
import { describe, expect, it } from 'vitest';
import { servicesLimits } from '../limits.ts';
import type { KeyFile, PrivateKeyJwk } from './key-file.ts';
import { lapsedKeys, signingKeyAt, withNewKey } from './key-schedule.ts';

const key = (kid: string): PrivateKeyJwk => ({ kty: 'OKP', crv: 'Ed25519', x: 'x', d: 'd', kid });
const first: KeyFile = { issuer: 'i', root: key('root'), sequence: 1, signing: [key('a')] };
const nowMs = 1_800_000_000_000;
const { keyPublishedMs } = servicesLimits;

function rotated(file: KeyFile, kid: string, atMs: number, compromised = false): KeyFile {
  const changed = withNewKey(file, key(kid), { nowMs: atMs, compromised });
  if (changed === undefined) throw new Error('too many');
  return changed.file;
}

const signs = (file: KeyFile, atMs: number) => signingKeyAt(file.signing, atMs).kid;
const kids = (keys: readonly { readonly kid: string }[]) => keys.map(({ kid }) => kid);

describe('the schedule of signing keys', () => {
  it('TOK-6: a new key is published first, and signs a while later', () => {
    const file = rotated(first, 'b', nowMs);
    expect([kids(file.signing), file.sequence]).toEqual([['a', 'b'], 2]);
    expect(signs(file, nowMs + keyPublishedMs - 1)).toBe('a');
    expect(signs(file, nowMs + keyPublishedMs)).toBe('b');
  });

  it('TOK-6: an old key goes when a credential that it signed in its last moment has lapsed everywhere', () => {
    const file = rotated(first, 'b', nowMs);
    const lastMs = nowMs + keyPublishedMs + limits.credentialMs + 2 * limits.clockSkewMs;
    expect(kids(lapsedKeys(file.signing, lastMs))).toEqual([]);
    expect(kids(lapsedKeys(file.signing, lastMs + 1))).toEqual(['a']);
    expect(kids(lapsedKeys(first.signing, Number.MAX_SAFE_INTEGER))).toEqual([]);
  });

  it('TOK-6: rotated twice at once, the key that never signed gives way', () => {
    const file = rotated(rotated(first, 'b', nowMs), 'c', nowMs + 1);
    expect([kids(file.signing), file.sequence]).toEqual([['a', 'c'], 3]);
    expect(signs(file, nowMs + 1 + keyPublishedMs)).toBe('c');
  });

  it('TOK-6: compromised keys are gone at once', () => {
    const file = rotated(rotated(first, 'b', nowMs), 'c', nowMs + 2 * keyPublishedMs, true);
    expect(kids(file.signing)).toEqual(['c']);
    expect(signs(file, nowMs)).toBe('c');
  });

  it('threat 25: with a clock set back or ahead there is always a key that is published, and the newest wins later', () => {
    const dayMs = 25 * 60 * 60_000;
    const file = rotated(first, 'b', nowMs);
    expect(signs(file, nowMs - dayMs)).toBe('a');
    expect(signs(file, nowMs + dayMs)).toBe('b');
    const ahead = rotated(first, 'b', nowMs + dayMs, true);
    expect(signs(ahead, nowMs)).toBe('b');
    const corrected = rotated(ahead, 'c', nowMs);
    expect(signs(corrected, nowMs + dayMs + 1)).toBe('c');
  });

  it('no more keys than a key set may hold', () => {
    let file = first;
    for (let turn = 1; turn < limits.signingKeys; turn++) file = rotated(file, `k${turn}`, nowMs + turn * 3_600_000);
    expect(file.signing).toHaveLength(limits.signingKeys);
    const late = { nowMs: nowMs + 17 * 3_600_000, compromised: false };
    expect(withNewKey(file, key('z'), late)).toBeUndefined();
  });
});
