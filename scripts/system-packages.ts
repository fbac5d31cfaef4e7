/** The system packages that tests and benches drive: which are missing, and their installation where that is allowed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

interface SystemPackage {
  /** Debian's name. */
  readonly name: string;
  /** A file that proves it is there: a command on the path, or a path of its own. */
  readonly proof: string;
}

export const testPackages: readonly SystemPackage[] = [
  { name: 'chromium', proof: 'chromium' },
  { name: 'xvfb', proof: 'Xvfb' },
  { name: 'xterm', proof: 'xterm' },
  { name: 'xdotool', proof: 'xdotool' },
  { name: 'x11-utils', proof: 'xev' },
  { name: 'x11-apps', proof: 'xwd' },
  // A window manager and a compositor, which the ring must get along with.
  { name: 'openbox', proof: 'openbox' },
  { name: 'xcompmgr', proof: 'xcompmgr' },
  { name: 'x11-xkb-utils', proof: 'setxkbmap' },
  { name: 'x11-xserver-utils', proof: 'xrandr' },
  { name: 'xkb-data', proof: '/usr/share/X11/xkb/rules/evdev' },
  { name: 'pulseaudio', proof: 'pulseaudio' },
  { name: 'pulseaudio-utils', proof: 'parec' },
  { name: 'pipewire-bin', proof: 'pipewire' },
  { name: 'pipewire-pulse', proof: 'pipewire-pulse' },
  { name: 'wireplumber', proof: 'wireplumber' },
  { name: 'dbus-daemon', proof: 'dbus-daemon' },
  { name: 'fonts-dejavu-core', proof: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf' },
];

function isThere({ proof }: SystemPackage): boolean {
  if (proof.startsWith('/')) return existsSync(proof);
  const folders = (process.env.PATH ?? '').split(':');
  return folders.some((folder) => existsSync(`${folder}/${proof}`));
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') && existsSync('/etc/debian_version');
}

/**
 * Makes sure that the packages are there: installs what is missing as root on Debian.
 * @returns a sentence that names what is missing and what to do, or undefined when everything is there
 */
export function ensureSystemPackages(packages: readonly SystemPackage[]): string | undefined {
  const missing = packages.filter((wanted) => !isThere(wanted)).map(({ name }) => name);
  if (missing.length === 0) return undefined;
  if (process.platform !== 'linux') {
    return `The tests drive X displays and run on Linux only; on this platform run \`npx vitest run protocol settings relay services\`.`;
  }
  if (!mayInstall()) {
    return `Missing system packages: ${missing.join(' ')}. Install them, on Debian with: sudo apt-get install ${missing.join(' ')}`;
  }
  console.log(`Installing missing system packages: ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  try {
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { stdio: 'inherit', env });
  } catch {
    return `apt-get could not install: ${missing.join(' ')}. Install them and run this again.`;
  }
  const still = packages.filter((wanted) => !isThere(wanted)).map(({ name }) => name);
  return still.length === 0 ? undefined : `Still missing after installation: ${still.join(' ')}.`;
}
