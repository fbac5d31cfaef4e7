/**
 * The page that shows our widget in the bench: signs in with the link's secret, starts a session in the first room that
 * takes one, and shows its display 1:1. Served by services, under the policy of our own page.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { limits } from '../limits.ts';

/** The stage's padding on each side: a width that leaves exactly the displays' shows them 1:1. */
const padding = 14;

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Ringside bench</title>
<link rel="stylesheet" href="/bench.css">
<script type="module" src="/embed/ringside-viewer.js"></script>
<script type="module" src="/bench.js"></script>
<ringside-viewer displays="all"></ringside-viewer>
</html>
`;

const style = (width: number): string => `html, body { margin: 0; height: 100%; overflow: hidden; }
ringside-viewer { width: ${width}px; height: 100vh; }
`;

const script = `const parameters = new URLSearchParams(location.hash.slice(1));
const viewer = document.querySelector('ringside-viewer');

async function call(method, path, body) {
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  const answer = response.status === 204 ? undefined : await response.json();
  if (!response.ok) throw { ...answer, status: response.status };
  return answer;
}

async function room() {
  for (;;) {
    const { devices } = await call('GET', '/v1/devices');
    const ready = devices.find((device) => device.connected && device.callState === 'idle');
    if (ready !== undefined) return ready;
    await new Promise((resolve) => setTimeout(resolve, ${limits.pollMs}));
  }
}

await call('POST', '/v1/sign-in', { secret: parameters.get('sign-in') });
const device = await room();
viewer.relayUrl = device.relayUrl;
viewer.startSession = (publicKey, { resume }) =>
  resume === undefined
    ? call('POST', '/v1/sessions', { deviceId: device.id, permission: 'modify', publicKey })
    : call('POST', '/v1/sessions/' + resume + '/tickets', { publicKey });
viewer.start();
/** Ends the session; the next press anywhere starts another. Called by the bench over DevTools. */
globalThis.benchEnd = () => {
  viewer.end();
  setTimeout(() => addEventListener('pointerdown', () => viewer.start(), { once: true, capture: true }));
};
`;

/** @param picturesWidth of all displays side by side, with what is between them */
export async function addBenchPage(portalFolder: string, picturesWidth: number): Promise<void> {
  await writeFile(join(portalFolder, 'bench.html'), page);
  await writeFile(join(portalFolder, 'bench.css'), style(picturesWidth + 2 * padding));
  await writeFile(join(portalFolder, 'bench.js'), script);
}

/** @param signInLink as services hand it out: its secret stands in the fragment */
export function pageUrl(servicesUrl: string, signInLink: string): string {
  const url = new URL('/bench.html', servicesUrl);
  url.hash = new URL(signInLink).hash;
  return url.href;
}
