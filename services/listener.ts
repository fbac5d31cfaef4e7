/** HTTP listeners, plain or TLS, with bounds on slow peers; a port that cannot be had is one sentence. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { listenFailure, readTlsPair } from '@ringside/settings';
import { servicesLimits } from './limits.ts';
import { ServicesError } from './services-error.ts';
import type { ServicesSettings } from './settings.ts';

/** Slow handshakes, headers and bodies are cut off: nobody needs longer for the small requests there are. */
const bounds = { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 30_000, maxHeaderSize: 16 * 1024 };

export function createListener(settings: ServicesSettings, handler: RequestListener): Server {
  const { tlsCertificate, tlsKey } = settings;
  if (tlsCertificate === undefined || tlsKey === undefined) return createServer(bounds, handler);
  const tls = readTlsPair({ section: 'services', tlsCertificate, tlsKey });
  return createTlsServer(
    { ...bounds, ...tls, handshakeTimeout: servicesLimits.tlsHandshakeMs, minVersion: 'TLSv1.2' },
    handler,
  );
}

/** The settings that a sentence names. */
export interface ListenSettings {
  readonly host: string;
  readonly port: string;
}

/** @returns the port, also when any was asked for */
export async function listen(server: Server, host: string, port: number, settings: ListenSettings): Promise<number> {
  await new Promise<void>((done, failed) => {
    server.once('error', (cause) => failed(listenError(cause, host, port, settings)));
    server.listen(port, host, done);
  });
  const address = server.address();
  return isAddress(address) ? address.port : port;
}

/** Closes a listener and every connection; one that never listened is closed already. */
export async function unlisten(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((done) => server.close(() => done()));
}

const isAddress = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === 'object' && address !== null;

function listenError(cause: Error, host: string, port: number, settings: ListenSettings): ServicesError {
  const names = { host: `services.${settings.host}`, port: `services.${settings.port}` };
  return new ServicesError('listen', listenFailure({ what: 'Services', host, port, settings: names }, cause), {
    cause,
  });
}

/** http://127.0.0.1:8400, ws://[::1]:9000 and the like. */
export function addressOf(scheme: 'http' | 'ws', settings: ServicesSettings, host: string, port: number): string {
  const secure = settings.tlsCertificate === undefined ? '' : 's';
  // As browsers write it in Origin: without the scheme's own port.
  return new URL(`${scheme}${secure}://${host.includes(':') ? `[${host}]` : host}:${port}`).origin;
}
