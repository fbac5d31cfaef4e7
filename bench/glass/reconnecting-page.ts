/**
 * noVNC in a page of our own: the same viewer as in its smallest page, which can be told to disconnect, and connects
 * again at the next press, as our bench page starts a session. Served by websockify beside noVNC's own files.
 */
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { novncFolder, type VncPage } from '../peers.ts';

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>noVNC bench</title>
<style>html, body, #screen { margin: 0; width: 100%; height: 100%; overflow: hidden; }</style>
<div id="screen"></div>
<script type="module">
import RFB from './core/rfb.js';
let rfb;
const connect = () => { rfb = new RFB(document.getElementById('screen'), 'ws://' + location.host + '/websockify'); };
/** Disconnects; the next press anywhere connects again. Called by the bench over DevTools. */
globalThis.benchEnd = () => {
  rfb.disconnect();
  setTimeout(() => addEventListener('pointerdown', connect, { once: true, capture: true }));
};
connect();
</script>
</html>
`;

export interface OwnVncPage extends VncPage {
  remove(): Promise<void>;
}

export async function createReconnectingPage(): Promise<OwnVncPage> {
  const folder = await mkdtemp(join(tmpdir(), 'ringside-bench-novnc-'));
  for (const name of await readdir(novncFolder)) await symlink(join(novncFolder, name), join(folder, name));
  await writeFile(join(folder, 'bench.html'), page);
  return { folder, path: '/bench.html', remove: () => rm(folder, { recursive: true, force: true }) };
}
