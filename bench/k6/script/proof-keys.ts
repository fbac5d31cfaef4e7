/** A P-256 key pair with its public half as a JWK, made by k6. */
import { type CryptoKeyPair, exportPublicKey, generateProofKeys, type PublicKeyJwk } from '@ringside/protocol';

/** 32 bytes in base64url. */
const coordinateUnits = 43;

export interface ProofKeys {
  readonly pair: CryptoKeyPair;
  readonly jwk: PublicKeyJwk;
}

/** k6 leaves leading zeros out of a JWK's coordinates, against RFC 7518: one key in 128 is none that way, and not taken. */
export async function makeProofKeys(): Promise<ProofKeys> {
  for (;;) {
    const pair = await generateProofKeys();
    const jwk = await exportPublicKey(pair);
    if (jwk.x.length === coordinateUnits && jwk.y.length === coordinateUnits) return { pair, jwk };
  }
}
