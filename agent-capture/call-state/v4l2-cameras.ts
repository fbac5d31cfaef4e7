/**
 * Whether anybody has a camera open: a V4L2 node, /dev/video0. The kernel tells who opens and closes one; then the open
 * files of all processes say whether somebody has it still. Where the nodes may not be watched, those files are looked
 * at regularly. Files of other users' processes cannot be seen: what they open counts until as much was closed, and
 * without a watch nobody knows of it at all.
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
  /** How often it was opened more than closed, since all open files could be seen. */
  held: number;
  /** The kernel had more to tell than it keeps: who has it open is not known. */
  missed: boolean;
}

interface OpenFiles {
  readonly paths: ReadonlySet<string>;
  /** Every process was looked at, those of other users too. */
  readonly complete: boolean;
}

export function createCameras({ deviceFolder, processFolder, watch, clock }: CameraParts): Cameras {
  let cameras = new Map<string, Camera>();
  let open: OpenFiles = { paths: new Set(), complete: false };
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
        return [path, { watched: watch?.add(path) ?? false, last: 'nothing', held: 0, missed: false }];
      }),
    );
  }

  function readEvents(): void {
    for (const { path, event } of watch?.read() ?? []) {
      scanDue = true;
      if (event === 'overflow') for (const camera of cameras.values()) note(camera, event);
      const camera = cameras.get(path);
      if (camera === undefined) continue;
      if (event === 'gone') cameras.delete(path);
      else note(camera, event);
    }
  }

  function scan(): void {
    open = openFiles(processFolder, cameras);
    if (open.complete) for (const camera of cameras.values()) Object.assign(camera, { held: 0, missed: false });
  }

  function useOf(path: string, { watched, last, held, missed }: Camera): DeviceUse {
    if (last === 'opened' || open.paths.has(path)) return 'in-use';
    if (held > 0 || missed) return 'unsure';
    return watched || open.complete ? 'free' : 'unseen';
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
        scan();
      }
      const uses = [...cameras].map(([path, camera]) => useOf(path, camera));
      const order = ['in-use', 'unsure', 'unseen'] as const;
      return order.find((use) => uses.includes(use)) ?? 'free';
    },
  };
}

/** Somebody who only looks at a camera opens and closes it while another has it: that one's closing is still to come. */
function note(camera: Camera, event: Exclude<FileEvent, 'gone'>): void {
  camera.last = event;
  if (event === 'opened') camera.held += 1;
  else if (event === 'overflow') {
    camera.held = 0;
    camera.missed = true;
  } else if (camera.held > 0) {
    camera.held -= 1;
    if (camera.held === 0) camera.missed = false;
  }
}

/** Which of these files some process has open, as far as this user may look. */
function openFiles(processFolder: string, wanted: ReadonlyMap<string, unknown>): OpenFiles {
  const paths = new Set<string>();
  const processes = readdirSync(processFolder).filter((name) => /^\d+$/.test(name));
  // Where processes of others are not even listed, the first one is not.
  let complete = processes.includes('1');
  for (const process of processes) {
    const folder = join(processFolder, process, 'fd');
    const files = attempt(() => readdirSync(folder));
    if (files === 'not-allowed') complete = false;
    if (typeof files === 'string') continue;
    for (const file of files) {
      const target = attempt(() => readlinkSync(`${folder}/${file}`));
      if (wanted.has(target)) paths.add(target);
    }
  }
  return { paths, complete };
}

/** Processes end while they are looked at, and others belong to other users. */
function attempt<T>(look: () => T): T | 'gone' | 'not-allowed' {
  try {
    return look();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ESRCH' ? 'gone' : 'not-allowed';
  }
}
