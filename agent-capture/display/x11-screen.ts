/** An X screen as it is now: its size and its monitors, where each of them, and all that is shown, can carry the ring. */
import type { X11Connection } from '../x11/connection.ts';
import { x11Limits } from '../x11/limits.ts';
import type { Monitor, Randr, ShownPart } from '../x11/randr-extension.ts';
import { request } from '../x11/request.ts';
import type { VirtualTerminal } from '../x11/virtual-terminal.ts';
import { X11Error } from '../x11/x11-error.ts';
import type { ScreenSize } from './x11-monitors.ts';
import { misfitOf } from './x11-shown-parts.ts';

/** Why there is nothing to show, in a sentence for the operator. */
export async function noDisplay(randr: Randr, terminal: VirtualTerminal): Promise<X11Error> {
  const [monitors, shown, isShown] = await Promise.all([randr.monitors(), randr.shown(), terminal.isShown()]);
  const elsewhere = 'Another virtual terminal is on the screens, which has no ring: switch back to the X server.';
  const none = 'The X screen has no monitor: connect one, or make one with xrandr --setmonitor.';
  return new X11Error('unsupported', isShown ? (refusalOf(monitors, shown) ?? none) : elsewhere);
}

/** RING-1: why these monitors cannot carry the ring, each of them and all that is shown. */
function refusalOf(monitors: readonly Monitor[], shown: readonly ShownPart[]): string | undefined {
  const { length } = monitors;
  return length > x11Limits.displays
    ? `The X screen has ${length} monitors, more than the ${x11Limits.displays} that can carry the ring: disconnect some.`
    : misfitOf(monitors, shown);
}

/**
 * The screen's size, and its monitors: none where one of them, or something that is shown, would have no ring, and none
 * while something else than this X server is shown.
 */
export async function readScreen(
  connection: X11Connection,
  randr: Randr,
  terminal: VirtualTerminal,
): Promise<ScreenSize & { readonly monitors: readonly Monitor[] }> {
  const [size, monitors, shown, isShown] = await Promise.all([
    screenSize(connection),
    randr.monitors(),
    randr.shown(),
    terminal.isShown(),
  ]);
  return { ...size, monitors: isShown && refusalOf(monitors, shown) === undefined ? monitors : [] };
}

function screenSize(connection: X11Connection): Promise<ScreenSize> {
  const getGeometry = 14;
  return connection.ask(request(getGeometry, 0, connection.root), (body) => ({
    width: body.readUInt16LE(8),
    height: body.readUInt16LE(10),
  }));
}
