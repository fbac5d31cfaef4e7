/** Tickets and credentials against everything that is almost one; the JWS vectors follow Wycheproof's classes. */
import { createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { limits } from './limits.ts';
import { base64url, generatePublicKey, generateSigningKeys, signCompact } from './testing/signing-keys.ts';
import {
  type DeviceCredential,
  isRefusal,
  parsePublicKey,
  signDeviceCredential,
  signTicket,
  type Ticket,
  verifyDeviceCredential,
  verifyTicket,
} from './token.ts';

const nowMs = 1_766_000_000_000;
const services = await generateSigningKeys('k1');
const other = await generateSigningKeys('k2');
const signer = { issuer: 'https://portal.example', keyId: 'k1', privateKey: services.privateKey };
const trust = { issuer: signer.issuer, keys: [other.jwk, services.jwk] };
const viewerKey = await generatePublicKey();

const ticket: Ticket = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  tenant: 'tenant-1',
  operator: 'operator-1',
  operatorName: 'Zoë Ångström',
  reason: 'Der Bildschirm flimmert, 表示',
  cardOff: false,
  roomConsent: 'none',
  restartsWithheld: false,
  viewShortcuts: false,
  device: 'device-1',
  session: 'session-1',
  permission: 'modify',
  viewerKey,
  origin: 'https://portal.example',
  node: 'node-1',
  instance: 'instance-1',
  endsAtMs: nowMs + 3_600_000,
  idleMs: 600_000,
  issuedAtMs: nowMs,
  expiresAtMs: nowMs + limits.ticketMs,
};
const credential: DeviceCredential = {
  device: 'device-1',
  tenant: 'tenant-1',
  deviceKey: viewerKey,
  issuedAtMs: nowMs,
  expiresAtMs: nowMs + limits.credentialMs,
};
const token = await signTicket(ticket, signer);
const [headerPart = '', payloadPart = '', signaturePart = ''] = token.split('.');
const header: object = JSON.parse(Buffer.from(headerPart, 'base64url').toString());
const claims: Record<string, unknown> = JSON.parse(Buffer.from(payloadPart, 'base64url').toString());

async function accepted(text: string, atMs: number = nowMs): Promise<boolean> {
  return !isRefusal(await verifyTicket(text, trust, atMs));
}

/** A ticket with other claims, correctly signed. */
function withClaims(changes: object): Promise<string> {
  return signCompact(header, { ...claims, ...changes }, services.privateKey);
}

