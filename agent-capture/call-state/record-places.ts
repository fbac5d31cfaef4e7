/** Where Linux keeps its record of microphones and cameras. */
import { join } from 'node:path';

export interface RecordPlaces {
  /** Where the sound server's socket may be, the likeliest first. */
  readonly sockets: readonly string[];
  /** Where its cookie may be. */
  readonly cookies: readonly string[];
  readonly alsaFolder: string;
  readonly deviceFolder: string;
  readonly processFolder: string;
}

/** @param uid the agent's user */
export function recordPlaces(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
  uid: number,
): RecordPlaces {
  const named = env.PULSE_SERVER?.replace(/^unix:/, '');
  const runtime = env.XDG_RUNTIME_DIR ?? `/run/user/${uid}`;
  const sockets = [
    named?.startsWith('/') === true ? named : undefined,
    env.PULSE_RUNTIME_PATH === undefined ? undefined : join(env.PULSE_RUNTIME_PATH, 'native'),
    join(runtime, 'pulse', 'native'),
    `/run/user/${uid}/pulse/native`,
    '/run/pulse/native',
  ];
  const cookies = [
    env.PULSE_COOKIE,
    join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'pulse', 'cookie'),
    join(home, '.pulse-cookie'),
  ];
  return {
    sockets: sockets.filter((path) => path !== undefined),
    cookies: cookies.filter((path) => path !== undefined),
    alsaFolder: '/proc/asound',
    deviceFolder: '/dev',
    processFolder: '/proc',
  };
}
