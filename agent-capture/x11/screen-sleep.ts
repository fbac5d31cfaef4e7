/** The two ways in which an X server turns its monitors dark: DPMS, and its own screen saver. Both are of all of them. */
import type { X11Connection } from './connection.ts';
import { openDpms, type ScreenSleep } from './dpms-extension.ts';
import { openScreenSaver } from './screen-saver-extension.ts';

/** Undefined where the server has neither. */
export async function openScreenSleep(connection: X11Connection): Promise<ScreenSleep | undefined> {
  const ways = [await openDpms(connection), await openScreenSaver(connection)].filter((way) => way !== undefined);
  if (ways.length === 0) return undefined;
  return {
    asleep: async () => (await Promise.all(ways.map((way) => way.asleep()))).includes(true),
    async wake() {
      for (const way of ways) await way.wake();
    },
  };
}
