/**
 * Devices and their viewers as the load plays them, on our relay with everything that an opening takes, and on a bare
 * forwarder with the same messages and acknowledgements.
 */
import { randomUUID } from 'node:crypto';
import {
  CallState,
  decodeToAgentMessage,
  decodeToViewerMessage,
  decodeViewerMessage,
  encodeAgentMessage,
  encodeViewerMessage,
  exportPublicKey,
  FrameEncoding,
  generateProofKeys,
  RingState,
  signProof,
  subprotocol,
  type ToAgentMessage,
  type ToViewerMessage,
  wireVersion,
} from '@ringside/protocol';
import type { ServicesDouble } from '@ringside/relay/testing';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { RawSocket } from './raw-socket.ts';

import { VideoSink } from './video-sink.ts';
import { VideoSource } from './video-source.ts';

export interface Device {
  readonly id: string;
  readonly socket: RawSocket;
  readonly source: VideoSource;
}

export interface Viewer {
  readonly socket: RawSocket;
  readonly sink: VideoSink;
}

export interface Pair {
  readonly device: Device;
  readonly viewer: Viewer;
}

const origin = 'http://portal.bench.invalid';
/** One pair of keys for all: the cost of making them is not the relay's. */
const keys = await generateProofKeys();
const publicKey = await exportPublicKey(keys);

/** A device that is connected, shows one 1080p display and opens every session. */
export async function openDevice(port: number, services: ServicesDouble): Promise<Device> {
  const id = randomUUID();
  const credential = await services.credential(id, publicKey);
  const ready = Promise.withResolvers<void>();
  const take = (message: ToAgentMessage): void => {
    switch (message.message) {
      case 'challenge':
        void authenticate(message.challenge.nonce);
        return;
      case 'welcome': {
        const displays = [{ display: 1, name: 'front-1', width: limits.deviceWidth, height: limits.deviceHeight }];
        send({ layout: { epoch: 1, displays } });
        const ring = RingState.RING_STATE_VERIFIED;
        send({ room: { callState: CallState.CALL_STATE_IDLE, callStateSource: 'bench', ring } });
        ready.resolve();
        return;
      }
      case 'openSession':
        send({ sessionOpened: { viewer: message.openSession.viewer } });
        return;
      case 'demand':
        device.source.grant(message.demand.update);
        return;
      default:
    }
  };
  const send = (message: Parameters<typeof encodeAgentMessage>[0]): void => {
    device.socket.send(encodeAgentMessage(message));
  };
  const authenticate = async (nonce: Uint8Array): Promise<void> => {
    const proof = await signProof(keys.privateKey, 'agent', nonce, credential);
    const capabilities = {
      agentVersion: '0.0.0',
      platform: 'bench',
      callStateSources: ['bench'],
      input: true,
      encodings: [FrameEncoding.FRAME_ENCODING_JPEG],
      missing: [],
    };
    send({ authenticate: { version: wireVersion, credential, proof, capabilities } });
  };
  const early: Buffer[] = [];
  const socket = await RawSocket.open({ port, path: '/agent', subprotocol }, (bytes) => early.push(Buffer.from(bytes)));
  const device: Device = { id, socket, source: new VideoSource(socket) };
  socket.onMessage = (bytes) => take(decodeToAgentMessage(bytes));
  socket.onClose = (code) => ready.reject(new BenchError('not-ready', `The relay closed a device: ${code}.`));
  for (const bytes of early) take(decodeToAgentMessage(bytes));
  await ready.promise;
  socket.onClose = () => {};
  return device;
}

/** A viewer in session on the device, subscribed to all of it. */
export async function openViewer(port: number, services: ServicesDouble, device: Device): Promise<Viewer> {
  const opened = Promise.withResolvers<void>();
  const take = (message: ToViewerMessage): void => {
    if (message.message === 'challenge') void authenticate(message.challenge);
    else if (message.message === 'opened') opened.resolve();
    else if (message.message === 'refused') {
      opened.reject(new BenchError('not-ready', `The relay refused a viewer: ${message.refused.reason}.`));
    }
  };
  const authenticate = async (challenge: { nonce: Uint8Array; node: string; instance: string }): Promise<void> => {
    const { nonce, node, instance } = challenge;
    const ticket = await services.ticket({ device: device.id, node, instance, origin, viewerKey: publicKey });
    const proof = await signProof(keys.privateKey, 'viewer', nonce, ticket);
    socket.send(encodeViewerMessage({ authenticate: { version: wireVersion, ticket, proof } }));
    socket.send(encodeViewerMessage({ subscribe: { displays: [], focused: 0, all: true } }));
  };
  const early: Buffer[] = [];
  const remember = (bytes: Buffer): void => void early.push(Buffer.from(bytes));
  const socket = await RawSocket.open({ port, path: '/viewer', subprotocol, origin }, remember);
  const sink = new VideoSink(socket);
  const receive = (bytes: Buffer): void => {
    if (!sink.take(bytes)) take(decodeToViewerMessage(bytes));
  };
  socket.onMessage = receive;
  socket.onClose = (code) => opened.reject(new BenchError('not-ready', `The relay closed a viewer: ${code}.`));
  for (const bytes of early) receive(bytes);
  await opened.promise;
  socket.onClose = () => {};
  return { socket, sink };
}

export async function openRelayPair(port: number, services: ServicesDouble): Promise<Pair> {
  const device = await openDevice(port, services);
  return { device, viewer: await openViewer(port, services, device) };
}

/** What a pair goes through: our relay, or one that joins two connections by an identifier in their paths. */
export type PairKind = 'relay' | Forwarder;
type Forwarder = 'forwarder' | 'mesh-central';

const forwardedPaths: Readonly<
  Record<Forwarder, (id: string) => { readonly device: string; readonly viewer: string }>
> = {
  forwarder: (id) => ({ device: `/agent/${id}`, viewer: `/viewer/${id}` }),
  'mesh-central': (id) => ({ device: `/meshrelay.ashx?id=${id}`, viewer: `/meshrelay.ashx?id=${id}` }),
};

export function openPair(kind: PairKind, port: number, services: ServicesDouble): Promise<Pair> {
  return kind === 'relay' ? openRelayPair(port, services) : openForwardedPair(kind, port);
}

/** The same messages through a forwarder: the credit follows the acknowledgements as our relay's would. */
async function openForwardedPair(kind: Forwarder, port: number): Promise<Pair> {
  const id = randomUUID();
  const paths = forwardedPaths[kind](id);
  const acknowledged = (bytes: Buffer): void => {
    const message = decodeViewerMessage(bytes);
    if (message.message === 'painted') {
      device.source.grant(device.source.updateOf(message.painted.frame) + limits.updateCredit);
    }
  };
  const socket = await RawSocket.open({ port, path: paths.device, subprotocol }, (bytes) => acknowledged(bytes));
  const device: Device = { id, socket, source: new VideoSource(socket) };
  const viewerSocket = await RawSocket.open({ port, path: paths.viewer, subprotocol }, () => {});
  const sink = new VideoSink(viewerSocket);
  viewerSocket.onMessage = (bytes) => void sink.take(bytes);
  device.source.grant(limits.updateCredit);
  return { device, viewer: { socket: viewerSocket, sink } };
}
