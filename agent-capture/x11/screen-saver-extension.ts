/** MIT-SCREEN-SAVER: whether the server itself has blanked the screen, and showing it again. */
import type { X11Connection } from './connection.ts';
import { request } from './request.ts';
import type { ScreenSleep } from './screen-sleep.ts';

const queryInfo = 1;
const stateOn = 1;
/** Others are windows, which are seen in the picture. */
const kindBlanked = 0;
const forceScreenSaver = 115;
const reset = 0;

/** Undefined where the server has none. */
export async function openScreenSaver(connection: X11Connection): Promise<ScreenSleep | undefined> {
  const extension = await connection.extension('MIT-SCREEN-SAVER');
  if (extension === undefined) return undefined;
  const { major } = extension;
  return {
    // Reply: state in its second byte; window 4, ms until it comes 4, ms since somebody did something 4, events 4, kind 1.
    asleep: () =>
      connection.ask(
        request(major, queryInfo, connection.root),
        (body, state) => state === stateOn && body.readUInt8(16) === kindBlanked,
      ),
    wake: () => connection.perform(request(forceScreenSaver, reset)),
  };
}
