/** MIT-SHM: pixels of the screen written by the server straight into memory that both processes map. */
import type { X11Connection } from './connection.ts';
import { pair, quad, request } from './request.ts';
import { createSharedMemory } from './shared-memory.ts';

export interface SharedScreen {
  readonly bytes: Buffer;
  /** Writes the rectangle's rows without padding from `offset` on. @throws X11Error 'refused' off the screen */
  grab(x: number, y: number, width: number, height: number, offset: number): Promise<void>;
  close(): void;
}

const queryVersion = 0;
const attach = 1;
const detach = 2;
const getImage = 4;
const allPlanes = 0xffff_ffff;
const zPixmap = 2;

/** Undefined where the server has no shared memory with us: it is remote, in another container, or lacks MIT-SHM. */
export async function openSharedScreen(connection: X11Connection, size: number): Promise<SharedScreen | undefined> {
  const extension = await connection.extension('MIT-SHM');
  if (extension === undefined) return undefined;
  const { major } = extension;
  await connection.ask(request(major, queryVersion), () => undefined);
  const memory = createSharedMemory(size);
  const segment = connection.newId();
  try {
    await connection.perform(request(major, attach, segment, memory.id, quad(0)));
  } catch {
    connection.releaseId(segment);
    return undefined;
  }
  const { root } = connection;
  return {
    bytes: memory.bytes,
    grab: (x, y, width, height, offset) =>
      connection.ask(
        request(major, getImage, root, pair(x, y), pair(width, height), allPlanes, zPixmap, segment, offset),
        () => undefined,
      ),
    close: () => {
      connection.send(request(major, detach, segment));
      connection.releaseId(segment);
    },
  };
}
