/**
 * Which of the published keys signs, and which may go (TOK-6). A new key is published a while before it signs, so that
 * everybody who verifies has it by then; an old one stays published until the last thing that it signed has lapsed.
 * Pure.
 */
import { limits } from '@ringside/protocol';
import { servicesLimits } from '../limits.ts';
import type { KeyFile, PrivateKeyJwk, SigningKey } from './key-file.ts';

const signsFrom = ({ signsFromMs = 0 }: SigningKey): number => signsFromMs;

/** The one that began last. With a clock that was set far back it is the oldest. */
export function signingKeyAt(keys: readonly SigningKey[], nowMs: number): SigningKey {
  const [first, ...others] = keys.toSorted((a, b) => signsFrom(a) - signsFrom(b));
  if (first === undefined) throw new TypeError('a key file without a signing key');
  return others.findLast((key) => signsFrom(key) <= nowMs) ?? first;
}

/** Keys of which nothing is valid any more: a credential, the longest that is signed, has lapsed since their last day. */
export function lapsedKeys(keys: readonly SigningKey[], nowMs: number): readonly SigningKey[] {
  const inOrder = keys.toSorted((a, b) => signsFrom(a) - signsFrom(b));
  return inOrder.filter((_, index) => {
    const next = inOrder[index + 1];
    return next !== undefined && nowMs > signsFrom(next) + limits.credentialMs + 2 * limits.clockSkewMs;
  });
}

/**
 * The file with one more key that signs from a while after `nowMs`; or, when what is there is known to others, with
 * that key alone, from now on: whatever was signed before is void.
 * @returns undefined when as many keys are published as may be
 */
export function withNewKey(
  file: KeyFile,
  key: PrivateKeyJwk,
  { nowMs, compromised }: { readonly nowMs: number; readonly compromised: boolean },
): { readonly file: KeyFile; readonly signsFromMs: number } | undefined {
  const sequence = file.sequence + 1;
  if (compromised)
    return { file: { ...file, sequence, signing: [{ ...key, signsFromMs: nowMs }] }, signsFromMs: nowMs };
  if (file.signing.length >= limits.signingKeys) return undefined;
  const current = signingKeyAt(file.signing, nowMs);
  // The last to begin, whatever the clock says; one that has not begun yet gives way, since nothing is lost with it.
  const signsFromMs = Math.max(nowMs + servicesLimits.keyPublishedMs, signsFrom(current) + 1);
  const begun = file.signing.filter((known) => known === current || signsFrom(known) <= nowMs);
  return { file: { ...file, sequence, signing: [...begun, { ...key, signsFromMs }] }, signsFromMs };
}
