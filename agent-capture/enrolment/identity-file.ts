/** The content of identity.json, parsed: who the device is, whom it trusts, where it connects. */
import { limits, type SigningKeyJwk } from '@ringside/protocol';

export interface IdentityFile {
  readonly device: string;
  readonly tenant: string;
  readonly issuer: string;
  /** Pinned at enrolment: whatever services claim later must be signed by it. */
  readonly rootKey: SigningKeyJwk;
  readonly servicesUrl: string;
  readonly relayUrl: string;
  readonly credential: string;
  /** The newest key set ever accepted: an older one, with withdrawn keys, is never accepted again. */
  readonly keySetSequence: number;
}

export function parseIdentityFile(text: string): IdentityFile | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const device = stringIn(value, 'device');
  const tenant = stringIn(value, 'tenant');
  const issuer = stringIn(value, 'issuer');
  const servicesUrl = stringIn(value, 'servicesUrl');
  const relayUrl = stringIn(value, 'relayUrl');
  const credential = stringIn(value, 'credential');
  const rootKey = parseRootKey(Reflect.get(value, 'rootKey'));
  const keySetSequence: unknown = Reflect.get(value, 'keySetSequence');
  if (device === undefined || tenant === undefined || issuer === undefined || rootKey === undefined) return undefined;
  if (servicesUrl === undefined || relayUrl === undefined || credential === undefined) return undefined;
  if (typeof keySetSequence !== 'number' || !Number.isSafeInteger(keySetSequence)) return undefined;
  return { device, tenant, issuer, rootKey, servicesUrl, relayUrl, credential, keySetSequence };
}

/** A text field that is there, not empty, and no longer than a token. */
export function stringIn(value: object, name: string): string | undefined {
  const field: unknown = Reflect.get(value, name);
  return typeof field === 'string' && field.length > 0 && field.length <= limits.tokenUnits ? field : undefined;
}

export function parseRootKey(value: unknown): SigningKeyJwk | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const x = stringIn(value, 'x');
  const kid = stringIn(value, 'kid');
  const fits = Reflect.get(value, 'kty') === 'OKP' && Reflect.get(value, 'crv') === 'Ed25519' && !('d' in value);
  return fits && x !== undefined && kid !== undefined ? { kty: 'OKP', crv: 'Ed25519', x, kid } : undefined;
}
