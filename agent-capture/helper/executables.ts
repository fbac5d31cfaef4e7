/**
 * What the helper runs, as its settings name it: absolute paths with fixed arguments. With privileges it refuses what
 * anybody but root could have changed: settings, executable, and the folders they lie in.
 */
import { accessSync, constants, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import { HelperStartError } from './helper-error.ts';
import { type HelperVerb, helperVerbs } from './helper-verbs.ts';

export interface CommandLine {
  /** Where it really lies. */
  readonly file: string;
  /** As the settings name it: some programs do what they are called by. */
  readonly name: string;
  readonly args: readonly string[];
}

export type Executables = ReadonlyMap<HelperVerb, CommandLine>;

/** Names of the settings, for sentences. */
const settingOf: Readonly<Record<HelperVerb, string>> = {
  'restart-device': 'helper.restartDevice',
  'restart-room-application': 'helper.restartRoomApplication',
  'sign-out': 'helper.signOut',
  lock: 'helper.lock',
};

/**
 * @param privileged the helper runs as root
 * @throws HelperStartError
 */
export function chooseExecutables(
  lines: Readonly<Partial<Record<HelperVerb, readonly string[] | undefined>>>,
  privileged: boolean,
): Executables {
  const executables = new Map<HelperVerb, CommandLine>();
  for (const verb of helperVerbs) {
    const line = lines[verb];
    if (line === undefined) continue;
    const [file, ...args] = line;
    if (file === undefined || !isAbsolute(file)) {
      throw new HelperStartError('settings', `${settingOf[verb]} must begin with an absolute path.`);
    }
    requireExecutable(file, settingOf[verb]);
    const real = privileged ? rootOnly(file, settingOf[verb]) : realpathSync(file);
    executables.set(verb, { file: real, name: file, args });
  }
  return executables;
}

function requireExecutable(file: string, setting: string): void {
  try {
    if (!statSync(file).isFile()) throw new Error('it is no file');
    accessSync(file, constants.X_OK);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new HelperStartError('settings', `${setting} cannot be run (${file}): ${why}.`, { cause });
  }
}

/**
 * @returns where the file really lies, whatever links lead there
 * @throws HelperStartError when anybody but root may change it, or put another in its place
 */
export function rootOnly(file: string, what: string): string {
  const real = realpathSync(file);
  for (let path = real; ; path = dirname(path)) {
    if (othersMayWrite(statSync(path))) {
      throw new HelperStartError('settings', `${what} is not safe: others than root may change ${path}.`);
    }
    if (path === dirname(path)) return real;
  }
}

export function othersMayWrite({ uid, mode }: Pick<Stats, 'uid' | 'mode'>): boolean {
  const groupOrAll = 0o022;
  return uid !== 0 || (mode & groupOrAll) !== 0;
}
