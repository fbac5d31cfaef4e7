/** An X screen as it is now: its size and its monitors, where each of them, and all that is shown, can carry the ring. */
import type { X11Connection } from '../x11/connection.ts';
import { x11Limits } from '../x11/limits.ts';
import type { Monitor, Randr, ScreenPart } from '../x11/randr-extension.ts';
import { request } from '../x11/request.ts';
import { X11Error } from '../x11/x11-error.ts';
import type { ScreenSize } from './x11-monitors.ts';
import { misfitOf } from './x11-shown-parts.ts';

/** Why there is nothing to show, in a sentence for the operator. */
export async function noDisplay(randr: Randr): Promise<X11Error> {
  const [monitors, shown] = await Promise.all([randr.monitors(), randr.shown()]);
  const sentence =
    refusalOf(monitors, shown) ?? 'The X screen has no monitor: connect one, or make one with xrandr --setmonitor.';
  return new X11Error('unsupported', sentence);
}

/** RING-1: why these monitors cannot carry the ring, each of them and all that is shown. */
function refusalOf(monitors: readonly Monitor[], shown: readonly ScreenPart[]): string | undefined {
  const { length } = monitors;
  return length > x11Limits.displays
    ? `The X screen has ${length} monitors, more than the ${x11Limits.displays} that can carry the ring: disconnect some.`
    : misfitOf(monitors, shown);
}

/** The screen's size, and its monitors: none where one of them, or something that is shown, would have no ring. */
export async function readScreen(
  connection: X11Connection,
  randr: Randr,
): Promise<ScreenSize & { readonly monitors: readonly Monitor[] }> {
  const [size, monitors, shown] = await Promise.all([screenSize(connection), randr.monitors(), randr.shown()]);
  return { ...size, monitors: refusalOf(monitors, shown) === undefined ? monitors : [] };
}

function screenSize(connection: X11Connection): Promise<ScreenSize> {
  const getGeometry = 14;
  return connection.ask(request(getGeometry, 0, connection.root), (body) => ({
    width: body.readUInt16LE(8),
    height: body.readUInt16LE(10),
  }));
}
