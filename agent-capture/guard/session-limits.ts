/** How long a session may go on: to the end that its grant sets, and not for long without its operator (SES-7). */
import type { Grant } from './guard-state.ts';

interface Limited {
  readonly grant: Grant;
  readonly activeMs: number;
}

export function isOverTime({ grant }: Limited, atMs: number): boolean {
  return atMs >= grant.endsMs;
}

export function isIdle({ grant, activeMs }: Limited, atMs: number): boolean {
  return atMs >= activeMs + grant.idleMs;
}

/** When the first of its limits is reached. */
export function limitMs({ grant, activeMs }: Limited): number {
  return Math.min(grant.endsMs, activeMs + grant.idleMs);
}