describe('tickets', () => {
  it('TOK-1: says what was signed', async () => {
    expect(await verifyTicket(token, trust, nowMs)).toEqual(ticket);
    // The cases below change one thing each; unchanged, their own signer's tickets are accepted.
    expect(await accepted(await withClaims({}))).toBe(true);
  });

  it('TOK-4: valid for 60 s, with 30 s of clock skew at either end', async () => {
    expect(await accepted(token, nowMs - 30_000)).toBe(true);
    expect(await accepted(token, nowMs - 31_000)).toBe(false);
    expect(await accepted(token, nowMs + 89_000)).toBe(true);
    expect(await accepted(token, nowMs + 91_000)).toBe(false);
    expect(await accepted(token, nowMs + 25 * 3_600_000)).toBe(false);
    expect(await accepted(token, nowMs - 25 * 3_600_000)).toBe(false);
  });

  it('TOK-4: a longer life than any we sign is refused, whatever was signed', async () => {
    const iat = nowMs / 1_000;
    expect(await accepted(await withClaims({ exp: iat + 61 }))).toBe(false);
    expect(await accepted(await withClaims({ exp: iat + 1e9 }))).toBe(false);
    expect(await accepted(await withClaims({ exp: iat }))).toBe(false);
    expect(await accepted(await withClaims({ iat: iat - 100, exp: iat + 10 }))).toBe(false);
  });

  it.each([
    ['no issue time', { iat: undefined }],
    ['no expiry', { exp: undefined }],
    ['times that are text', { iat: '1766000000', exp: '1766000060' }],
    ['times that are no whole numbers', { iat: nowMs / 1_000 + 0.5, exp: nowMs / 1_000 + 10.5 }],
    ['an endless expiry', { exp: 1e308 }],
    ['not valid before later', { nbf: nowMs / 1_000 + 60 }],
  ])('TOK-4: %s', async (_, changes) => {
    expect(await accepted(await withClaims(changes))).toBe(false);
  });

  it.each([
    ['another issuer', { iss: 'https://evil.example' }],
    ['no issuer', { iss: undefined }],
    ['a list of issuers', { iss: [signer.issuer] }],
    ['another audience', { aud: 'ringside-relay' }],
    ['no audience', { aud: undefined }],
    ['a list of audiences', { aud: ['ringside-session', 'ringside-relay'] }],
    ['no operator', { sub: undefined }],
    ['no id', { jti: undefined }],
    ['an empty id', { jti: '' }],
    ['a tenant that is a number', { ten: 7 }],
    ['no device', { dev: undefined }],
    ['a long device', { dev: 'x'.repeat(limits.nameUnits + 1) }],
    ['no session', { sid: undefined }],
    ['an unknown permission', { perm: 'admin' }],
    ['a permission in a list', { perm: ['modify'] }],
    ['no origin', { origin: undefined }],
    ['an empty origin', { origin: '' }],
    ['no node', { node: undefined }],
    ['no instance', { inst: undefined }],
    ['no end of the session', { end: undefined }],
    ['an end that is no whole number', { end: nowMs / 1_000 + 0.5 }],
    ['an endless session', { end: 1e308 }],
    ['no idle limit', { idle: undefined }],
    ['an idle limit of nothing', { idle: 0 }],
    ['an idle limit that is text', { idle: '600' }],
    ['no name', { name: undefined }],
    ['a long name', { name: 'x'.repeat(limits.nameUnits + 1) }],
    ['no reason, not even an empty one', { why: undefined }],
    ['a long reason', { why: 'x'.repeat(limits.reasonUnits + 1) }],
    ['no word about the card', { card: undefined }],
    ['a card that is half off', { card: 0 }],
    ['no key', { cnf: undefined }],
    ['a key that is null', { cnf: { jwk: null } }],
    ['a private key in cnf', { cnf: { jwk: { ...viewerKey, d: 'A'.repeat(43) } } }],
    ['another curve in cnf', { cnf: { jwk: { ...viewerKey, crv: 'P-384' } } }],
    ['a symmetric key in cnf', { cnf: { jwk: { kty: 'oct', k: 'AA' } } }],
    ['a short coordinate in cnf', { cnf: { jwk: { ...viewerKey, x: 'AA' } } }],
    ['a key by thumbprint', { cnf: { jkt: 'A'.repeat(43) } }],
  ])('TOK-4: %s', async (_, changes) => {
    expect(await accepted(await withClaims(changes))).toBe(false);
  });

  it('TOK-4: a token whose last character has other spare bits is not the one that was signed', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = alphabet.indexOf(token.slice(-1));
    const other = `${token.slice(0, -1)}${alphabet[last ^ 1]}`;
    const signatureOf = (text: string): string => Buffer.from(text.split('.')[2] ?? '', 'base64url').toString('hex');
    expect(signatureOf(other)).toBe(signatureOf(token));
    expect([await accepted(token), await accepted(other)]).toEqual([true, false]);
  });

  it('TOK-4: a credential is no ticket and a ticket is no credential', async () => {
    const device = await signDeviceCredential(credential, signer);
    expect(await verifyDeviceCredential(device, trust, nowMs)).toEqual(credential);
    expect(await accepted(device)).toBe(false);
    expect(isRefusal(await verifyDeviceCredential(token, trust, nowMs))).toBe(true);
  });

  it('TOK-6: any key in force verifies, one that is not does not', async () => {
    const rotated = await signTicket(ticket, { ...signer, keyId: 'k2', privateKey: other.privateKey });
    expect(await accepted(rotated)).toBe(true);
    expect(isRefusal(await verifyTicket(rotated, { ...trust, keys: [services.jwk] }, nowMs))).toBe(true);
    expect(isRefusal(await verifyTicket(token, { ...trust, keys: [] }, nowMs))).toBe(true);
    const misnamed = await signTicket(ticket, { ...signer, privateKey: other.privateKey });
    expect(await accepted(misnamed)).toBe(false);
  });

  it('TOK-3: the refusal holds nothing of the token', async () => {
    for (const bad of [`${token}x`, await withClaims({ perm: 'admin' }), await withClaims({ iss: 'https://evil' })]) {
      const refusal = await verifyTicket(bad, trust, nowMs);
      const words = isRefusal(refusal) ? refusal.refused : expect.fail();
      expect(words.length).toBeLessThan(120);
      for (const part of bad.split('.')) expect(words).not.toContain(part);
      expect(words).not.toMatch(/evil|admin|operator-1/);
    }
  });
});

