/**
 * Whether the machine's screens show this X server, or another virtual terminal: a text console, a greeter, somebody
 * else's desktop. Xorg says so on its root window; servers that have no terminal (Xvfb) say nothing.
 */
import type { X11Connection } from './connection.ts';
import { request } from './request.ts';
import { atomOf } from './root-numbers.ts';
import { eventMask, eventType, selectEvents } from './windows.ts';

export interface VirtualTerminal {
  isShown(): Promise<boolean>;
}

const getProperty = 20;
const bits = 32;

/** @param changed another terminal may be there now */
export async function openVirtualTerminal(connection: X11Connection, changed: () => void): Promise<VirtualTerminal> {
  const { root } = connection;
  const property = await atomOf(connection, 'XFree86_has_VT');
  // One mask for all news of the root window: those of the layout come by the first of these (randr-extension.ts).
  connection.send(selectEvents(root, eventMask.structureNotify | eventMask.propertyChange));
  // Event: type 1, unused 1, sequence 2, window 4, property 4, time 4, state 1.
  connection.listen(eventType.propertyNotify, (event) => {
    if (event.readUInt32LE(8) === property) changed();
  });
  let hasSaid = false;
  return {
    async isShown() {
      const [anyType, from, most] = [0, 0, 1];
      // Reply: type 4, bytes left 4, how many 4, unused 12, then they.
      const said = await connection.ask(request(getProperty, 0, root, property, anyType, from, most), (body, format) =>
        format === bits && body.readUInt32LE(8) > 0 ? body.readUInt32LE(24) !== 0 : undefined,
      );
      hasSaid ||= said !== undefined;
      // A server that has said it once does not stop saying it.
      return said ?? !hasSaid;
    },
  };
}
