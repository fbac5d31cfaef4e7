/**
 * Signed statements about a tenant's log: checkpoints, which say how far it went at a time, and what an export covers.
 * Ed25519 over the statement's own text, which begins with what it is, so that neither can pass for the other.
 */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { type Static, type TSchema, Type } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';

const hashText = () => Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
const number = () => Type.Integer({ minimum: 0 });
const form = { additionalProperties: false };

const checkpointSchema = Type.Object(
  {
    type: Type.Literal('ringside-log-checkpoint'),
    tenant: Type.String(),
    /** The last record that it covers, and its hash. */
    sequence: number(),
    hash: hashText(),
    timeMs: number(),
    key: Type.String(),
  },
  form,
);

const exportSchema = Type.Object(
  {
    type: Type.Literal('ringside-log-export'),
    tenant: Type.String(),
    /** The record before the first one exported, and its hash; 0 and the chain's beginning when there is none. */
    after: number(),
    afterHash: hashText(),
    /** The last record exported. */
    sequence: number(),
    hash: hashText(),
    /** How many of them are in between. */
    checkpoints: number(),
    timeMs: number(),
    key: Type.String(),
  },
  form,
);

export type Checkpoint = Static<typeof checkpointSchema>;
export type ExportStatement = Static<typeof exportSchema>;

export interface Signed {
  /** The statement as JSON, exactly as signed. */
  readonly text: string;
  /** base64url. */
  readonly signature: string;
}

export interface LogSigner {
  readonly keyId: string;
  readonly publicKey: KeyObject;
  /** The changes of keys that led to this one, oldest first: lines of key-change.ts. */
  readonly changes: readonly string[];
  sign(statement: object): Signed;
}

export function logSigner(privateKey: KeyObject, changes: readonly string[] = []): LogSigner {
  const publicKey = createPublicKey(privateKey);
  return {
    keyId: keyIdOf(publicKey),
    publicKey,
    changes,
    sign(statement) {
      const text = JSON.stringify(statement);
      return { text, signature: sign(null, Buffer.from(text), privateKey).toString('base64url') };
    },
  };
}

/** RFC 7638: a key's name follows from the key. */
export function keyIdOf(publicKey: KeyObject): string {
  const { x } = publicKey.export({ format: 'jwk' });
  return createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');
}

/** @returns undefined for what is no Ed25519 public key as base64url */
export function parsePublicKeyText(text: string): KeyObject | undefined {
  if (!/^[A-Za-z0-9_-]{43}$/.test(text)) return undefined;
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** A signature has one spelling: base64url leaves bits of the last character unused. */
export function isSignedBy({ text, signature }: Signed, publicKey: KeyObject): boolean {
  const bytes = Buffer.from(signature, 'base64url');
  return bytes.toString('base64url') === signature && verify(null, Buffer.from(text), publicKey, bytes);
}

export const checkpointLine = ({ text, signature }: Signed): string =>
  `{"checkpoint":${text},"signature":"${signature}"}`;
export const exportLine = ({ text, signature }: Signed): string => `{"export":${text},"signature":"${signature}"}`;

const signedLine = /^\{"(checkpoint|export)":(\{.*\}),"signature":"([A-Za-z0-9_-]{86})"\}$/;
const checkpointForm = Compile(checkpointSchema);
const exportForm = Compile(exportSchema);

export type SignedLine =
  | (Signed & { readonly kind: 'checkpoint'; readonly statement: Checkpoint })
  | (Signed & { readonly kind: 'export'; readonly statement: ExportStatement });

/** A line of an export or of the file of checkpoints; undefined when it is no such statement. The signature is not checked yet. */
export function parseSignedLine(line: string): SignedLine | undefined {
  const [, kind, text, signature] = signedLine.exec(line) ?? [];
  if (text === undefined || signature === undefined) return undefined;
  if (kind === 'checkpoint') {
    const statement = parseAs(checkpointForm, text);
    return statement && { kind, statement, text, signature };
  }
  const statement = parseAs(exportForm, text);
  return statement && { kind: 'export', statement, text, signature };
}

function parseAs<T extends TSchema>(form: Validator<Record<never, never>, T>, text: string): Static<T> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return form.Check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
