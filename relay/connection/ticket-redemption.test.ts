import { randomBytes, randomUUID } from 'node:crypto';
import {
  type CryptoKeyPair,
  exportPublicKey,
  generateProofKeys,
  limits,
  signDeviceCredential,
  signProof,
  signTicket,
  type Ticket,
} from '@ringside/protocol';
import { beforeAll, describe, expect, test } from 'vitest';
import { generateSigningKey, type SigningKey } from '../testing/services-keys.ts';
import { TicketRedemption } from './ticket-redemption.ts';

const issuer = 'https://services.test';
const origin = 'https://portal.test';
const startMs = Date.parse('2026-03-01T12:00:00Z');

let key: SigningKey;
let viewer: CryptoKeyPair;
let nowMs = startMs;

beforeAll(async () => {
  key = await generateSigningKey('key-1');
  viewer = await generateProofKeys();
});

function redemption(mostUsed = 10_000): TicketRedemption {
  nowMs = startMs;
  return new TicketRedemption({
    node: 'node-1',
    instance: 'run-1',
    trust: { issuer, keys: [key.jwk] },
    mostUsed,
    nowMs: () => nowMs,
  });
}

async function signed(changes: Partial<Ticket> = {}, signer = key): Promise<string> {
  const ticket: Ticket = {
    id: randomUUID(),
    tenant: 'tenant-1',
    operator: 'operator-1',
    operatorName: 'Operator One',
    reason: '',
    cardOff: false,
    roomConsent: 'none',
    restartsWithheld: false,
    viewShortcuts: false,
    device: 'device-1',
    session: 'session-1',
    permission: 'view',
    viewerKey: await exportPublicKey(viewer),
    origin,
    node: 'node-1',
    instance: 'run-1',
    endsAtMs: nowMs + 3_600_000,
    idleMs: 600_000,
    issuedAtMs: nowMs,
    expiresAtMs: nowMs + limits.ticketMs,
    ...changes,
  };
  return signTicket(ticket, { issuer, keyId: 'key-1', privateKey: signer.privateKey });
}

async function presented(ticket: string, keys = viewer, nonce: Uint8Array = randomBytes(32)) {
  return { ticket, nonce, origin, proof: await signProof(keys.privateKey, 'viewer', nonce, ticket) };
}

