/**
 * Remembers across runs of the agent that the device is to restart after its sessions (CMD-2): an agent that is stopped or
 * killed comes back with it. What has restarted meanwhile, by whomever, owes nothing.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Log, reasonOf } from '../log.ts';

export interface OwedRestart {
  /** Whether the run before left one. */
  readonly left: boolean;
  /** From now on one is owed, or would be if this run ended. */
  note(owed: boolean): void;
}

/** Linux has another one after each start of the machine; elsewhere the agent's own restarts alone are known. */
export function bootIdentifier(path = '/proc/sys/kernel/random/boot_id'): string {
  try {
    return readFileSync(path, 'latin1').trim();
  } catch {
    return 'unknown';
  }
}

export function openOwedRestartFile(dataFolder: string, boot: string, log: Log): OwedRestart {
  const path = join(dataFolder, 'owed-restart');
  return {
    left: contentOf(path) === boot,
    note(owed) {
      try {
        if (owed) writeFileSync(path, boot, { mode: 0o600 });
        else rmSync(path, { force: true });
      } catch (error) {
        // It still happens, unless this run ends before.
        log.warn('owed-restart-not-kept', { reason: reasonOf(error) });
      }
    },
  };
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}
