/** Linux's inotify for one purpose: who opens and closes files. A watch opens none of them. */
import { koffi } from '../koffi-package.ts';
import { callStateLimits as limits } from './limits.ts';

export type FileEvent = 'opened' | 'closed' | 'gone' | 'overflow';

export interface FileWatch {
  /** False when it cannot be watched: it is gone, or may not be read. */
  add(path: string): boolean;
  /** What has happened since the last time; a file that is gone is watched no more. */
  read(): readonly { readonly path: string; readonly event: FileEvent }[];
  close(): void;
}

const nonBlocking = 0o4000;
const notForChildren = 0o2000000;
const flags = { closed: 0x18, opened: 0x20, gone: 0x8400, overflow: 0x4000 } as const;
const deleted = 0x400;
const eventBytes = 16;

/** @returns undefined where there is none */
export function createFileWatch(): FileWatch | undefined {
  const library = koffi.load(null);
  const init = library.func('int inotify_init1(int flags)');
  const addWatch = library.func('int inotify_add_watch(int watch, const char *path, uint32_t events)');
  const readInto = library.func('intptr_t read(int file, _Out_ uint8_t *bytes, size_t count)');
  const closeFile = library.func('int close(int file)');
  const file = Number(init(nonBlocking | notForChildren));
  if (file < 0) return undefined;
  const bytes = Buffer.alloc(eventBytes * limits.cameraEvents);
  const paths = new Map<number, string>();

  return {
    add(path) {
      const id = Number(addWatch(file, path, flags.opened | flags.closed | deleted));
      if (id < 0) return false;
      paths.set(id, path);
      return true;
    },
    read() {
      const count = Number(readInto(file, bytes, bytes.length));
      const events: { path: string; event: FileEvent }[] = [];
      // Each event: i32 watch, u32 what, u32 that pairs moves, u32 length of a name; files that are watched have none.
      for (let at = 0; at + eventBytes <= count; at += eventBytes + bytes.readUInt32LE(at + 12)) {
        const id = bytes.readInt32LE(at);
        const what = bytes.readUInt32LE(at + 4);
        const path = paths.get(id) ?? '';
        if ((what & flags.overflow) !== 0) events.push({ path, event: 'overflow' });
        else if ((what & flags.gone) !== 0) {
          if (paths.delete(id)) events.push({ path, event: 'gone' });
        } else events.push({ path, event: (what & flags.opened) !== 0 ? 'opened' : 'closed' });
      }
      return events;
    },
    close() {
      closeFile(file);
    },
  };
}
