/** Wire versions. A change of the schema is a decision here: see schema-version.test.ts. */
export const wireVersion = 1;
/** The oldest version this build still speaks: N and N-1. */
export const oldestWireVersion = 1;
/** The WebSocket subprotocol. */
export const subprotocol = 'ringside.v1';

/**
 * The version two peers speak, or undefined if they have none in common.
 * @param offered the newest version the peer speaks
 * @param oldest the oldest version the peer speaks
 */
export function negotiateVersion(offered: number, oldest: number): number | undefined {
  const version = Math.min(wireVersion, offered);
  return version >= Math.max(oldestWireVersion, oldest) ? version : undefined;
}