describe('device credentials', () => {
  it('DEV-1: live 24 hours, with 30 s of clock skew', async () => {
    const text = await signDeviceCredential(credential, signer);
    const at = async (offsetMs: number) => !isRefusal(await verifyDeviceCredential(text, trust, nowMs + offsetMs));
    expect(await at(-30_000)).toBe(true);
    expect(await at(-31_000)).toBe(false);
    expect(await at(limits.credentialMs + 29_000)).toBe(true);
    expect(await at(limits.credentialMs + 31_000)).toBe(false);
  });

  it.each([
    ['another audience', { aud: 'ringside-session' }],
    ['no device', { sub: undefined }],
    ['no tenant', { ten: undefined }],
    ['a private key', { cnf: { jwk: { ...viewerKey, d: 'A' } } }],
  ])('TOK-4: %s', async (_, changes) => {
    const iat = nowMs / 1_000;
    const sound = {
      iss: signer.issuer,
      aud: 'ringside-relay',
      sub: 'd',
      ten: 't',
      iat,
      exp: iat + 60,
      cnf: { jwk: viewerKey },
    };
    const type = { alg: 'EdDSA', typ: 'ringside-device+jwt', kid: 'k1' };
    const verify = async (payload: object) =>
      isRefusal(await verifyDeviceCredential(await signCompact(type, payload, services.privateKey), trust, nowMs));
    expect(await verify(sound)).toBe(false);
    expect(await verify({ ...sound, ...changes })).toBe(true);
  });
});

