/** DPMS: whether the screen's monitors are asleep, and waking them. X has one state for all of them. */
import type { X11Connection } from './connection.ts';
import { request } from './request.ts';
import type { ScreenSleep } from './screen-sleep.ts';

const getVersion = 0;
const capable = 1;
const forceLevel = 6;
const info = 7;
/** 0 is on; 1 to 3 are standby, suspend and off. */
const levelOn = 0;

/** Undefined where the server has none, or no monitor that it can send to sleep. */
export async function openDpms(
  connection: Pick<X11Connection, 'extension' | 'ask' | 'perform'>,
): Promise<ScreenSleep | undefined> {
  const extension = await connection.extension('DPMS');
  if (extension === undefined) return undefined;
  const { major } = extension;
  // Version 1.1, as two 16-bit numbers.
  await connection.ask(request(major, getVersion, 0x0001_0001), () => undefined);
  const isCapable = await connection.ask(request(major, capable), (body) => body.readUInt8(0) === 1);
  if (!isCapable) return undefined;
  return {
    // Power level 2, enabled 1: with DPMS off, no level counts.
    asleep: () =>
      connection.ask(request(major, info), (body) => body.readUInt8(2) === 1 && body.readUInt16LE(0) !== levelOn),
    wake: () => connection.perform(request(major, forceLevel, levelOn)),
  };
}
