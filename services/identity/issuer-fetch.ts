/** Fetches from the issuer: encrypted unless it is on this machine, and no more than an issuer can have to say. */
import { isLoopback } from '@ringside/settings';
import { servicesLimits } from '../limits.ts';
import { IssuerError } from './issuer-error.ts';

interface Asked {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: RequestInit['body'] | Uint8Array;
  readonly redirect: 'manual';
  readonly signal?: AbortSignal | undefined;
}

/** @throws IssuerError for an address in the clear, which an issuer's metadata may name, and for an endless answer */
export async function issuerFetch(address: string, asked: Asked): Promise<Response> {
  const { protocol, hostname } = new URL(address);
  if (protocol !== 'https:' && !isLoopback(hostname)) throw new IssuerError('issuer-refused', 'not encrypted');
  const { body = null, signal = null } = asked;
  // Of whatever memory the bytes are, fetch wants them in one of their own.
  const sent = body instanceof Uint8Array ? new Uint8Array(body) : body;
  const response = await fetch(address, { ...asked, body: sent, signal });
  if (response.body === null) return response;
  const { status, statusText, headers } = response;
  return new Response(await bounded(response.body), { status, statusText, headers });
}

async function bounded(body: ReadableStream<Uint8Array>): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.byteLength;
    if (bytes > servicesLimits.issuerAnswerBytes) throw new IssuerError('issuer-refused', 'too large', { isLie: true });
    parts.push(new Uint8Array(part));
  }
  return new Blob(parts);
}