describe('JWS vectors', () => {
  /** The signing key's public part, as an attacker would abuse it: as an HMAC secret. */
  const publicBytes = Buffer.from(services.jwk.x, 'base64url');
  const unsigned = (head: object) => `${base64url(head)}.${payloadPart}`;
  const hmac = (head: object, secret: Buffer | string) => {
    const input = unsigned(head);
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  };
  const typ = 'ringside-ticket+jwt';
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const es256 = (head: object) => {
    const input = unsigned(head);
    const signature = sign('sha256', Buffer.from(input), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' });
    return `${input}.${signature.toString('base64url')}`;
  };
  const own = createPrivateKey(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const self = (head: object) => {
    const input = unsigned(head);
    return `${input}.${sign(null, Buffer.from(input), own).toString('base64url')}`;
  };
  const ownJwk = { ...own.export({ format: 'jwk' }) };
  const signature = Buffer.from(signaturePart, 'base64url');
  /** The order of the curve's group, to make a signature that is equal but for its encoding. */
  const order = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;
  const s = signature.subarray(32).reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n) + order;
  const malleable = Buffer.concat([
    signature.subarray(0, 32),
    Uint8Array.from({ length: 32 }, (_, index) => Number((s >> BigInt(8 * index)) & 255n)),
  ]);

  it.each([
    ['alg none, no signature', `${unsigned({ alg: 'none', typ, kid: 'k1' })}.`],
    ['alg none, the old signature', `${unsigned({ alg: 'none', typ, kid: 'k1' })}.${signaturePart}`],
    ['alg None', `${unsigned({ alg: 'None', typ, kid: 'k1' })}.`],
    ['alg NONE', `${unsigned({ alg: 'NONE', typ, kid: 'k1' })}.`],
    ['alg empty', `${unsigned({ alg: '', typ, kid: 'k1' })}.${signaturePart}`],
    ['no alg', `${unsigned({ typ, kid: 'k1' })}.${signaturePart}`],
    ['alg in a list', `${unsigned({ alg: ['EdDSA'], typ, kid: 'k1' })}.${signaturePart}`],
    ['alg of another case', `${unsigned({ alg: 'eddsa', typ, kid: 'k1' })}.${signaturePart}`],
    ['HMAC with the public key', hmac({ alg: 'HS256', typ, kid: 'k1' }, publicBytes)],
    ['HMAC with the public key as text', hmac({ alg: 'HS256', typ, kid: 'k1' }, services.jwk.x)],
    ['HMAC with an empty secret', hmac({ alg: 'HS256', typ, kid: 'k1' }, '')],
    ['ES256 with another key', es256({ alg: 'ES256', typ, kid: 'k1' })],
    ['ES256 with its key inside', es256({ alg: 'ES256', typ, kid: 'k1', jwk: ec.publicKey.export({ format: 'jwk' }) })],
    ['a key of its own', self({ alg: 'EdDSA', typ, kid: 'k1' })],
    ['a key of its own, inside', self({ alg: 'EdDSA', typ, kid: 'k1', jwk: ownJwk })],
    ['a key of its own, no kid', self({ alg: 'EdDSA', typ, jwk: ownJwk })],
    ['a key by address', self({ alg: 'EdDSA', typ, kid: 'k1', jku: 'https://evil.example/jwks' })],
    ['a certificate chain', self({ alg: 'EdDSA', typ, kid: 'k1', x5c: ['AA'] })],
    ['an unknown kid', self({ alg: 'EdDSA', typ, kid: '../k1' })],
    ['a kid that is no text', self({ alg: 'EdDSA', typ, kid: { toString: 'k1' } })],
    ['no signature', `${headerPart}.${payloadPart}.`],
    ['a signature of zeros', `${headerPart}.${payloadPart}.${base64url(new Uint8Array(64))}`],
    ['a signature cut off', `${headerPart}.${payloadPart}.${base64url(signature.subarray(0, 63))}`],
    [
      'a signature and one byte more',
      `${headerPart}.${payloadPart}.${base64url(Buffer.concat([signature, Buffer.of(0)]))}`,
    ],
    ['s beyond the order of the group', `${headerPart}.${payloadPart}.${base64url(malleable)}`],
    ['two parts', `${headerPart}.${payloadPart}`],
    ['four parts', `${token}.${signaturePart}`],
    ['five parts, as if encrypted', `${token}.AA.AA`],
    ['an empty payload', `${headerPart}..${signaturePart}`],
    ['an empty header', `.${payloadPart}.${signaturePart}`],
    ['nothing', ''],
    ['dots', '..'],
    ['white space around it', ` ${token}\n`],
    ['standard base64', `${headerPart}.${payloadPart}.${signature.toString('base64').replaceAll('=', '')}+/`],
    ['a header that is no JSON', `${base64url('{')}.${payloadPart}.${signaturePart}`],
    ['the JSON form', JSON.stringify({ protected: headerPart, payload: payloadPart, signature: signaturePart })],
    ['longer than any token', `${headerPart}.${payloadPart}.${'A'.repeat(limits.tokenUnits)}`],
  ])('TOK-4: %s', async (_, text) => {
    expect(text).not.toBe(token);
    expect(await accepted(text)).toBe(false);
  });

  it.each([
    ['the algorithm by its other name', { alg: 'Ed25519' }],
    ['another type', { typ: 'JWT' }],
    ['a credential’s type', { typ: 'ringside-device+jwt' }],
    ['no type', { typ: undefined }],
    ['an extension it must understand', { crit: ['exp'], exp: 1 }],
    ['an empty list of extensions', { crit: [] }],
    ['an unencoded payload', { crit: ['b64'], b64: false }],
    ['no kid', { kid: undefined }],
  ])('TOK-4: rightly signed, but with %s', async (_, changes) => {
    expect(await accepted(await signCompact({ ...header, ...changes }, claims, services.privateKey))).toBe(false);
  });

  it('TOK-4: rightly signed, but no claims', async () => {
    for (const payload of ['', 'null', '[]', '7', '"text"', '{', '{}']) {
      expect(await accepted(await signCompact(header, payload, services.privateKey))).toBe(false);
    }
  });

  it('TOK-4: rightly signed, but longer than any token', async () => {
    expect(await accepted(await withClaims({ note: 'x'.repeat(1_000) }))).toBe(true);
    expect(await accepted(await withClaims({ note: 'x'.repeat(3_000) }))).toBe(false);
  });

  it('TOK-4: any change of any character is refused, any cut too', async () => {
    for (let index = 0; index < token.length; index++) {
      const replacement = token[index] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, index) + replacement + token.slice(index + 1);
      // The last character of a part holds bits that decode to nothing: those must not matter either way.
      const same = Buffer.from(changed.split('.')[2] ?? '', 'base64url').equals(signature) && index > token.length - 2;
      if (!same) expect(await accepted(changed)).toBe(false);
      expect(await accepted(token.slice(0, index))).toBe(false);
    }
  });
});

describe('public keys', () => {
  it('TOK-2: exactly a P-256 point; extra members are left out, a private part is refused', () => {
    expect(parsePublicKey({ ...viewerKey, ext: true, key_ops: ['verify'], kid: 'x' })).toEqual(viewerKey);
    expect(parsePublicKey(JSON.parse(`{"__proto__":{"d":"x"},"kty":"EC"}`))).toBeUndefined();
    for (const bad of [undefined, null, 7, 'EC', [], {}, { ...viewerKey, d: 'A' }, { ...viewerKey, x: 7 }]) {
      expect(parsePublicKey(bad)).toBeUndefined();
    }
    expect(parsePublicKey({ ...viewerKey, x: `${viewerKey.x}=` })).toBeUndefined();
  });
});
