import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFileWatch, type FileEvent } from './file-watch.ts';
import { callStateLimits as limits } from './limits.ts';
import { createCameras } from './v4l2-cameras.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Files stand in for camera nodes; who has them open is real, and so is the kernel's word on it. */
function setUp({ watched = true, processFolder = '/proc' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-dev-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  const add = (name: string): string => {
    writeFileSync(join(folder, name), '');
    return join(folder, name);
  };
  const watch = watched ? createFileWatch() : undefined;
  closing.push(() => watch?.close());
  const clock = createFakeClock();
  const cameras = createCameras({ deviceFolder: folder, processFolder, watch, clock });
  const lookLater = async () => {
    await clock.advance(limits.listMs);
    return cameras.look();
  };
  return { folder, add, cameras, lookLater, open: (path: string) => user(path, processFolder) };
}

/** A folder of processes of which all can be seen, whoever runs this test. */
function seenProcesses(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-proc-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  symlinkSync('/proc/self', join(folder, '1'));
  return folder;
}

/** Another program that has the file open. @param processes where it is seen, if that is not the machine's own folder */
async function user(path: string, processes = '/proc'): Promise<ChildProcess> {
  const file = openSync(path, 'r');
  const child = spawn('sleep', ['60'], { stdio: ['ignore', 'ignore', 'ignore', file] });
  await once(child, 'spawn');
  if (processes !== '/proc') symlinkSync(`/proc/${child.pid}`, join(processes, String(child.pid)));
  closeSync(file);
  closing.push(() => child.kill('SIGKILL'));
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe.each([
  ['watched', true],
  ['looked at regularly', false],
])('cameras that are %s', (_, watched) => {
  const setUpEither = () => setUp(watched ? {} : { watched, processFolder: seenProcesses() });

  it('CALL-4: one that another program opens is in use until that is killed', async () => {
    const { add, cameras, lookLater, open } = setUpEither();
    const path = add('video0');
    expect(cameras.look()).toBe('free');
    const [first, second] = [await open(path), await open(path)];
    expect(await lookLater()).toBe('in-use');
    await kill(first);
    expect(await lookLater()).toBe('in-use');
    await kill(second);
    expect(await lookLater()).toBe('free');
  });

  it('CALL-4: one that was open before is in use at the first look', async () => {
    const { add, cameras, open } = setUpEither();
    await open(add('video0'));
    expect(cameras.look()).toBe('in-use');
  });

  it('CALL-4: one that is plugged in later counts', async () => {
    const { add, cameras, lookLater, open } = setUpEither();
    expect(cameras.look()).toBe('absent');
    await open(add('video12'));
    expect(await lookLater()).toBe('in-use');
  });

  it('CALL-4: one that is unplugged does not count, and counts again when it is back', async () => {
    const { add, folder, lookLater, open } = setUpEither();
    add('video0');
    await lookLater();
    rmSync(join(folder, 'video0'));
    expect(await lookLater()).toBe('absent');
    await open(add('video0'));
    expect(await lookLater()).toBe('in-use');
  });

  it('files that are no camera do not count', async () => {
    const { add, lookLater, open } = setUpEither();
    for (const name of ['video', 'videox', 'video0x', 'null']) await open(add(name));
    expect(await lookLater()).toBe('absent');
  });
});

describe('cameras', () => {
  it('CALL-2: an opening counts at the next look, before anybody has looked for who it was', async () => {
    const { add, cameras } = setUp();
    const path = add('video0');
    expect(cameras.look()).toBe('free');
    await user(path);
    expect(cameras.look()).toBe('in-use');
  });

  /** Processes of which one's files may not be seen. */
  function processes(...visible: readonly string[]): string {
    const folder = mkdtempSync(join(tmpdir(), 'ringside-proc-'));
    closing.push(() => rmSync(folder, { recursive: true }));
    for (const id of visible) mkdirSync(join(folder, id, 'fd'), { recursive: true });
    mkdirSync(join(folder, '77'));
    // Whoever runs this test: what is no folder cannot be read as one.
    writeFileSync(join(folder, '77', 'fd'), '');
    return folder;
  }

  it('CALL-4: one that a program opens whose files cannot be seen counts until it is closed', async () => {
    const { add, cameras, lookLater } = setUp({ processFolder: processes('1') });
    const path = add('video0');
    cameras.look();
    const file = openSync(path, 'r');
    expect(await lookLater()).toBe('in-use');
    closeSync(file);
    expect(await lookLater()).toBe('free');
  });

  it('CALL-3, CALL-4: one that may not be watched is not free where somebody has it unseen', async () => {
    const { add, cameras } = setUp({ watched: false, processFolder: processes('1') });
    add('video0');
    expect(cameras.look()).toBe('unseen');
  });

  it('CALL-4: also when somebody else has looked at it meanwhile', async () => {
    const { add, cameras, lookLater } = setUp({ processFolder: processes('1') });
    const path = add('video0');
    cameras.look();
    const file = openSync(path, 'r');
    expect(await lookLater()).toBe('in-use');
    for (let round = 0; round < 2; round++) {
      closeSync(openSync(path, 'r'));
      expect(await lookLater()).toBe('unsure');
    }
    closeSync(file);
    expect(await lookLater()).toBe('free');
  });

  it.each([
    ['all processes can be seen', ['1'], 'free'],
    ['others are not even listed', ['5'], 'unsure'],
  ])('CALL-4: a count that is wrong is put right where %s', async (_, visible, use) => {
    const processFolder = processes(...visible);
    const { add, cameras, lookLater } = setUp({ processFolder });
    const path = add('video0');
    cameras.look();
    openSync(path, 'r');
    await lookLater();
    closeSync(openSync(path, 'r'));
    expect(await lookLater()).toBe('unsure');
    rmSync(join(processFolder, '77'), { recursive: true });
    closeSync(openSync(path, 'r'));
    expect(await lookLater()).toBe(use);
  });

  it('CALL-4: when the kernel had more to tell than it keeps, nothing is sure until it is opened and closed anew', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ringside-dev-'));
    closing.push(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'video0');
    writeFileSync(path, '');
    const events: { path: string; event: FileEvent }[] = [];
    const watch = { add: () => true, read: () => events.splice(0), close: () => undefined };
    const clock = createFakeClock();
    const cameras = createCameras({ deviceFolder: folder, processFolder: processes('1'), watch, clock });
    const after = async (...told: FileEvent[]) => {
      for (const event of told) events.push({ path: event === 'overflow' ? '' : path, event });
      await clock.advance(limits.listMs);
      return cameras.look();
    };
    expect(await after()).toBe('free');
    expect(await after('overflow')).toBe('unsure');
    expect(await after('closed')).toBe('unsure');
    expect(await after('opened')).toBe('in-use');
    expect(await after('closed')).toBe('free');
  });

  it('does not open what it looks at', () => {
    const { add, cameras } = setUp();
    const watch = createFileWatch();
    closing.push(() => watch?.close());
    watch?.add(add('video0'));
    cameras.look();
    expect(watch?.read()).toEqual([]);
  });

  it('looks for who has one open only when something has happened', async () => {
    const processFolder = mkdtempSync(join(tmpdir(), 'ringside-proc-'));
    const readers = createFileWatch();
    closing.push(() => readers?.close());
    readers?.add(processFolder);
    const { add, lookLater } = setUp({ processFolder });
    const path = add('video0');
    await lookLater();
    expect(readers?.read()).not.toEqual([]);
    for (let look = 0; look < 10; look++) await lookLater();
    expect(readers?.read()).toEqual([]);
    await user(path);
    await lookLater();
    expect(readers?.read()).not.toEqual([]);
  });
});
