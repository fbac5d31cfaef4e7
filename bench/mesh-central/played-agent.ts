/**
 * Agents of MeshCentral as the bench plays them for its memory: they connect, say who they are and then nothing. They
 * prove nothing, which the server is told not to ask for; so their keys are random numbers and no keys at all.
 *
 * Messages are a 16-bit number and its fields, big-endian: 1 hash of the server's certificate (48 bytes), nonce (48);
 * 2 length (16 bits), certificate, signature; 3 versions and kinds (four 32-bit numbers), group (48 bytes), abilities
 * (32 bits), length (16 bits), name. From the server: 4 accepted, 11 which program runs in you.
 */
import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import type { MeshServer } from './mesh-server.ts';

const hashBytes = 48;
const said = { hash: 1, certificate: 2, description: 3, program: 11 } as const;
const heard = { accepted: 4, program: 11 } as const;
/** Linux on x86-64, of today's agents; "a program of its own", which is not replaced. */
const description = { infoVersion: 1, agentId: 6, agentVersion: 0, platformType: 1, abilities: 0 };

/** Resolves once the server has accepted it. @param group as MeshControl names it */
export function connectAgent({ port }: MeshServer, group: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/agent.ashx`, { perMessageDeflate: false });
    const late = setTimeout(() => {
      socket.terminate();
      reject(new BenchError('timeout', 'MeshCentral does not accept an agent.'));
    }, limits.startMs);
    socket.on('error', (error) => {
      clearTimeout(late);
      reject(error);
    });
    socket.on('open', () => {
      socket.send(message(said.hash, randomBytes(2 * hashBytes)));
      const certificate = unsignedCertificate();
      socket.send(message(said.certificate, sixteen(certificate.length), certificate, randomBytes(256)));
      socket.send(message(said.description, describe(group)));
    });
    socket.on('message', (bytes: Buffer) => {
      const kind = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
      // A hash of nothing but zeros is that of a program that the server leaves alone.
      if (kind === heard.program) socket.send(message(said.program, sixteen(0), Buffer.alloc(hashBytes)));
      if (kind !== heard.accepted) return;
      clearTimeout(late);
      resolve(socket);
    });
  });
}

function describe(group: string): Buffer {
  const { infoVersion, agentId, agentVersion, platformType, abilities } = description;
  const name = Buffer.from(`room-${randomBytes(4).toString('hex')}`);
  const versions = Buffer.concat([infoVersion, agentId, agentVersion, platformType].map(thirtyTwo));
  const id = Buffer.from(group.replaceAll('@', '+').replaceAll('$', '/'), 'base64');
  return Buffer.concat([versions, id, thirtyTwo(abilities), sixteen(name.length), name]);
}

function message(kind: number, ...fields: readonly Buffer[]): Buffer {
  return Buffer.concat([sixteen(kind), ...fields]);
}

function sixteen(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function thirtyTwo(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** An element of DER. */
function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const integer = (bytes: Uint8Array): Buffer => der(0x02, bytes);
const bits = (content: Uint8Array): Buffer => der(0x03, Buffer.of(0), content);
const sha384WithRsa = sequence(der(0x06, Buffer.from('2a864886f70d01010c', 'hex')), der(0x05));
const rsa = sequence(der(0x06, Buffer.from('2a864886f70d010101', 'hex')), der(0x05));

/** An X.509 certificate in form only: MeshCentral names a device by the hash of its public key. */
function unsignedCertificate(): Buffer {
  // Positive, and of full length.
  const modulus = Buffer.concat([Buffer.of(0, 0x80 | (randomBytes(1)[0] ?? 0)), randomBytes(255)]);
  const publicKey = sequence(rsa, bits(sequence(integer(modulus), integer(Buffer.of(1, 0, 1)))));
  const name = sequence(der(0x31, sequence(der(0x06, Buffer.of(0x55, 0x04, 0x03)), der(0x0c, Buffer.from('room')))));
  const time = (text: string): Buffer => der(0x18, Buffer.from(text));
  const validity = sequence(time('20200101000000Z'), time('20991231235959Z'));
  const version = der(0xa0, integer(Buffer.of(2)));
  const body = sequence(version, integer(randomBytes(8).fill(1, 0, 1)), sha384WithRsa, name, validity, name, publicKey);
  return sequence(body, sha384WithRsa, bits(randomBytes(256)));
}
