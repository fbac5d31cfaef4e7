/** Makes a process's data folder, for its user only, and says in one sentence when it cannot be used. */
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SettingsError } from './settings-error.ts';

const ownerOnly = 0o700;

/**
 * @param folder an absolute path
 * @param variable the variable that names another folder
 * @throws SettingsError one sentence for the operator
 */
export function prepareDataFolder(folder: string, variable: string): void {
  try {
    make(folder);
    if (!statSync(folder).isDirectory()) throw new SettingsError(`${folder} is not a folder`);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new SettingsError(`The data folder ${folder} cannot be written: set ${variable} to one that can.`, { cause });
  }
}

/** Parents first, one by one: Node's own recursive mkdir never returns where a file system refuses new folders (/proc). */
function make(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) make(dirname(folder));
  mkdirSync(folder, { mode: ownerOnly });
}
