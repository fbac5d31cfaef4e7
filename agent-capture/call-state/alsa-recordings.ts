/**
 * Which capture streams of ALSA are open, as the kernel's own files say: /proc/asound/card0/pcm0c/sub0/status begins
 * with "closed" when nobody has it. Whoever has one open counts, a sound server too, which closes it some seconds after
 * its last client.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceUse } from './device-use.ts';

/** @param folder `/proc/asound` */
export function lookAtAlsa(folder: string): DeviceUse {
  if (!existsSync(folder)) return 'absent';
  try {
    const cards = entries(folder, /^card\d+$/);
    const streams = cards.flatMap((card) => entries(card, /^pcm\d+c$/));
    const uses = streams.flatMap((stream) => {
      const parts = entries(stream, /^sub\d+$/);
      return parts.length === 0 ? ['unsure' as const] : parts.map(useOf);
    });
    return uses.find((use) => use === 'in-use') ?? uses.find((use) => use === 'unsure') ?? 'free';
  } catch {
    // A card that goes while it is looked at; the next look tells.
    return 'unsure';
  }
}

function entries(folder: string, name: RegExp): readonly string[] {
  return readdirSync(folder)
    .filter((entry) => name.test(entry))
    .map((entry) => join(folder, entry));
}

function useOf(part: string): DeviceUse {
  const status = readFileSync(join(part, 'status'), 'latin1');
  if (status.startsWith('closed')) return 'free';
  return status.startsWith('state:') ? 'in-use' : 'unsure';
}