describe('ticket redemption', () => {
  test('TOK-1: a good ticket is redeemed once, and its claims come out', async () => {
    const redeeming = redemption();
    const ticket = await signed();
    const first = await redeeming.redeem(await presented(ticket));
    expect(first).toMatchObject({ ticket: { device: 'device-1', session: 'session-1', permission: 'view' } });
    expect(await redeeming.redeem(await presented(ticket))).toEqual({ refused: 'used' });
  });

  test('TOK-1: only on the node and the run it names, and from its origin', async () => {
    const redeeming = redemption();
    expect(await redeeming.redeem(await presented(await signed({ node: 'node-2' })))).toEqual({ refused: 'node' });
    expect(await redeeming.redeem(await presented(await signed({ instance: 'run-0' })))).toEqual({ refused: 'node' });
    const ticket = await presented(await signed());
    expect(await redeeming.redeem({ ...ticket, origin: 'https://evil.test' })).toEqual({ refused: 'origin' });
    expect(await redeeming.redeem({ ...ticket, origin: '' })).toEqual({ refused: 'origin' });
  });

  test('TOK-2: a copied ticket is useless without its key, over another nonce, and is not used up by trying', async () => {
    const redeeming = redemption();
    const ticket = await signed();
    const thief = await generateProofKeys();
    expect(await redeeming.redeem(await presented(ticket, thief))).toEqual({ refused: 'proof' });
    const overheard = await presented(ticket);
    expect(await redeeming.redeem({ ...overheard, nonce: randomBytes(32) })).toEqual({ refused: 'proof' });
    expect(await redeeming.redeem({ ...overheard, proof: new Uint8Array(64) })).toEqual({ refused: 'proof' });
    expect(redeeming.remembered).toBe(0);
    expect(await redeeming.redeem(overheard)).toHaveProperty('ticket');
  });

  test('TOK-4: forged, expired, early, too old and foreign tokens are refused', async () => {
    const redeeming = redemption();
    const stranger = await generateSigningKey('key-1');
    const credential = await signDeviceCredential(
      {
        device: 'device-1',
        tenant: 'tenant-1',
        deviceKey: await exportPublicKey(viewer),
        issuedAtMs: nowMs,
        expiresAtMs: nowMs + limits.ticketMs,
      },
      { issuer, keyId: 'key-1', privateKey: key.privateKey },
    );
    const skew = limits.clockSkewMs + 2_000;
    const hour = 60 * 60_000;
    const refused = [
      await signed({}, stranger),
      await signed({ issuedAtMs: startMs - limits.ticketMs - skew, expiresAtMs: startMs - skew }),
      await signed({ issuedAtMs: startMs + skew, expiresAtMs: startMs + skew + limits.ticketMs }),
      await signed({ issuedAtMs: startMs - hour, expiresAtMs: startMs + hour }),
      credential,
      'not.a.token',
      '',
    ];
    for (const ticket of refused)
      expect(await redeeming.redeem(await presented(ticket))).toEqual({ refused: 'invalid' });
  });

  test('TOK-5: of 1,000 parallel redemptions of one ticket exactly one wins', async () => {
    const redeeming = redemption();
    const ticket = await signed();
    // Over two connections: each has a nonce of its own.
    const connections = [await presented(ticket), await presented(ticket)] as const;
    const results = await Promise.all(
      Array.from({ length: 1_000 }, (_, index) => redeeming.redeem(connections[index % 2 === 0 ? 0 : 1])),
    );
    expect(results.filter((result) => 'ticket' in result).length).toBe(1);
    expect(results.filter((result) => 'refused' in result && result.refused === 'used').length).toBe(999);
  });

  test('TOK-5: of two nodes only the named one redeems', async () => {
    const redeeming = redemption();
    const other = new TicketRedemption({
      node: 'node-2',
      instance: 'run-2',
      trust: { issuer, keys: [key.jwk] },
      mostUsed: 10,
      nowMs: () => nowMs,
    });
    const ticket = await presented(await signed());
    const results = await Promise.all([other.redeem(ticket), redeeming.redeem(ticket), other.redeem(ticket)]);
    expect(results.filter((result) => 'ticket' in result).length).toBe(1);
  });

  test('TOK-5: one that is presented again in its last moment is not used after it', async () => {
    const redeeming = redemption();
    const ticket = await signed();
    await redeeming.redeem(await presented(ticket));
    const again = await presented(ticket);
    nowMs = startMs + limits.ticketMs + limits.clockSkewMs - 1;
    const redeemed = redeeming.redeem(again);
    nowMs += 1;
    expect(await redeemed).toEqual({ refused: 'used' });
  });

  test('TOK-1: a used id is remembered for as long as a ticket can carry it, and then forgotten', async () => {
    const redeeming = redemption();
    const ticket = await signed();
    await redeeming.redeem(await presented(ticket));
    nowMs = startMs + limits.ticketMs + limits.clockSkewMs - 1_000;
    expect(await redeeming.redeem(await presented(ticket))).toEqual({ refused: 'used' });
    expect(redeeming.remembered).toBe(1);
    nowMs = startMs + limits.ticketMs + 2 * limits.clockSkewMs + 1_000;
    await redeeming.redeem(await presented(await signed()));
    expect(redeeming.remembered).toBe(1);
  });

  test('fails closed when it cannot remember more', async () => {
    const redeeming = redemption(1);
    await redeeming.redeem(await presented(await signed()));
    expect(await redeeming.redeem(await presented(await signed()))).toEqual({ refused: 'full' });
  });
});
