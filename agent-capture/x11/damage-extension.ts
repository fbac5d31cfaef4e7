/** DAMAGE: what was drawn anywhere on the screen, reported once per area until it is subtracted. */
import type { X11Connection } from './connection.ts';
import { request } from './request.ts';
import { X11Error } from './x11-error.ts';

export interface ScreenDamage {
  /**
   * Arms reporting anew for everything reported so far. Must reach the server before the pixels are read: what is
   * drawn after it is reported again, what was drawn before is in the pixels.
   */
  subtract(): void;
  stop(): void;
}

export interface Damage {
  /** What is on the screen by then is not reported: read it afterwards. */
  watch(): ScreenDamage;
}

const queryVersion = 0;
const create = 1;
const destroy = 2;
const subtract = 3;
/** Only areas that are not in the damage yet are reported, each as its own rectangle. */
const deltaRectangles = 1;

export async function openDamage(
  connection: X11Connection,
  drawn: (x: number, y: number, width: number, height: number) => void,
): Promise<Damage> {
  const extension = await connection.extension('DAMAGE');
  if (extension === undefined) {
    throw new X11Error('unsupported', 'The X server lacks DAMAGE, which reports what changes: switch it on.');
  }
  const { major, firstEvent } = extension;
  await connection.ask(request(major, queryVersion, 1, 1), () => undefined);
  let created: number | undefined;
  // Event: type 1, level 1, sequence 2, drawable 4, damage 4, time 4, area x 2, y 2, width 2, height 2, geometry 8.
  connection.listen(firstEvent, (event) => {
    // At its creation a damage reports the whole screen; all of that is subtracted by the request behind it.
    if (event.readUInt16LE(2) === created) return;
    drawn(event.readInt16LE(16), event.readInt16LE(18), event.readUInt16LE(20), event.readUInt16LE(22));
  });
  return {
    watch() {
      const damage = connection.newId();
      connection.send(request(major, create, damage, connection.root, deltaRectangles));
      const sequence = connection.sequence & 0xffff;
      created = sequence;
      // Sequence numbers come again: the report to be passed over has come when the server has gone on.
      connection.perform(request(major, subtract, damage, 0, 0)).then(
        () => {
          if (created === sequence) created = undefined;
        },
        () => undefined,
      );
      return {
        subtract: () => connection.send(request(major, subtract, damage, 0, 0)),
        stop: () => {
          connection.send(request(major, destroy, damage));
          connection.releaseId(damage);
        },
      };
    },
  };
}
