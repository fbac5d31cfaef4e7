import { encodeTimeAnchor, signStatement } from '@ringside/protocol';
import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { generateSigningKey, signKeySet } from '../testing/services-keys.ts';
import { ServicesClock } from './services-clock.ts';
import { ServicesTrust } from './services-trust.ts';

test('TOK-6: a newer key set replaces an older, never the other way round', async () => {
  const root = await generateSigningKey('root');
  const older = await generateSigningKey('key-1');
  const newer = await generateSigningKey('key-2');
  const trust = new ServicesTrust();
  expect(trust.adopt(await signKeySet(root, 'i', [newer], 2))).toBe(true);
  expect(trust.adopt(await signKeySet(root, 'i', [older], 1))).toBe(false);
  expect(trust.keys.map(({ kid }) => kid)).toEqual(['key-2']);
  expect(trust.adopt({ keyId: 'root', payload: Buffer.from('{}'), signature: new Uint8Array(64) })).toBe(false);
});

test('threat 25: time is anchored by an answer to our own nonce, then counted', async () => {
  const key = await generateSigningKey('key-1');
  const trust = new ServicesTrust();
  trust.adopt(await signKeySet(key, 'i', [key]));
  let monotonicMs = 1_000;
  const wrong = { ...systemClock, timeMs: () => 5, monotonicMs: () => monotonicMs };
  const time = new ServicesClock(wrong);
  expect(time.nowMs()).toBe(5);
  const nonce = Buffer.alloc(32, 1);
  const statement = await signStatement('time', encodeTimeAnchor({ nonce, timeMs: 9_000 }), 'key-1', key.privateKey);
  expect(await time.anchor(statement, Buffer.alloc(32, 2), 1_000, trust)).toBe(false);
  expect(await time.anchor({ ...statement, signature: new Uint8Array(64) }, nonce, 1_000, trust)).toBe(false);
  expect(time.nowMs()).toBe(5);
  expect(await time.anchor(statement, nonce, 1_000, trust)).toBe(true);
  monotonicMs += 250;
  expect(time.nowMs()).toBe(9_250);
});
