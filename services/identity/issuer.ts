/**
 * The organisation's identity provider, by OpenID Connect: authorisation code with PKCE, state and nonce, and the ID
 * token's signature, issuer, audience and times checked. The one place that speaks the protocol.
 */

import { limits } from '@ringside/protocol';
import { isLoopback } from '@ringside/settings';
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
} from 'openid-client';
import { servicesLimits } from '../limits.ts';
import { nameFrom } from '../names.ts';
import type { Sources } from '../sources.ts';
import type { Attempt } from './attempt.ts';
import { IssuerError } from './issuer-error.ts';
import { issuerFetch } from './issuer-fetch.ts';

export interface IssuerSettings {
  /** The issuer identifier, an address. */
  readonly url: string;
  readonly clientId: string;
  /** Undefined: a public client, protected by PKCE alone. */
  readonly clientSecret: string | undefined;
  /** The claim that lists the user's groups. */
  readonly groupsClaim: string;
  /** The group whose members administer the tenant. */
  readonly administratorGroup: string | undefined;
}

/** Who the issuer says has signed in. */
export interface Identity {
  /** Never given to another user by this issuer. */
  readonly subject: string;
  readonly name: string;
  readonly groups: readonly string[];
  readonly administrator: boolean;
  /** When the user last proved who they are; undefined when the issuer does not say: then it counts as long ago. */
  readonly authenticatedMs: number | undefined;
}

export class Issuer {
  /** Its identifier. */
  readonly url: string;
  readonly #settings: IssuerSettings;
  readonly #sources: Sources;
  #metadata: { readonly found: Promise<Configuration>; readonly untilMs: number } | undefined;

  constructor(settings: IssuerSettings, sources: Sources) {
    this.url = settings.url;
    this.#settings = settings;
    this.#sources = sources;
  }

  /** @returns where the browser goes now. @throws IssuerError */
  async begin(attempt: Attempt, callback: string): Promise<string> {
    const configuration = await this.#discover();
    const parameters = {
      redirect_uri: callback,
      scope: 'openid profile email',
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
      ...toldWhen(configuration),
      // Whoever was signed in there long ago proves anew who they are.
      ...(attempt.fresh ? { prompt: 'login', max_age: '0' } : {}),
    };
    return buildAuthorizationUrl(configuration, parameters).href;
  }

