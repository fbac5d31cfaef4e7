/** Where the bench keeps what it builds or installs for itself: outside the repository, kept from run to run. */
import { homedir } from 'node:os';
import { join } from 'node:path';

export function cacheFolder(name: string): string {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ringside-bench', name);
}
