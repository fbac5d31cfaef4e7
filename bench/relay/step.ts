/** What every part of the relay's bench gets, and the names of what stands beside the relay. */
import { peers, versionOf } from '../peers.ts';
import type { Load } from './load-process.ts';

export interface Step {
  readonly load: Load;
  log(line: string): void;
}

export const haproxyName = `haproxy ${versionOf(peers.haproxy.debianPackage)}`;
export const websockifyName = `websockify ${versionOf(peers.websockify.debianPackage)}`;
export const uwebsocketsName = 'bare uWebSockets.js forwarder';
export const wsName = 'bare ws forwarder';
