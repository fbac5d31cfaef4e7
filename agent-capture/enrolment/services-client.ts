/**
 * The device's side of the services' HTTP API: a challenge, then enrolment, a new credential or the end of it, each with
 * a proof of possession of the device's key. Every failure is one sentence for the operator.
 */
import { type CryptoKey, limits, type PublicKeyJwk, signProof } from '@ringside/protocol';
import { agentLimits } from '../limits.ts';
import { trustedAddress } from './addresses.ts';
import { EnrolmentError } from './enrolment-error.ts';
import { type IdentityFile, parseRootKey, stringIn } from './identity-file.ts';

export type Fetch = typeof fetch;

export interface EnrolmentRequest {
  readonly enrolmentKey: string;
  readonly publicKey: PublicKeyJwk;
  readonly privateKey: CryptoKey;
  readonly name: string;
  readonly platform: string;
}

export interface RenewedCredential {
  readonly credential: string;
  readonly relayUrl: string;
}

export interface ServicesClient {
  enrol(request: EnrolmentRequest): Promise<IdentityFile>;
  /** @throws EnrolmentError device-refused when the device is suspended, unenrolled or unknown */
  renew(device: string, privateKey: CryptoKey): Promise<RenewedCredential>;
}

export interface LeavingServicesClient extends ServicesClient {
  /** Gives the device's record up for good. @throws EnrolmentError device-refused when it is not known under this key */
  unenrol(device: string, privateKey: CryptoKey, deleteData: boolean): Promise<void>;
}

export function createServicesClient(servicesUrl: string, request: Fetch = fetch): LeavingServicesClient {
  if (!URL.canParse(servicesUrl)) {
    throw new EnrolmentError(
      'insecure-address',
      `The address of services, ${servicesUrl}, is none: it looks like https://rooms.example or http://127.0.0.1:8400.`,
    );
  }
  const { username, password } = new URL(servicesUrl);
  if (username !== '' || password !== '') {
    throw new EnrolmentError('insecure-address', 'The address of services must not have a name or password in it.');
  }
  const base = trustedAddress(servicesUrl, 'http');
  if (base === undefined) {
    throw new EnrolmentError(
      'insecure-address',
      `The address of services, ${servicesUrl}, must begin with https:// (http:// only on this machine).`,
    );
  }
  const root = base.href.endsWith('/') ? base.href : `${base.href}/`;

  async function post(path: string, body: object, refusal: (problem: object) => EnrolmentError): Promise<object> {
    let response: Response;
    let text: string;
    try {
      response = await request(new URL(path, root), {
        method: 'POST',
        redirect: 'error',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(agentLimits.requestMs),
      });
      text = await readText(response);
    } catch (cause) {
      if (cause instanceof EnrolmentError) throw cause;
      throw new EnrolmentError('unreachable', `Services at ${root} cannot be reached: ${networkReason(cause)}.`, {
        cause,
      });
    }
    const answer = parseObject(text);
    if (response.status >= 500 || response.status === 429) {
      throw new EnrolmentError('unreachable', `Services at ${root} cannot answer now (status ${response.status}).`);
    }
    if (!response.ok) throw refusal(answer ?? {});
    if (response.status === 204) return {};
    if (answer === undefined) throw badAnswer(root);
    return answer;
  }

  async function challenge(): Promise<{ nonce: string; bytes: Uint8Array }> {
    const nonce = stringIn(await post('v1/device-challenges', {}, () => badAnswer(root)), 'nonce');
    const bytes = nonce === undefined ? undefined : Buffer.from(nonce, 'base64url');
    if (nonce === undefined || bytes?.length !== limits.nonceBytes) throw badAnswer(root);
    return { nonce, bytes };
  }

  return {
    async enrol({ enrolmentKey, publicKey, privateKey, name, platform }) {
      const { nonce, bytes } = await challenge();
      const proof = encode(await signProof(privateKey, 'enrolment', bytes, enrolmentKey));
      const body = { enrolmentKey, nonce, publicKey, proof, name, platform };
      const answer = await post('v1/enrolments', body, keyRefused);
      const device = stringIn(answer, 'deviceId');
      const tenant = stringIn(answer, 'tenantId');
      const issuer = stringIn(answer, 'issuer');
      const credential = stringIn(answer, 'credential');
      const relayUrl = relayAddressIn(answer);
      const rootKey = parseRootKey(Reflect.get(answer, 'rootKey'));
      if (device === undefined || tenant === undefined || issuer === undefined || rootKey === undefined)
        throw badAnswer(root);
      if (credential === undefined || relayUrl === undefined) throw badAnswer(root);
      return { device, tenant, issuer, rootKey, servicesUrl, relayUrl, credential, keySetSequence: 0 };
    },
    async renew(deviceId, privateKey) {
      const { nonce, bytes } = await challenge();
      const proof = encode(await signProof(privateKey, 'renewal', bytes, deviceId));
      const answer = await post('v1/device-credentials', { deviceId, nonce, proof }, deviceRefused);
      const credential = stringIn(answer, 'credential');
      const relayUrl = relayAddressIn(answer);
      if (credential === undefined || relayUrl === undefined) throw badAnswer(root);
      return { credential, relayUrl };
    },

    async unenrol(deviceId, privateKey, deleteData) {
      const { nonce, bytes } = await challenge();
      const proof = encode(await signProof(privateKey, 'unenrolment', bytes, deviceId));
      const refused = (problem: object) => deviceRefused(problem, 'did not take this device off');
      await post('v1/device-unenrolments', { deviceId, nonce, proof, deleteData }, refused);
    },
  };
}

