/** Which relay a device is sent to: a node in touch, or else the one that was last. */
import type { Queryable } from '../store/schema.ts';

export async function relayForDevices(
  db: Queryable,
  relays: { viewerUrls(): readonly string[] },
): Promise<string | undefined> {
  const linked = relays.viewerUrls().find((url) => URL.canParse(url));
  if (linked !== undefined) return linked;
  const last = await db
    .selectFrom('relay_instances')
    .where('replaced_ms', 'is', null)
    .where('viewer_url', '!=', '')
    .orderBy('hello_ms', 'desc')
    .select('viewer_url')
    .limit(1)
    .executeTakeFirst();
  return last?.viewer_url;
}
