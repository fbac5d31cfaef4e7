import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  decodeKeySet,
  isRefusal,
  type SignedStatement,
  type SigningKeyJwk,
  verifyDeviceCredential,
  verifyStatement,
  verifyTicket,
} from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { servicesLimits } from '../limits.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import { type SessionFixture, startSessionFixture } from '../testing/session-fixture.ts';
import type { TestNode } from '../testing/test-node.ts';
import { readKeyFile } from './key-file.ts';
import { retireLapsedKeys, rotateSigningKey } from './key-rotation.ts';

let fixture: SessionFixture;
beforeEach(async () => {
  fixture = await startSessionFixture();
});
afterEach(() => fixture.rig.stop());

const actor = { kind: 'command-line' } as const;

/** As the command does it, beside the running services. */
async function rotate(compromised = false) {
  const { dataFolder, sources } = fixture.rig;
  const db = await openSqlite(dataFolder);
  const rotation = await rotateSigningKey({ db, sources, dataFolder }, { actor, compromised });
  await db.destroy();
  return rotation;
}

const keySets = ({ received }: TestNode): SignedStatement[] =>
  received.flatMap((message) => (message.message === 'keySet' ? [message.keySet] : []));

async function published(node = fixture.node): Promise<readonly SigningKeyJwk[]> {
  const { body } = await fixture.rig.request('GET', '/.well-known/jwks.json');
  await node.until(() => keySets(node).length > 0);
  const keySet = decodeKeySet(keySets(node).at(-1)?.payload ?? new Uint8Array());
  expect(keySet?.keys.map(({ kid }) => kid)).toEqual(body.keys.map(({ kid }: SigningKeyJwk) => kid));
  return body.keys;
}

const signerOf = (token: string): string =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;

const kindsOf = async () => (await fixture.events()).filter(({ kind }) => kind.startsWith('signing-key.'));

describe('rotation of the signing key', () => {
  it('TOK-6: running services publish the new key, sign with it a while later, and what the old key signed stays good', async () => {
    const { rig, node } = fixture;
    const { body: device } = await rig.enrol();
    const { issuer, credential, rootKey } = device;
    const before = signerOf(credential);
    const oldTicket = (await fixture.start()).body.ticket;
    const session = await fixture.running();
    const { key, signsFromMs } = await rotate();
    await node.until(() => keySets(node).length > 0);
    const [told] = keySets(node);
    expect(told !== undefined && (await verifyStatement('key-set', told, [rootKey]))).toBe(true);
    const keys = await published();
    expect(keys.map(({ kid }) => kid)).toEqual([before, key]);
    expect(signerOf((await fixture.start()).body.ticket)).toBe(before);

    rig.sources.advance(signsFromMs - rig.sources.nowMs());
    const ticket = (await fixture.start()).body.ticket;
    expect(signerOf(ticket)).toBe(key);
    const trust = { issuer, keys };
    for (const token of [ticket, oldTicket]) {
      expect(isRefusal(await verifyTicket(token, trust, rig.sources.nowMs()))).toBe(false);
    }
    expect(isRefusal(await verifyDeviceCredential(credential, trust, rig.sources.nowMs()))).toBe(false);
    const beats = node.received.length;
    await node.until(() => node.received.slice(beats).some(({ message }) => message === 'heartbeat'));
    const beat = node.received.findLast((message) => message.message === 'heartbeat');
    expect(beat?.message === 'heartbeat' && beat.heartbeat.keyId).toBe(key);
    expect(await fixture.record(session)).toMatchObject({ state: 'started' });
    expect(await kindsOf()).toEqual([
      { kind: 'signing-key.rotated', detail: { key, before, signsFromMs, compromised: false } },
    ]);
  });

  it('TOK-6: a day later the old key is retired by itself, and said to be in the log', async () => {
    const { rig, node } = fixture;
    const { key } = await rotate();
    await node.until(() => keySets(node).length === 1);
    const [before] = readKeyFile(rig.dataFolder)?.signing ?? [];
    rig.sources.advance(servicesLimits.keyPublishedMs + 24 * 60 * 60_000 + 60_001);
    await node.until(() => keySets(node).length === 2);
    const sequences = keySets(node).map(({ payload }) => decodeKeySet(payload)?.sequence);
    expect(sequences).toEqual([2, 3]);
    expect((await published()).map(({ kid }) => kid)).toEqual([key]);
    expect((await kindsOf()).at(-1)).toEqual({ kind: 'signing-key.retired', detail: { key: before?.kid } });
    const db = await openSqlite(rig.dataFolder);
    expect(await retireLapsedKeys({ db, sources: rig.sources, dataFolder: rig.dataFolder })).toBe(false);
    await db.destroy();
  });

  it('TOK-6: with keys that are known to others nothing of theirs is believed any more', async () => {
    const { rig, node } = fixture;
    const { body: device } = await rig.enrol();
    const ticket = (await fixture.start()).body.ticket;
    const { key } = await rotate(true);
    await node.until(() => keySets(node).length > 0);
    const trust = { issuer: device.issuer, keys: await published() };
    expect(trust.keys.map(({ kid }) => kid)).toEqual([key]);
    expect(isRefusal(await verifyTicket(ticket, trust, rig.sources.nowMs()))).toBe(true);
    expect(isRefusal(await verifyDeviceCredential(device.credential, trust, rig.sources.nowMs()))).toBe(true);
    // Sessions of before hold tickets that are spent; new ones begin at once.
    const { body } = await rig.enrol();
    expect(signerOf(body.credential)).toBe(key);
  });

  it('a node that links later, and services that start anew, know the key in force', async () => {
    const { rig } = fixture;
    const { key } = await rotate();
    rig.sources.advance(servicesLimits.keyPublishedMs);
    await rig.restart();
    const node = await rig.node({ node: 'late' });
    const welcome = await node.next('welcome');
    const keySet = decodeKeySet(welcome.welcome.keySet?.payload ?? new Uint8Array());
    expect(keySet?.keys.map(({ kid }) => kid)).toContain(key);
    const beat = await node.next('heartbeat');
    expect(beat.heartbeat.keyId).toBe(key);
  });

  it('AUD-5: a rotation that was killed after its commit takes effect by itself; one that was not committed never was', async () => {
    const { rig } = fixture;
    const path = join(rig.dataFolder, 'keys.json');
    const old = readFileSync(path, 'utf8');
    await rig.services.stop();
    const { key } = await rotate();
    renameSync(path, `${path}.next`);
    writeFileSync(path, old);
    await rig.restart();
    expect(readKeyFile(rig.dataFolder)?.signing.at(-1)?.kid).toBe(key);
    // Nobody has committed this one.
    const stranger = { ...JSON.parse(old), sequence: 99 };
    writeFileSync(`${path}.next`, JSON.stringify(stranger));
    await rig.restart();
    expect(readKeyFile(rig.dataFolder)?.sequence).toBe(2);
    expect(existsSync(`${path}.next`)).toBe(false);
    expect((await kindsOf()).map(({ detail }) => detail.key)).toEqual([key]);
  });

  it('two rotations at the same time both stand in the file’s history: none is lost half', async () => {
    const rotations = await Promise.all([rotate(), rotate()]);
    const file = readKeyFile(fixture.rig.dataFolder);
    expect(file?.sequence).toBe(3);
    expect(rotations.map(({ key }) => key)).toContain(file?.signing.at(-1)?.kid);
    expect(await kindsOf()).toHaveLength(2);
  });
});
