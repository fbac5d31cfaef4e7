/** The peers' paths: a VNC server on the device, websockify in the middle, noVNC in the browser. */
import { existsSync } from 'node:fs';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import {
  novncFolder,
  peers,
  smallestVncPage,
  tigervncArguments,
  type VncPage,
  websockifyArguments,
  x11vncArguments,
} from '../peers.ts';
import { type Child, findProgram, startProgram } from '../process/child.ts';
import { freePort, portOpen } from '../process/free-port.ts';
import { processTree } from '../process/proc-stat.ts';
import { queuedBytes } from '../process/socket-bytes.ts';
import { displayNumber, startVirtualDisplay } from '../x-server/virtual-display.ts';
import type { Path } from './stack.ts';

/** x11vnc grabs an Xvfb's screen, as our agent does. */
export async function openX11vncPath(page: VncPage = smallestVncPage): Promise<Path> {
  const program = findProgram(peers.x11vnc.program, peers.x11vnc.debianPackage);
  const display = await startVirtualDisplay("x11vnc's Xvfb", limits.deviceWidth, limits.deviceHeight);
  const port = await freePort();
  const server = startProgram('x11vnc', program, x11vncArguments(display.name, port));
  await portOpen(port, 'x11vnc');
  return bridged(page, display.name, server, port, [display.server]);
}

/** Xvnc is the device's X server itself: it sees each drawing as it happens. */
export async function openTigervncPath(page: VncPage = smallestVncPage): Promise<Path> {
  const program = findProgram(peers.tigervnc.program, peers.tigervnc.debianPackage);
  const port = await freePort();
  const args = tigervncArguments(limits.deviceWidth, limits.deviceHeight, port);
  const server = startProgram('Xtigervnc', program, args, { displayPipe: true });
  const display = await displayNumber(server);
  await portOpen(port, 'Xtigervnc');
  return bridged(page, display, server, port, []);
}

async function bridged(
  page: VncPage,
  display: string,
  server: Child,
  port: number,
  below: readonly Child[],
): Promise<Path> {
  const program = findProgram(peers.websockify.program, peers.websockify.debianPackage);
  if (!existsSync(novncFolder)) {
    throw new BenchError('missing-peer', 'noVNC is not installed: install the Debian package novnc.');
  }
  const webPort = await freePort();
  const bridge = startProgram('websockify', program, websockifyArguments(page.folder, webPort, port));
  await portOpen(webPort, 'websockify');
  return {
    deviceDisplay: display,
    url: `http://127.0.0.1:${webPort}${page.path}`,
    ports: [webPort],
    agents: [server.pid],
    heldBytes: () => Promise.resolve(queuedBytes([server.pid, ...processTree(bridge.pid)])),
    async close() {
      for (const child of [bridge, server, ...below]) await child.stop();
    },
  };
}
