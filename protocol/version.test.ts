import { describe, expect, it } from 'vitest';
import { negotiateVersion, oldestWireVersion, wireVersion } from './version.ts';

describe('version negotiation', () => {
  const at = (newest: number) => ({ newest, oldest: Math.max(1, newest - 1) });

  it.each([
    [1, 1, 1],
    [1, 2, 1],
    [2, 1, 1],
    [2, 2, 2],
    [2, 3, 2],
    [3, 2, 2],
    [1, 3, undefined],
    [3, 1, undefined],
    [5, 2, undefined],
  ])('a peer of version %i and one of version %i speak %s', (ours, theirs, version) => {
    const peer = at(theirs);
    expect(negotiateVersion(peer.newest, peer.oldest, at(ours))).toBe(version);
    // Both ends come to the same answer.
    const own = at(ours);
    expect(negotiateVersion(own.newest, own.oldest, peer)).toBe(version);
  });

  it('this build speaks its own version and refuses nonsense', () => {
    expect(negotiateVersion(wireVersion, oldestWireVersion)).toBe(wireVersion);
    expect(negotiateVersion(0, 0)).toBeUndefined();
    expect(negotiateVersion(Number.NaN, 1)).toBeUndefined();
    expect(negotiateVersion(wireVersion, wireVersion + 1)).toBeUndefined();
  });
});
