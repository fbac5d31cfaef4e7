/** Starts the example portal: `RINGSIDE_API_KEY=… RINGSIDE_OPERATOR=… RINGSIDE_DEVICE=… node portal-embed/example/main.ts` */
import { createPortal } from './portal.ts';

const { RINGSIDE_API_KEY: apiKey, RINGSIDE_OPERATOR: operatorId, RINGSIDE_DEVICE: deviceId } = process.env;
const { RINGSIDE_URL: url = 'http://127.0.0.1:8400', RINGSIDE_RELAY_URL: relayUrl = 'ws://127.0.0.1:8401/viewer' } =
  process.env;
const port = Number(process.env.PORT ?? 8500);
const origin = process.env.ORIGIN ?? `http://127.0.0.1:${port}`;

if (apiKey === undefined || operatorId === undefined || deviceId === undefined) {
  console.error('Set RINGSIDE_API_KEY, RINGSIDE_OPERATOR and RINGSIDE_DEVICE: see portal-embed/README.md.');
  process.exitCode = 1;
} else {
  const portal = createPortal({ url, relayUrl, apiKey, operatorId, deviceId, origin });
  portal.listen(port, '127.0.0.1', () => console.log(`The example portal is at ${origin}`));
}
