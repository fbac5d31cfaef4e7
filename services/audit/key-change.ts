/**
 * How one key of the log names the next: a statement signed by both, which every export begins with. So whoever has any
 * of the keys can verify what the others signed.
 *
 * ```
 * {"key-change":{"type":"ringside-log-key-change","from":…,"to":…,"timeMs":…},"signature":"…","countersignature":"…"}
 * ```
 */
import type { KeyObject } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { isSignedBy, keyIdOf, type LogSigner, parsePublicKeyText } from './checkpoint.ts';

const key = () => Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });

const keyChangeSchema = Type.Object(
  {
    type: Type.Literal('ringside-log-key-change'),
    /** Public keys, 32 bytes each as base64url. */
    from: key(),
    to: key(),
    timeMs: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);

type KeyChange = Static<typeof keyChangeSchema>;

const form = Compile(keyChangeSchema);
const line = /^\{"key-change":(\{.*\}),"signature":"([A-Za-z0-9_-]{86})","countersignature":"([A-Za-z0-9_-]{86})"\}$/;

export const isKeyChange = (text: string): boolean => text.startsWith('{"key-change":');

export function keyChangeLine(before: LogSigner, after: LogSigner, timeMs: number): string {
  const from = xOf(before.publicKey);
  const change: KeyChange = { type: 'ringside-log-key-change', from, to: xOf(after.publicKey), timeMs };
  const { text, signature } = before.sign(change);
  return `{"key-change":${text},"signature":"${signature}","countersignature":"${after.sign(change).signature}"}`;
}

/** The keys from the first to the one in force, by name, in order. */
export class KeyChain {
  readonly #keys = new Map<string, KeyObject>();
  #last = '';

  /** @returns false for a change that is not signed by both its keys, or does not go on from the one before */
  add(text: string): boolean {
    const [, statement, signature, countersignature] = line.exec(text) ?? [];
    if (statement === undefined || signature === undefined || countersignature === undefined) return false;
    const change = parse(statement);
    if (change === undefined) return false;
    const [from, to] = [parsePublicKeyText(change.from), parsePublicKeyText(change.to)];
    if (from === undefined || to === undefined) return false;
    if (this.#last !== '' && this.#last !== keyIdOf(from)) return false;
    if (!isSignedBy({ text: statement, signature }, from)) return false;
    if (!isSignedBy({ text: statement, signature: countersignature }, to)) return false;
    this.#append(from);
    this.#append(to);
    return true;
  }

  /** Closes the chain with the key that its reader trusts. @returns false when that is none of the chain's */
  anchor(trusted: KeyObject): boolean {
    if (this.#keys.size === 0) this.#append(trusted);
    return this.#keys.has(keyIdOf(trusted));
  }

  /** The key in force. */
  get last(): string {
    return this.#last;
  }

  keyOf(keyId: string): KeyObject | undefined {
    return this.#keys.get(keyId);
  }

  /** Where the key stands in the chain; -1 for none of its own. */
  placeOf(keyId: string): number {
    return [...this.#keys.keys()].indexOf(keyId);
  }

  #append(publicKey: KeyObject): void {
    this.#last = keyIdOf(publicKey);
    this.#keys.set(this.#last, publicKey);
  }
}

const xOf = (publicKey: KeyObject): string => String(publicKey.export({ format: 'jwk' }).x);

function parse(text: string): KeyChange | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return form.Check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
