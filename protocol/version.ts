/** Wire versions, which of them two peers speak, and the schema that each stands for. */

/** The version of this build. */
export const wireVersion = 1;
/** The oldest version this build still speaks: N and N-1. */
export const oldestWireVersion = 1;
/** The WebSocket subprotocol. */
export const subprotocol = 'ringside.v1';

/**
 * SHA-256 of the schema that each version has, comments and white space left out. A change of the schema fails
 * schema-version.test.ts until it is decided here, as CONTRIBUTING.md says: same version (nothing released speaks it
 * yet, or older peers skip what is new), or a new one.
 */
export const schemaHashes: Readonly<Record<number, string>> = {
  1: 'b5941806e70bea77fe23f884d1095ff64d132b92277176576190d610041b3a88',
};

export interface VersionRange {
  readonly newest: number;
  readonly oldest: number;
}

const ownRange: VersionRange = { newest: wireVersion, oldest: oldestWireVersion };

/**
 * The version two peers speak, or undefined if they have none in common.
 * @param offered the newest version the peer speaks
 * @param oldest the oldest version the peer speaks
 */
export function negotiateVersion(offered: number, oldest: number, own: VersionRange = ownRange): number | undefined {
  const version = Math.min(own.newest, offered);
  return version >= Math.max(own.oldest, oldest) ? version : undefined;
}
