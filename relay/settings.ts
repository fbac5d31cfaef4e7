/** What can be configured of a relay, and the rules that a schema cannot say. */

import { isLoopback } from '@ringside/settings';
import type { Static } from 'typebox';
import { Type } from 'typebox';
import { RelayError } from './relay-error.ts';

export const relaySettingsSchema = Type.Object({
  /** Where agents and viewers connect. */
  host: Type.String({ default: '127.0.0.1' }),
  port: Type.Integer({ minimum: 0, maximum: 65_535, default: 8401 }),
  /** How viewers and agents reach this node, when that is not host and port: ws:// or wss://. */
  publicUrl: Type.Optional(
    Type.String({
      pattern: '^wss?://[^?#@\\s]+$',
      description: 'an address such as wss://relay.example, without user, query or fragment',
    }),
  ),
  /** Metrics, health and readiness, over plain HTTP: keep it inside. */
  adminHost: Type.String({ default: '127.0.0.1' }),
  adminPort: Type.Integer({ minimum: 0, maximum: 65_535, default: 8402 }),
  controlUrl: Type.String({ pattern: '^wss?://', description: 'an address that begins with ws:// or wss://' }),
  controlSecret: Type.String({ minLength: 32 }),
  /** The node's name: tickets name it. */
  node: Type.String({ minLength: 1, maxLength: 64, default: 'node-1' }),
  tlsCertificate: Type.Optional(Type.String()),
  tlsKey: Type.Optional(Type.String()),
  /** A proxy in front does TLS and names the peer's address. */
  behindProxy: Type.Boolean({ default: false }),
  transport: Type.Union([Type.Literal('auto'), Type.Literal('uwebsockets'), Type.Literal('ws')], { default: 'auto' }),
  logLevel: Type.Union(
    [Type.Literal('debug'), Type.Literal('info'), Type.Literal('warn'), Type.Literal('error'), Type.Literal('silent')],
    { default: 'info' },
  ),
});

export type RelaySettings = Static<typeof relaySettingsSchema>;

/** Whether the address is encrypted, or of this machine. @throws RelayError when it is none */
function staysPrivate(address: string, setting: string): boolean {
  if (!URL.canParse(address)) {
    throw new RelayError('settings', `${setting} ${address} is no address: wss://relay.example:8401 is one.`);
  }
  const { protocol, hostname } = new URL(address);
  return protocol === 'wss:' || isLoopback(hostname);
}

/** @throws RelayError with one sentence when the settings together are not safe or not complete */
export function checkSettings(settings: RelaySettings): void {
  const { host, tlsCertificate, tlsKey, behindProxy, adminHost, controlUrl, publicUrl } = settings;
  if ((tlsCertificate === undefined) !== (tlsKey === undefined)) {
    throw new RelayError('settings', 'Set both relay.tlsCertificate and relay.tlsKey, or neither.');
  }
  if (!isLoopback(host) && tlsCertificate === undefined && !behindProxy) {
    throw new RelayError(
      'settings',
      `The relay would listen on ${host} without TLS: set relay.tlsCertificate and relay.tlsKey, or relay.behindProxy if a proxy does TLS.`,
    );
  }
  if (!isLoopback(adminHost) && !behindProxy) {
    throw new RelayError(
      'settings',
      `The metrics listener would be open on ${adminHost} without TLS: set relay.adminHost to 127.0.0.1.`,
    );
  }
  if (publicUrl === undefined && (behindProxy || host === '0.0.0.0' || host === '::')) {
    throw new RelayError(
      'settings',
      `Set relay.publicUrl, such as wss://relay.example: ${behindProxy ? 'behind a proxy' : `on ${host}`} the relay cannot tell how viewers reach it.`,
    );
  }
  if (publicUrl !== undefined && !staysPrivate(publicUrl, 'relay.publicUrl')) {
    throw new RelayError(
      'settings',
      `Tickets and pictures would travel to ${publicUrl} in the clear: use wss:// in relay.publicUrl.`,
    );
  }
  if (!staysPrivate(controlUrl, 'relay.controlUrl')) {
    const { hostname } = new URL(controlUrl);
    throw new RelayError(
      'settings',
      `The control link to ${hostname} must be encrypted: use wss:// in relay.controlUrl.`,
    );
  }
}
