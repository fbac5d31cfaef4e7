/**
 * One attempt to sign in at the issuer: what binds the issuer's answer to the browser that began it. All of it comes
 * from one secret in a cookie of that browser, so nothing is kept here and nothing can be filled up.
 */
import { createHmac } from 'node:crypto';
import { servicesLimits } from '../limits.ts';
import { hashSecret } from '../secret.ts';
import type { Sources } from '../sources.ts';

export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  /** PKCE's code verifier. */
  readonly verifier: string;
  /** Whether the user must prove anew who they are. */
  readonly fresh: boolean;
  /** The hash of the browser's session token when it left: that sign-in goes on with the new one, or ends. */
  readonly replaces: string | undefined;
}

const form = /^(fresh|any)\.([A-Za-z0-9_-]{43})(?:\.([A-Za-z0-9_-]{43}))?$/;

/**
 * @param before the session token that the browser has
 * @returns what the cookie holds
 */
export function newAttempt(sources: Sources, fresh: boolean, before: string | undefined): string {
  const secret = Buffer.from(sources.randomBytes(servicesLimits.secretBytes)).toString('base64url');
  const replaces = before === undefined ? '' : `.${hashSecret(before)}`;
  return `${fresh ? 'fresh' : 'any'}.${secret}${replaces}`;
}

/** @returns undefined for what newAttempt() never makes */
export function readAttempt(cookie: string | undefined): Attempt | undefined {
  const [, age, secret, replaces] = form.exec(cookie ?? '') ?? [];
  if (secret === undefined) return undefined;
  // One way: neither the issuer nor the address bar tells the secret.
  const part = (name: string) => createHmac('sha256', secret).update(name).digest('base64url');
  return { state: part('state'), nonce: part('nonce'), verifier: part('verifier'), fresh: age === 'fresh', replaces };
}
