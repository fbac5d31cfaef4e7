/**
 * Tickets (one session, one use) and device credentials as JWTs, signed with EdDSA by services.
 * Verification pins algorithm, key, issuer, audience, type and age (TOK-4), and parses every claim.
 */
import { base64url, importJWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { CryptoKey } from './crypto-key.ts';
import { limits } from './limits.ts';
import type { PublicKeyJwk } from './proof.ts';
import type { SigningKeyJwk } from './signed-statement.ts';

export type GrantPermission = 'view' | 'modify';

/** Whether the room is told of a session (`notice`), or asked for it (`prompt`), before anything is shown (SES-2). */
export const roomConsents = ['none', 'notice', 'prompt'] as const;
export type RoomConsentName = (typeof roomConsents)[number];

/** What a ticket says. Times are Unix milliseconds in whole seconds. */
export interface Ticket {
  readonly id: string;
  readonly tenant: string;
  readonly operator: string;
  /** Shown in the room. */
  readonly operatorName: string;
  /** Shown in the room too; empty when none was given. */
  readonly reason: string;
  /** The tenant wants no card in its rooms. */
  readonly cardOff: boolean;
  /** The tenant withholds both restarts of the device. */
  readonly restartsWithheld: boolean;
  /** The tenant lets who may only look use the shortcuts too. */
  readonly viewShortcuts: boolean;
  readonly roomConsent: RoomConsentName;
  readonly device: string;
  readonly session: string;
  readonly permission: GrantPermission;
  /** The viewer's key: only its holder can use the ticket. */
  readonly viewerKey: PublicKeyJwk;
  /** The Origin header that the viewer's socket must carry. */
  readonly origin: string;
  readonly node: string;
  readonly instance: string;
  /** The session is over then, however often it is resumed. */
  readonly endsAtMs: number;
  /** It is over too when its operator has done nothing for this long. */
  readonly idleMs: number;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
}

/** What a device credential says. */
export interface DeviceCredential {
  readonly device: string;
  readonly tenant: string;
  readonly deviceKey: PublicKeyJwk;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
}

/** What services sign with. */
export interface TokenSigner {
  readonly issuer: string;
  readonly keyId: string;
  readonly privateKey: CryptoKey;
}

/** What a verifier trusts: the key set in force. */
export interface TokenTrust {
  readonly issuer: string;
  readonly keys: readonly SigningKeyJwk[];
}

/** Why a token is refused: for logs, never for peers. */
export type TokenRefusal = { readonly refused: string };

const algorithm = 'EdDSA';
const ticketType = 'ringside-ticket+jwt';
const ticketAudience = 'ringside-session';
const credentialType = 'ringside-device+jwt';
const credentialAudience = 'ringside-relay';

const seconds = (ms: number): number => Math.floor(ms / 1_000);

export async function signTicket(ticket: Ticket, signer: TokenSigner): Promise<string> {
  const { operatorName, device, session, permission, origin, node, instance } = ticket;
  return new SignJWT({
    ten: ticket.tenant,
    name: operatorName,
    why: ticket.reason,
    card: !ticket.cardOff,
    rest: !ticket.restartsWithheld,
    keys: ticket.viewShortcuts,
    ask: ticket.roomConsent,
    dev: device,
    sid: session,
    perm: permission,
    origin,
    node,
    inst: instance,
    end: seconds(ticket.endsAtMs),
    idle: seconds(ticket.idleMs),
    cnf: { jwk: ticket.viewerKey },
  })
    .setProtectedHeader({ alg: algorithm, typ: ticketType, kid: signer.keyId })
    .setIssuer(signer.issuer)
    .setAudience(ticketAudience)
    .setSubject(ticket.operator)
    .setJti(ticket.id)
    .setIssuedAt(seconds(ticket.issuedAtMs))
    .setExpirationTime(seconds(ticket.expiresAtMs))
    .sign(signer.privateKey);
}

export async function signDeviceCredential(credential: DeviceCredential, signer: TokenSigner): Promise<string> {
  return new SignJWT({ ten: credential.tenant, cnf: { jwk: credential.deviceKey } })
    .setProtectedHeader({ alg: algorithm, typ: credentialType, kid: signer.keyId })
    .setIssuer(signer.issuer)
    .setAudience(credentialAudience)
    .setSubject(credential.device)
    .setIssuedAt(seconds(credential.issuedAtMs))
    .setExpirationTime(seconds(credential.expiresAtMs))
    .sign(signer.privateKey);
}

/** A key set's keys stay for days, and tokens come by the thousand when a relay starts again. */
const importedKeys = new WeakMap<SigningKeyJwk, ReturnType<typeof importJWK>>();

function importedKey(jwk: SigningKeyJwk): ReturnType<typeof importJWK> {
  const known = importedKeys.get(jwk);
  if (known !== undefined) return known;
  const imported = importJWK({ kty: jwk.kty, crv: jwk.crv, x: jwk.x }, algorithm);
  importedKeys.set(jwk, imported);
  return imported;
}

/** Base64url has bits to spare in its last character; a token that differs there is not the one that was signed. */
function isCanonical(part: string): boolean {
  return base64url.encode(base64url.decode(part)) === part;
}

async function verify(
  token: string,
  trust: TokenTrust,
  pinned: { typ: string; audience: string; maxAgeMs: number },
  nowMs: number,
): Promise<JWTPayload | TokenRefusal> {
  if (token.length > limits.tokenUnits) return { refused: 'too long' };
  try {
    if (!token.split('.').every(isCanonical)) return { refused: 'not as it was signed' };
    const { payload } = await jwtVerify(
      token,
      async ({ kid }) => {
        const jwk = trust.keys.find((key) => key.kid === kid);
        if (jwk === undefined) throw new Error('unknown key');
        return importedKey(jwk);
      },
      {
        algorithms: [algorithm],
        typ: pinned.typ,
        issuer: trust.issuer,
        currentDate: new Date(nowMs),
        clockTolerance: limits.clockSkewMs / 1_000,
        maxTokenAge: pinned.maxAgeMs / 1_000,
        requiredClaims: ['exp', 'iat', 'sub'],
      },
    );
    // Not left to the library: it takes lists of audiences, with which one token would serve two purposes.
    if (payload.aud !== pinned.audience) return { refused: 'audience' };
    if (!isLife(payload, pinned.maxAgeMs)) return { refused: 'life' };
    return payload;
  } catch (error) {
    return { refused: error instanceof Error ? error.message : 'invalid' };
  }
}

/** Reads a ticket that is valid now, or says why not. Never throws for a bad token. */
export async function verifyTicket(token: string, trust: TokenTrust, nowMs: number): Promise<Ticket | TokenRefusal> {
  const pinned = { typ: ticketType, audience: ticketAudience, maxAgeMs: limits.ticketMs };
  const payload = await verify(token, trust, pinned, nowMs);
  if (isRefusal(payload)) return payload;
  const { jti, sub, ten, name, why, card, rest, keys, dev, sid, perm, origin, node, inst, end, idle, iat, exp } =
    payload;
  const roomConsent = roomConsents.find((known) => known === payload.ask);
  const viewerKey = confirmationKey(payload);
  if (
    !isText(jti) ||
    !isText(sub) ||
    !isText(ten) ||
    typeof name !== 'string' ||
    name.length > limits.nameUnits ||
    typeof why !== 'string' ||
    why.length > limits.reasonUnits ||
    typeof card !== 'boolean' ||
    typeof rest !== 'boolean' ||
    typeof keys !== 'boolean' ||
    roomConsent === undefined ||
    !isText(dev) ||
    !isText(sid) ||
    (perm !== 'view' && perm !== 'modify') ||
    !isText(origin) ||
    !isText(node) ||
    !isText(inst) ||
    !isSeconds(end) ||
    !isSeconds(idle) ||
    viewerKey === undefined ||
    iat === undefined ||
    exp === undefined
  ) {
    return { refused: 'claims' };
  }
  return {
    id: jti,
    tenant: ten,
    operator: sub,
    operatorName: name,
    reason: why,
    cardOff: !card,
    restartsWithheld: !rest,
    viewShortcuts: keys,
    roomConsent,
    device: dev,
    session: sid,
    permission: perm,
    viewerKey,
    origin,
    node,
    instance: inst,
    endsAtMs: end * 1_000,
    idleMs: idle * 1_000,
    issuedAtMs: iat * 1_000,
    expiresAtMs: exp * 1_000,
  };
}

/** Reads a device credential that is valid now, or says why not. Never throws for a bad token. */
export async function verifyDeviceCredential(
  token: string,
  trust: TokenTrust,
  nowMs: number,
): Promise<DeviceCredential | TokenRefusal> {
  const pinned = { typ: credentialType, audience: credentialAudience, maxAgeMs: limits.credentialMs };
  const payload = await verify(token, trust, pinned, nowMs);
  if (isRefusal(payload)) return payload;
  const { sub, ten, iat, exp } = payload;
  const deviceKey = confirmationKey(payload);
  if (!isText(sub) || !isText(ten) || deviceKey === undefined || iat === undefined || exp === undefined) {
    return { refused: 'claims' };
  }
  return { device: sub, tenant: ten, deviceKey, issuedAtMs: iat * 1_000, expiresAtMs: exp * 1_000 };
}

export function isRefusal(value: object): value is TokenRefusal {
  return 'refused' in value;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= limits.nameUnits;
}

/** More than zero, and exact as milliseconds too. */
function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value * 1_000) && Number.isInteger(value) && value > 0;
}

function isLife({ iat, exp }: JWTPayload, maxAgeMs: number): boolean {
  if (!Number.isSafeInteger(iat) || !Number.isSafeInteger(exp) || iat === undefined || exp === undefined) return false;
  return exp > iat && exp - iat <= maxAgeMs / 1_000;
}

function confirmationKey(payload: JWTPayload): PublicKeyJwk | undefined {
  const { cnf } = payload;
  if (typeof cnf !== 'object' || cnf === null || !('jwk' in cnf)) return undefined;
  return parsePublicKey(cnf.jwk);
}

/** Parses a P-256 public JWK from anything. A private part is refused, other extra members are left out. */
export function parsePublicKey(value: unknown): PublicKeyJwk | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('kty' in value) || !('crv' in value) || !('x' in value) || !('y' in value)) return undefined;
  const { kty, crv, x, y } = value;
  const coordinate = /^[A-Za-z0-9_-]{43}$/;
  if (kty !== 'EC' || crv !== 'P-256' || 'd' in value) return undefined;
  if (typeof x !== 'string' || typeof y !== 'string' || !coordinate.test(x) || !coordinate.test(y)) return undefined;
  return { kty, crv, x, y };
}
