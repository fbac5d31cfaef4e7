/** The only importer of the untyped `x11` package: transport, authority, framing, and the table of keysyms. */
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

export type { Client, Display, Screen, Visual } from 'x11';
export { default as x11 } from 'x11';

/**
 * Why the file of X authorities cannot be read, in words; undefined when it can or there is none. The package reads it
 * by itself, where its failure would end the process.
 */
export async function authorityProblem(): Promise<string | undefined> {
  const file = process.env.XAUTHORITY || join(homedir(), '.Xauthority');
  try {
    await access(file, constants.R_OK);
    return (await stat(file)).isFile() ? undefined : `${file} (XAUTHORITY) is not a file`;
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return missing ? undefined : `${file} (XAUTHORITY) cannot be read`;
  }
}
