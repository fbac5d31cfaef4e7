/** Picks the transport by configuration: "auto" is the fastest that loads on this machine. */
import { RelayError } from '../relay-error.ts';
import type { OpenTransport } from './transport.ts';
import { loadUwebsockets } from './uwebsockets-transport.ts';
import { openWsTransport } from './ws-transport.ts';

export type TransportName = 'uwebsockets' | 'ws';

export interface ChosenTransport {
  readonly name: TransportName;
  readonly open: OpenTransport;
}

export async function chooseTransport(
  wanted: TransportName | 'auto',
  load: () => Promise<OpenTransport | undefined> = loadUwebsockets,
): Promise<ChosenTransport> {
  if (wanted === 'ws') return { name: 'ws', open: openWsTransport };
  const fast = await load();
  if (fast !== undefined) return { name: 'uwebsockets', open: fast };
  if (wanted === 'auto') return { name: 'ws', open: openWsTransport };
  throw new RelayError(
    'transport',
    'uWebSockets.js has no binary for this machine: set relay.transport to "auto" or "ws".',
  );
}
