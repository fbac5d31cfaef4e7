/** The secret that a room application shows before its reports count: a file that only the agent's user can read. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentLimits } from '../limits.ts';

const name = 'call-state.token';

/** The token in this folder; made when there is none. */
export function reporterToken(folder: string): string {
  const path = join(folder, name);
  try {
    const token = readFileSync(path, 'utf8').trim();
    if (token.length >= agentLimits.reporterTokenBytes) return token;
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause;
  }
  const token = randomBytes(agentLimits.reporterTokenBytes).toString('base64url');
  writeFileSync(path, `${token}\n`, { mode: 0o600 });
  return token;
}

export function isToken(said: unknown, token: string): boolean {
  if (typeof said !== 'string') return false;
  const a = Buffer.from(said);
  const b = Buffer.from(token);
  return a.length === b.length && timingSafeEqual(a, b);
}
