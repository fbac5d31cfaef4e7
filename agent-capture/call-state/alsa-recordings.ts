/**
 * Which capture streams of ALSA are open, as the kernel's own files say: /proc/asound/card0/pcm0c/sub0/status begins
 * with "closed" when nobody has it. Whoever has one open counts, a sound server too, which closes it some seconds after
 * its last client.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { DeviceUse } from './device-use.ts';
import { callStateLimits as limits } from './limits.ts';

export interface AlsaRecordings {
  look(): DeviceUse;
}

/** @param folder `/proc/asound` */
export function createAlsaRecordings(folder: string, clock: Clock): AlsaRecordings {
  /** Of each capture stream its parts' status files; of one that does not tell, none. */
  let streams: readonly (readonly string[])[] | undefined;
  let listedMs = 0;

  function list(): readonly (readonly string[])[] {
    return entries(folder, /^card\d+$/)
      .flatMap((card) => entries(card, /^pcm\d+c$/))
      .map((stream) => entries(stream, /^sub\d+$/).map((part) => join(part, 'status')));
  }

  return {
    look() {
      const nowMs = clock.monotonicMs();
      try {
        if (streams === undefined || nowMs - listedMs >= limits.listMs) {
          if (!existsSync(folder)) return 'absent';
          streams = list();
          listedMs = nowMs;
        }
        return together(streams);
      } catch {
        // A card that goes while it is looked at; the next look tells.
        streams = undefined;
        return 'unsure';
      }
    },
  };
}

function together(streams: readonly (readonly string[])[]): DeviceUse {
  const uses = streams.flatMap((parts) => (parts.length === 0 ? ['unsure' as const] : parts.map(useOf)));
  return uses.find((use) => use === 'in-use') ?? uses.find((use) => use === 'unsure') ?? 'free';
}

function entries(folder: string, name: RegExp): readonly string[] {
  return readdirSync(folder)
    .filter((entry) => name.test(entry))
    .map((entry) => join(folder, entry));
}

function useOf(file: string): DeviceUse {
  const status = readFileSync(file, 'latin1');
  if (status.startsWith('closed')) return 'free';
  return status.startsWith('state:') ? 'in-use' : 'unsure';
}
