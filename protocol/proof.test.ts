import { describe, expect, it } from 'vitest';
import { exportPublicKey, generateProofKeys, signProof, verifyProof } from './proof.ts';

const nonce = new Uint8Array(32).fill(7);
const keys = await generateProofKeys();
const publicKey = await exportPublicKey(keys);
const proof = await signProof(keys.privateKey, 'viewer', nonce, 'ticket');

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = new Uint8Array(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

describe('proof of possession', () => {
  it('TOK-2: the key that signed the challenge is accepted', async () => {
    expect(proof).toHaveLength(64);
    expect(await verifyProof(publicKey, 'viewer', nonce, 'ticket', proof)).toBe(true);
  });

  it('TOK-2: it fits one role, one challenge and one token only', async () => {
    for (const role of ['agent', 'enrolment', 'renewal'] as const) {
      expect(await verifyProof(publicKey, role, nonce, 'ticket', proof)).toBe(false);
    }
    expect(await verifyProof(publicKey, 'viewer', flipped(nonce, 3), 'ticket', proof)).toBe(false);
    expect(await verifyProof(publicKey, 'viewer', nonce, 'ticket2', proof)).toBe(false);
    expect(await verifyProof(publicKey, 'viewer', nonce, '', proof)).toBe(false);
  });

  it('TOK-2: a copied ticket is useless with another key', async () => {
    const thief = await generateProofKeys();
    const stolen = await signProof(thief.privateKey, 'viewer', nonce, 'ticket');
    expect(await verifyProof(publicKey, 'viewer', nonce, 'ticket', stolen)).toBe(false);
    expect(await verifyProof(await exportPublicKey(thief), 'viewer', nonce, 'ticket', proof)).toBe(false);
  });

  it('any flipped bit is refused', async () => {
    for (let bit = 0; bit < proof.length * 8; bit++) {
      expect(await verifyProof(publicKey, 'viewer', nonce, 'ticket', flipped(proof, bit))).toBe(false);
    }
  });

  it.each([
    ['empty', new Uint8Array(0)],
    ['cut off', proof.subarray(0, 63)],
    ['too long', new Uint8Array([...proof, 0])],
    ['all zero (r = s = 0)', new Uint8Array(64)],
    ['all ones', new Uint8Array(64).fill(0xff)],
    ['r and s exchanged', new Uint8Array([...proof.subarray(32), ...proof.subarray(0, 32)])],
  ])('a signature that is %s is refused without an error', async (_, signature) => {
    expect(await verifyProof(publicKey, 'viewer', nonce, 'ticket', signature)).toBe(false);
  });

  it('a nonce of another length is refused, though signed', async () => {
    for (const length of [0, 31, 33]) {
      const other = new Uint8Array(length);
      const signed = await signProof(keys.privateKey, 'viewer', other, 'ticket');
      expect(await verifyProof(publicKey, 'viewer', other, 'ticket', signed)).toBe(false);
    }
  });

  it('a key that is no point of the curve is refused without an error', async () => {
    const zero = 'A'.repeat(43);
    expect(await verifyProof({ ...publicKey, x: zero, y: zero }, 'viewer', nonce, 'ticket', proof)).toBe(false);
    expect(await verifyProof({ ...publicKey, y: publicKey.x }, 'viewer', nonce, 'ticket', proof)).toBe(false);
    expect(await verifyProof({ ...publicKey, x: '' }, 'viewer', nonce, 'ticket', proof)).toBe(false);
  });

  it('DEV-1: the private half cannot be exported unless asked for', async () => {
    await expect(crypto.subtle.exportKey('jwk', keys.privateKey)).rejects.toThrow();
    const extractable = await generateProofKeys(true);
    expect(await crypto.subtle.exportKey('jwk', extractable.privateKey)).toHaveProperty('d');
    expect(Object.keys(await exportPublicKey(extractable)).sort()).toEqual(['crv', 'kty', 'x', 'y']);
  });
});
