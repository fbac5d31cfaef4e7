import { describe, expect, it } from 'vitest';
import { decodeHeartbeat, encodeHeartbeat } from './codec.ts';
import { limits } from './limits.ts';
import { decodeKeySet, encodeKeySet, parseSigningKey, signStatement, verifyStatement } from './signed-statement.ts';
import { generateSigningKeys } from './testing/signing-keys.ts';

const services = await generateSigningKeys('k1');
const other = await generateSigningKeys('k2');
const payload = encodeHeartbeat({ sequence: 1, timeMs: 1_766_000_000_000 });
const statement = await signStatement('heartbeat', payload, 'k1', services.privateKey);
const trusted = [other.jwk, services.jwk];

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = new Uint8Array(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

describe('signed statements', () => {
  it('TOK-6: a statement of a trusted key is accepted', async () => {
    expect(await verifyStatement('heartbeat', statement, trusted)).toBe(true);
    expect(decodeHeartbeat(statement.payload).sequence).toBe(1);
  });

  it('a statement of one kind never passes as another', async () => {
    expect(await verifyStatement('time', statement, trusted)).toBe(false);
    expect(await verifyStatement('key-set', statement, trusted)).toBe(false);
  });

  it('TOK-6: an unknown key, another key under the same name, or no key is refused', async () => {
    expect(await verifyStatement('heartbeat', statement, [])).toBe(false);
    expect(await verifyStatement('heartbeat', statement, [other.jwk])).toBe(false);
    expect(await verifyStatement('heartbeat', statement, [{ ...other.jwk, kid: 'k1' }])).toBe(false);
    expect(await verifyStatement('heartbeat', { ...statement, keyId: 'k2' }, trusted)).toBe(false);
    expect(await verifyStatement('heartbeat', statement, [{ ...services.jwk, x: 'A'.repeat(43) }])).toBe(false);
    expect(await verifyStatement('heartbeat', statement, [{ ...services.jwk, x: '' }])).toBe(false);
  });

  it('any flipped bit of payload or signature is refused', async () => {
    for (let bit = 0; bit < payload.length * 8; bit++) {
      const changed = { ...statement, payload: flipped(payload, bit) };
      expect(await verifyStatement('heartbeat', changed, trusted)).toBe(false);
    }
    for (let bit = 0; bit < 512; bit++) {
      const changed = { ...statement, signature: flipped(statement.signature, bit) };
      expect(await verifyStatement('heartbeat', changed, trusted)).toBe(false);
    }
  });

  it.each([0, 63, 65])('a signature of %i bytes is refused', async (length) => {
    expect(await verifyStatement('heartbeat', { ...statement, signature: new Uint8Array(length) }, trusted)).toBe(
      false,
    );
  });
});

describe('key sets', () => {
  const set = { issuer: 'https://portal.example', sequence: 3, keys: [services.jwk, other.jwk] };

  function parse(value: unknown): unknown {
    return decodeKeySet(new TextEncoder().encode(JSON.stringify(value)));
  }

  it('TOK-6: a set comes back as it was', () => {
    expect(decodeKeySet(encodeKeySet(set))).toEqual(set);
  });

  it.each([
    ['no object', 7],
    ['null', null],
    ['a list', [set]],
    ['no issuer', { ...set, issuer: undefined }],
    ['an empty issuer', { ...set, issuer: '' }],
    ['a long issuer', { ...set, issuer: 'x'.repeat(limits.nameUnits + 1) }],
    ['a sequence that is text', { ...set, sequence: '3' }],
    ['a sequence below 0', { ...set, sequence: -1 }],
    ['a sequence above 2^53', { ...set, sequence: 2 ** 53 }],
    ['keys that are no list', { ...set, keys: { ...services.jwk, length: 1 } }],
    [
      'more keys than allowed',
      { ...set, keys: Array.from({ length: 17 }, (_, n) => ({ ...services.jwk, kid: `${n}` })) },
    ],
    ['two keys of one name', { ...set, keys: [services.jwk, { ...other.jwk, kid: 'k1' }] }],
    ['a private key', { ...set, keys: [{ ...services.jwk, d: 'A'.repeat(43) }] }],
    ['another curve', { ...set, keys: [{ ...services.jwk, crv: 'X25519' }] }],
    ['another type', { ...set, keys: [{ ...services.jwk, kty: 'oct', k: 'AA' }] }],
    ['a key of the wrong length', { ...set, keys: [{ ...services.jwk, x: 'AA' }] }],
    ['a key without a name', { ...set, keys: [{ ...services.jwk, kid: '' }] }],
    ['a key that is null', { ...set, keys: [null] }],
  ])('%s is no key set', (_, value) => {
    expect(parse(value)).toBeUndefined();
  });

  it('bytes that are no JSON, no UTF-8 or too many are no key set', () => {
    expect(decodeKeySet(new Uint8Array(0))).toBeUndefined();
    expect(decodeKeySet(Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined();
    expect(decodeKeySet(encodeKeySet(set).subarray(0, -1))).toBeUndefined();
    expect(
      decodeKeySet(new TextEncoder().encode(' '.repeat(limits.statementBytes) + JSON.stringify(set))),
    ).toBeUndefined();
  });

  it('extra members are left out; __proto__ is none of them', () => {
    const text = JSON.stringify(set).replace('"kty"', '"use":"sig","__proto__":{"polluted":1},"kty"');
    expect(decodeKeySet(new TextEncoder().encode(text))).toEqual(set);
    expect(parseSigningKey({ ...services.jwk, alg: 'none' })).toEqual(services.jwk);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
