/** Which relay a device is sent to: a node in touch, or else the one that was last. */
import type { Queryable } from '../store/schema.ts';

/** A node says where it is reached, and devices keep what they are told: nothing but an address of a WebSocket. */
export const isRelayUrl = (url: string): boolean => URL.canParse(url) && /^wss?:$/.test(new URL(url).protocol);

export async function relayForDevices(
  db: Queryable,
  relays: { viewerUrls(): readonly string[] },
): Promise<string | undefined> {
  const linked = relays.viewerUrls().find(isRelayUrl);
  if (linked !== undefined) return linked;
  const last = await db
    .selectFrom('relay_instances')
    .where('replaced_ms', 'is', null)
    .where('viewer_url', '!=', '')
    .orderBy('hello_ms', 'desc')
    .select('viewer_url')
    .limit(1)
    .executeTakeFirst();
  return last !== undefined && isRelayUrl(last.viewer_url) ? last.viewer_url : undefined;
}
