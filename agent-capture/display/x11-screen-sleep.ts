/** The two ways in which an X server turns its monitors dark, DPMS and its own screen saver, as one. */
import type { X11Connection } from '../x11/connection.ts';
import { openDpms } from '../x11/dpms-extension.ts';
import { openScreenSaver } from '../x11/screen-saver-extension.ts';
import type { ScreenSleep } from '../x11/screen-sleep.ts';

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
