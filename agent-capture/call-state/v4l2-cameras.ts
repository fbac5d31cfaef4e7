/**
 * Whether anybody has a camera open: a V4L2 node, /dev/video0. The kernel tells who opens and closes one; then the open
 * files of all processes say whether somebody has it still. Where the nodes may not be watched, those files are looked
 * at regularly. Files of other users' processes cannot be seen; of those only the opening itself is noticed.
 */
import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { DeviceUse } from './device-use.ts';
import type { FileEvent, FileWatch } from './file-watch.ts';
import { callStateLimits as limits } from './limits.ts';

export interface CameraParts {
  /** `/dev` */
  readonly deviceFolder: string;
  /** `/proc` */
  readonly processFolder: string;
  /** Undefined where there is none. */
  readonly watch: FileWatch | undefined;
  readonly clock: Clock;
}

export interface Cameras {
  /** Looks where something has happened. To be called often: it costs next to nothing when nothing has. */
  look(): DeviceUse;
}

interface Camera {
  readonly watched: boolean;
  /** The kernel's last word on it. */
  last: FileEvent | 'nothing';
}

export function createCameras({ deviceFolder, processFolder, watch, clock }: CameraParts): Cameras {
  let cameras = new Map<string, Camera>();
  let open: ReadonlySet<string> = new Set();
  let listedMs = Number.NEGATIVE_INFINITY;
  let scannedMs = Number.NEGATIVE_INFINITY;
  let scanDue = true;

  /** Cameras come and go while the machine runs. */
  function list(): void {
    const paths = readdirSync(deviceFolder)
      .filter((name) => /^video\d+$/.test(name))
      .map((name) => join(deviceFolder, name));
    const known = cameras;
    cameras = new Map(
      paths.map((path) => {
        const camera = known.get(path);
        if (camera?.watched === true) return [path, camera];
        scanDue = true;
        return [path, { watched: watch?.add(path) ?? false, last: 'nothing' }];
      }),
    );
  }

  function readEvents(): void {
    for (const { path, event } of watch?.read() ?? []) {
      scanDue = true;
      const camera = cameras.get(path);
      if (camera === undefined) continue;
      if (event === 'gone') cameras.delete(path);
      else camera.last = event;
    }
  }

  return {
    look() {
      const nowMs = clock.monotonicMs();
      readEvents();
      if (nowMs - listedMs >= limits.listMs) {
        listedMs = nowMs;
        list();
      }
      if (cameras.size === 0) return 'absent';
      if (scanDue && nowMs - scannedMs >= limits.scanMs) {
        scannedMs = nowMs;
        scanDue = [...cameras.values()].some(({ watched }) => !watched);
        open = openFiles(processFolder, cameras);
      }
      const inUse = [...cameras].some(([path, { last }]) => last === 'opened' || open.has(path));
      return inUse ? 'in-use' : 'free';
    },
  };
}

/** Which of these files some process has open, as far as this user may look. */
function openFiles(processFolder: string, wanted: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const process of readdirSync(processFolder)) {
    if (!/^\d+$/.test(process)) continue;
    const folder = join(processFolder, process, 'fd');
    for (const file of attempt(() => readdirSync(folder)) ?? []) {
      const target = attempt(() => readlinkSync(`${folder}/${file}`));
      if (target !== undefined && wanted.has(target)) found.add(target);
    }
  }
  return found;
}

/** Processes end while they are looked at, and others belong to other users. */
function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
