/** All that a portal's backend needs: it asks Ringside for a session in the name of the user who is signed in here. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Ringside {
  readonly url: string;
  /** Made for this portal's origin; the browser never sees it. */
  readonly apiKey: string;
  readonly origin: string;
}

export async function answerSession(
  ringside: Ringside,
  operator: string,
  device: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { publicKey, resume } = JSON.parse(await text(request));
  const answer = await fetch(
    `${ringside.url}/v1/sessions${resume === undefined ? '' : `/${encodeURIComponent(resume)}/tickets`}`,
    {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${ringside.apiKey}`,
        'Ringside-Operator': operator,
      },
      body: JSON.stringify(
        resume === undefined
          ? { deviceId: device, permission: 'modify', origin: ringside.origin, publicKey }
          : { publicKey },
      ),
    },
  );
  response.writeHead(answer.status, { 'Content-Type': 'application/json' });
  response.end(await answer.text());
}