/** What services say of an enrolment key, in words that help whoever holds it. */
const keySentences: Readonly<Record<string, string>> = {
  'enrolment-key-unknown': 'The enrolment key is wrong: copy it again from the portal, whole.',
  'enrolment-key-used-up': 'The enrolment key is used up: make a new one in the portal.',
  'enrolment-key-expired': 'The enrolment key has expired: make a new one in the portal.',
  'enrolment-key-revoked': 'The enrolment key was revoked: make a new one in the portal.',
  'tenant-suspended': 'The organisation of this enrolment key is suspended: ask who runs Ringside for it.',
};

function keyRefused(problem: object): EnrolmentError {
  const code = stringIn(problem, 'code') ?? '';
  const said = stringIn(problem, 'detail') ?? stringIn(problem, 'title') ?? 'no reason was given';
  return new EnrolmentError('key-refused', keySentences[code] ?? `Services refused to enrol this device: ${said}`);
}

function deviceRefused(problem: object, what = 'refused this device a credential'): EnrolmentError {
  const said = stringIn(problem, 'detail') ?? stringIn(problem, 'title') ?? 'no reason was given';
  return new EnrolmentError('device-refused', `Services ${what}: ${said}`);
}

function badAnswer(root: string): EnrolmentError {
  return new EnrolmentError('bad-answer', `What answers at ${root} is not Ringside's services: check the address.`);
}

async function readText(response: Response): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    if (length > agentLimits.answerBytes)
      throw new EnrolmentError('bad-answer', 'Services answered more than they may.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** One that the agent would not connect to is none: once kept, it would give its link up for good, at each start. */
function relayAddressIn(answer: object): string | undefined {
  const relayUrl = stringIn(answer, 'relayUrl');
  return relayUrl === undefined || trustedAddress(relayUrl, 'ws') === undefined ? undefined : relayUrl;
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${agentLimits.requestMs / 1_000} seconds`;
  const code = error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : '';
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') return 'no TLS is spoken there';
  // Of fetch, for ports that belong to mail and the like: nothing was even tried.
  if (error.cause instanceof Error && error.cause.message === 'bad port')
    return 'HTTP is not spoken on this port, services must have another';
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
