/** All that a portal's backend needs: it asks Ringside for a session in the name of the user who is signed in here. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { ApiProblem, RingsideClient } from '@ringside/client';

export interface Ringside {
  readonly url: string;
  /** Made for this portal's origin; the browser never sees it. */
  readonly apiKey: string;
  readonly origin: string;
}

export async function answerSession(
  { url, apiKey, origin }: Ringside,
  operator: string,
  deviceId: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const ringside = new RingsideClient({ url, apiKey, operator });
  const { publicKey, resume } = JSON.parse(await text(request));
  const answer = (status: number, body: object) => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  try {
    const { status, body } =
      resume === undefined
        ? await ringside.call('POST /v1/sessions', { body: { deviceId, permission: 'modify', origin, publicKey } })
        : await ringside.call('POST /v1/sessions/{id}/tickets', { path: { id: resume }, body: { publicKey } });
    answer(status, body);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    // The widget has words for its code.
    answer(error.status ?? 502, error.problem);
  }
}