  /** @param returned the address that the browser came back to, query included. @throws IssuerError */
  async finish(attempt: Attempt, returned: URL): Promise<Identity> {
    const configuration = await this.#discover();
    requireAnswer(attempt, returned.searchParams, configuration.serverMetadata().issuer);
    try {
      const tokens = await authorizationCodeGrant(configuration, returned, {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.verifier,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new IssuerError('issuer-refused', 'no ID token', { isLie: true });
      const nowMs = this.#sources.nowMs();
      // The library looks at when a token ends, not at when it was made.
      if (claims.iat * 1_000 > nowMs + limits.clockSkewMs) {
        throw new IssuerError('issuer-refused', 'iat is ahead', { isLie: true });
      }
      const authenticatedMs = authenticatedAt(claims.auth_time, nowMs);
      if (attempt.fresh) requireFresh(authenticatedMs, nowMs);
      // Some issuers put no more than the subject into the token.
      const hasMore = configuration.serverMetadata().userinfo_endpoint !== undefined;
      const more = hasMore ? await fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
      return { ...this.#identity({ ...more, ...claims }), authenticatedMs };
    } catch (error) {
      throw issuerError(error);
    }
  }

  /** Kept for a while, so that an issuer that is down or moves is noticed; a failure is not kept. */
  async #discover(): Promise<Configuration> {
    const nowMs = this.#sources.nowMs();
    if (this.#metadata === undefined || this.#metadata.untilMs <= nowMs) {
      const { url, clientId, clientSecret } = this.#settings;
      const plain = isLoopback(new URL(url).hostname) ? [allowInsecureRequests] : [];
      const found = discovery(new URL(url), clientId, clientSecret, clientSecret === undefined ? None() : undefined, {
        execute: [enableNonRepudiationChecks, ...plain],
        [customFetch]: issuerFetch,
        timeout: servicesLimits.issuerTimeoutMs / 1_000,
      });
      const same = found.then((configuration) => requireSame(url, configuration));
      this.#metadata = { found: same, untilMs: nowMs + servicesLimits.issuerMetadataMs };
    }
    const { found } = this.#metadata;
    try {
      return await found;
    } catch (error) {
      if (this.#metadata?.found === found) this.#metadata = undefined;
      throw issuerError(error);
    }
  }

  #identity(claims: Claims): Omit<Identity, 'authenticatedMs'> {
    const { groupsClaim, administratorGroup } = this.#settings;
    const groups = textsOf(claims[groupsClaim]);
    return {
      subject: claims.sub,
      name: nameOf(claims),
      groups,
      administrator: administratorGroup !== undefined && groups.includes(administratorGroup),
    };
  }
}

interface Claims {
  readonly sub: string;
  readonly [claim: string]: unknown;
}

/**
 * Asks that the ID token says when the user last proved who they are: issuers may leave it out unless asked (OpenID
 * Connect Core, 2). An age asks every issuer for it (3.1.2.1), and the claim itself those that heed claims (5.5), some of
 * which heed no age.
 */
function toldWhen(configuration: Configuration): Record<string, string> {
  const max_age = String(servicesLimits.signInAgeMs / 1_000);
  if (configuration.serverMetadata().claims_parameter_supported !== true) return { max_age };
  return { max_age, claims: JSON.stringify({ id_token: { auth_time: { essential: true } } }) };
}

/** By the signed word of this sign-in, in milliseconds. A time that is still to come is none: it would be fresh then. */
function authenticatedAt(authTime: number | undefined, nowMs: number): number | undefined {
  const authenticatedMs = (authTime ?? Number.NaN) * 1_000;
  return authenticatedMs <= nowMs + limits.clockSkewMs ? authenticatedMs : undefined;
}

/** Both are in the log: the issuer is not set up for what the organisation asks of it. */
function requireFresh(authenticatedMs: number | undefined, nowMs: number): void {
  if (authenticatedMs === undefined) {
    throw new IssuerError('sign-in-age-unknown', 'auth_time is missing or ahead', { isLie: true });
  }
  if (nowMs - authenticatedMs > servicesLimits.freshSignInMs + limits.clockSkewMs) {
    throw new IssuerError('sign-in-not-fresh', 'auth_time is too old', { isLie: true });
  }
}

/** Most issuers send a list, some one text. What is neither counts as no group: nothing is given by mistake. */
function textsOf(claim: unknown): string[] {
  const values: unknown[] = Array.isArray(claim) ? claim : [claim];
  const texts = values.filter((value) => typeof value === 'string' && value !== '' && value.length <= longestGroup);
  return [...new Set(texts as string[])].slice(0, servicesLimits.issuerGroups);
}
const longestGroup = servicesLimits.issuerGroupUnits;

function nameOf(claims: Claims): string {
  for (const claim of ['name', 'preferred_username', 'email']) {
    const value = claims[claim];
    if (typeof value !== 'string') continue;
    const name = nameFrom(value);
    if (name !== '') return name;
  }
  return 'User';
}

/** An answer that is not to this attempt is anybody's: nothing is asked of the issuer for it. */
function requireAnswer({ state }: Attempt, answer: URLSearchParams, issuer: string): void {
  const from = answer.get('iss');
  if (answer.get('state') !== state) throw new IssuerError('issuer-refused', 'state');
  if (from !== null && from !== issuer) throw new IssuerError('issuer-refused', 'iss');
  if (!answer.has('code') && !answer.has('error')) throw new IssuerError('issuer-refused', 'code');
}

/** The library lets some providers stand for every organisation that they have. Here one is meant. */
function requireSame(url: string, configuration: Configuration): Configuration {
  if (new URL(configuration.serverMetadata().issuer).href === new URL(url).href) return configuration;
  throw new IssuerError('issuer-refused', 'another issuer', { isLie: true });
}

function issuerError(error: unknown): IssuerError {
  if (error instanceof IssuerError) return error;
  if (error instanceof ClientError && error.cause instanceof IssuerError) return error.cause;
  if (error instanceof AuthorizationResponseError) {
    // It came through the browser's address bar: only a code is worth a line in the log.
    const code = /^[a-z_]{1,40}$/.test(error.error) ? error.error : 'an error without a code';
    return new IssuerError('issuer-refused', code);
  }
  const code = error instanceof ClientError ? error.code : undefined;
  // A request that failed or took too long, or an answer that is none of the issuer's: a gateway's in its place.
  const cause = error instanceof Error ? error.cause : undefined;
  const away =
    code === 'OAUTH_TIMEOUT' ||
    (error instanceof TypeError && !(error instanceof ClientError)) ||
    (cause instanceof Response && cause.status >= 500);
  const claim = claimOf(cause);
  const why = `${code ?? (error instanceof Error ? error.name : 'unknown')}${claim === '' ? '' : ` ${claim}`}`;
  if (away) return new IssuerError('issuer-unreachable', why, { cause: error });
  // What the token's end refuses is a code that is wrong or used: anybody's, too.
  const isLie = error instanceof ClientError && !(cause instanceof Response);
  return new IssuerError('issuer-refused', why, { cause: error, isLie });
}

/** Which claim the library found wrong, by its own word. */
function claimOf(error: unknown): string {
  const about = error instanceof Error ? error.cause : undefined;
  const claim: unknown = typeof about === 'object' && about !== null ? Reflect.get(about, 'claim') : undefined;
  return typeof claim === 'string' ? claim : '';
}
