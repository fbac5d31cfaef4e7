/**
 * The peers: their programs, Debian packages, versions and flags, fixed here with the reasons, so that two runs of the
 * bench compare the same things.
 */
import { execFileSync } from 'node:child_process';

export interface Peer {
  readonly program: string;
  readonly debianPackage: string;
}

export const peers = {
  x11vnc: { program: 'x11vnc', debianPackage: 'x11vnc' },
  tigervnc: { program: 'Xtigervnc', debianPackage: 'tigervnc-standalone-server' },
  websockify: { program: 'websockify', debianPackage: 'websockify' },
  haproxy: { program: 'haproxy', debianPackage: 'haproxy' },
  chromium: { program: 'chromium', debianPackage: 'chromium' },
} as const satisfies Record<string, Peer>;

export const novncFolder = '/usr/share/novnc';

/** What websockify serves to the viewer's browser. */
export interface VncPage {
  readonly folder: string;
  readonly path: string;
}

/** noVNC's smallest page, which shows the picture 1:1 unless asked to scale, as our widget does here. */
export const smallestVncPage: VncPage = { folder: novncFolder, path: '/vnc_lite.html' };

/** "0.9.16-9": what dpkg says, or an empty string where there is no dpkg. */
export function versionOf(debianPackage: string): string {
  try {
    const [, version = ''] = execFileSync('dpkg-query', ['-W', debianPackage], { encoding: 'utf8' }).trim().split('\t');
    return version;
  } catch {
    return '';
  }
}

/** -ac: no cookies to pass around, the socket is this machine's; -noreset: keep state when the last client goes. */
export function virtualDisplayArguments(width: number, height: number): string[] {
  return ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-ac', '-noreset', '-nolisten', 'tcp'];
}

/**
 * x11vnc at its fastest known setting: threads, 5 ms between polls and 5 ms of deferral instead of 20 and 20.
 * -cursor none: no stack draws the pointer. -noxrecord: a helper that Xvfb has no use for. -norc: no file of the user.
 */
export function x11vncArguments(display: string, port: number): string[] {
  const fast = ['-threads', '-wait', '5', '-defer', '5'];
  const local = ['-listen', '127.0.0.1', '-rfbport', String(port), '-no6', '-nopw', '-norc', '-quiet'];
  return ['-display', display, ...fast, ...local, '-forever', '-shared', '-noxrecord', '-cursor', 'none'];
}

/** TigerVNC's own X server at its defaults (60 updates a second); it draws into its own framebuffer and grabs nothing. */
export function tigervncArguments(width: number, height: number, port: number): string[] {
  const screen = ['-displayfd', '3', '-geometry', `${width}x${height}`, '-depth', '24', '-ac', '-noreset'];
  return [
    ...screen,
    '-rfbport',
    String(port),
    '-SecurityTypes',
    'None',
    '-interface',
    '127.0.0.1',
    '-localhost',
    '-AlwaysShared',
  ];
}

export function websockifyArguments(folder: string, port: number, target: number): string[] {
  return ['--web', folder, `127.0.0.1:${port}`, `127.0.0.1:${target}`];
}

export function websockifyTcpArguments(port: number, target: number): string[] {
  return [`127.0.0.1:${port}`, `127.0.0.1:${target}`];
}

/** One thread, as our relay has one; TCP mode: haproxy looks at nothing. Timeouts longer than the bench. */
export function haproxyConfiguration(port: number, target: number): string {
  return `global
  nbthread 1
defaults
  mode tcp
  timeout connect 5s
  timeout client 1h
  timeout server 1h
listen bench
  bind 127.0.0.1:${port}
  server target 127.0.0.1:${target}
`;
}

/**
 * Chromium without a GPU, which Xvfb has none of: the software compositor, not a GPU emulated on the CPU. The window is
 * a plain app window at the corner of a screen of its own; nothing calls home.
 * @param resolverRules lead connections through a line, when there is one
 */
export function chromiumArguments(
  profile: string,
  url: string,
  { width, height }: { readonly width: number; readonly height: number },
  resolverRules?: string,
): string[] {
  return [
    ...(resolverRules === undefined ? [] : [`--host-resolver-rules=${resolverRules}`]),
    `--user-data-dir=${profile}`,
    `--app=${url}`,
    '--window-position=0,0',
    `--window-size=${width},${height}`,
    '--force-device-scale-factor=1',
    '--disable-gpu',
    '--no-sandbox',
    // No bar that warns of the missing sandbox.
    '--test-type',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
    '--disable-features=Translate',
    '--password-store=basic',
    '--remote-debugging-port=0',
  ];
}
