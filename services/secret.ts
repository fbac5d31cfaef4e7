/** Secrets that services hand out once (links, cookies, keys): 256 random bits with a readable prefix, stored hashed. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { servicesLimits } from './limits.ts';
import type { Sources } from './sources.ts';

export type SecretKind = 'enrol' | 'signin' | 'web' | 'api';

export function newSecret(kind: SecretKind, sources: Sources): string {
  return `rs_${kind}_${Buffer.from(sources.randomBytes(servicesLimits.secretBytes)).toString('base64url')}`;
}

/** A fast hash is enough: 256 random bits cannot be guessed, so there is nothing to slow down. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Compares in constant time, whatever the lengths. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
