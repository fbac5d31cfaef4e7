/** The secrets with which reporters prove themselves: files that only the agent's user can read. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CallStateError } from './call-state-error.ts';
import { callStateLimits as limits } from './limits.ts';

/** A page gets a secret of its own, which is no use on the socket. */
export type TokenName = 'call-state.token' | 'call-state-browser.token';

/**
 * The token in this folder; made when there is none.
 * @throws CallStateError when others can know it
 */
export function reporterToken(folder: string, name: TokenName = 'call-state.token'): string {
  const path = join(folder, name);
  try {
    requirePrivate(path);
    const token = readFileSync(path, 'utf8').trim();
    if (token.length >= limits.tokenBytes) return token;
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause;
  }
  const token = randomBytes(limits.tokenBytes).toString('base64url');
  writeFileSync(path, `${token}\n`, { mode: 0o600 });
  return token;
}

/** Whoever has the token, or has put it there, could say that there is no call. Windows keeps no such modes. */
function requirePrivate(path: string): void {
  const { uid, mode } = statSync(path);
  const user = process.getuid?.();
  const groupOrOthers = 0o077;
  if (user === undefined || (uid === user && (mode & groupOrOthers) === 0)) return;
  const sentence = `${path} is not the agent's alone: remove it, and the agent makes another one, with mode 0600.`;
  throw new CallStateError('settings', sentence);
}

/**
 * What a page answers a challenge with. The token itself never travels, so whoever listens on the port while the agent
 * is away learns nothing.
 */
export function proofOf(token: string, challenge: string, origin: string): string {
  return createHmac('sha256', token).update(`ringside.call-state.v1 ${challenge} ${origin}`).digest('base64url');
}

export function isSecret(said: string, secret: string): boolean {
  const a = Buffer.from(said);
  const b = Buffer.from(secret);
  return a.length === b.length && timingSafeEqual(a, b);
}
