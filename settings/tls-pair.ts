/** The certificate of a listener and its key: read, and seen to belong together, before anybody is offered TLS with them. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { SettingsError } from './settings-error.ts';

export interface TlsFiles {
  /** The process's section of the settings: "relay", "services". */
  readonly section: string;
  /** Paths of PEM files. */
  readonly tlsCertificate: string;
  readonly tlsKey: string;
}

export interface TlsPair {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** @throws SettingsError when one cannot be read, or the two are no certificate with its key */
export function readTlsPair({ section, tlsCertificate, tlsKey }: TlsFiles): TlsPair {
  const cert = readPem(tlsCertificate, `${section}.tlsCertificate`);
  const key = readPem(tlsKey, `${section}.tlsKey`);
  const why = mistakeIn(cert, key);
  if (why === undefined) return { cert, key };
  const files = `${section}.tlsCertificate (${tlsCertificate}) and ${section}.tlsKey (${tlsKey})`;
  throw new SettingsError(`${files} do not hold a certificate and its key in PEM form: ${why}.`);
}

function mistakeIn(cert: Buffer, key: Buffer): string | undefined {
  try {
    createSecureContext({ cert, key });
    // A key of another kind than the certificate's passes for one that belongs to a second certificate.
    if (new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) return undefined;
    return "the key is another certificate's";
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function readPem(path: string, setting: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new SettingsError(`The file ${path} (${setting}) cannot be read: correct ${setting}.`, { cause });
  }
}
