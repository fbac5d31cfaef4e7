import fc from 'fast-check';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { decodeViewerMessage } from './codec.ts';
import { decodeToNodeMessage } from './control-codec.ts';
import { limits } from './limits.ts';
import { ProtocolError } from './protocol-error.ts';
import { fixtures } from './testing/fixtures.ts';
import { messageArbitrary } from './testing/message-arbitraries.ts';
import { messageType } from './testing/schema.ts';
import { type CodecName, codecNames, codecs, onTheWire } from './testing/unions.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const long = (units: number) => 'x'.repeat(units);
const many = <T>(length: number, value: T) => Array.from({ length }, () => value);
const proof = new Uint8Array(64);
const nonce = new Uint8Array(32);
const statement = { keyId: 'k', payload: new Uint8Array(1), signature: proof };
const display = { display: 1, name: 'console', width: 10, height: 10 };
const displays = (count: number) => many(count, 0).map((_, index) => ({ ...display, display: index + 1 }));
const key = { sequence: 1, key: { code: 'a', key: 'a' } };
const frame = fixtures.flatMap(({ message }) => ('frame' in message ? [Object(message.frame)] : []))[0];

function decoded(codec: CodecName, message: object): unknown {
  return onTheWire(codecs[codec].decode(codecs[codec].encode(message as never)));
}

/** What is just within the limit, and what is just beyond it. */
const edges: readonly (readonly [CodecName, object, object])[] = [
  ['ViewerToRelay', { authenticate: { ticket: long(4_096), proof } }, { authenticate: { ticket: long(4_097), proof } }],
  ['ViewerToRelay', { authenticate: { proof } }, { authenticate: { proof: new Uint8Array(63) } }],
  ['ViewerToRelay', { authenticate: { proof } }, { authenticate: {} }],
  ['ViewerToRelay', { subscribe: { displays: many(16, 1) } }, { subscribe: { displays: many(17, 1) } }],
  ['ViewerToRelay', { probe: { sentUs: 2 ** 53 - 1 } }, { probe: { sentUs: 2 ** 53 } }],
  ['ViewerToRelay', { input: key }, { input: { ...key, sequence: 0 } }],
  ['ViewerToRelay', { input: key }, { input: { sequence: 1 } }],
  ['ViewerToRelay', { input: { ...key, key: { code: long(32) } } }, { input: { ...key, key: { code: long(33) } } }],
  ['ViewerToRelay', { input: { ...key, key: { key: long(32) } } }, { input: { ...key, key: { key: long(33) } } }],
  ['ViewerToRelay', input({ text: { text: long(256) } }), input({ text: { text: long(257) } })],
  ['ViewerToRelay', input({ pointer: { x: 16_383 } }), input({ pointer: { x: 16_384 } })],
  ['ViewerToRelay', input({ pointer: { y: 16_383 } }), input({ pointer: { y: 16_384 } })],
  ['ViewerToRelay', input({ wheel: { deltaX: -32_767 } }), input({ wheel: { deltaX: -32_768 } })],
  ['ViewerToRelay', input({ wheel: { deltaY: 32_767 } }), input({ wheel: { deltaY: 32_768 } })],
  ['RelayToViewer', challenge({ nonce }), challenge({ nonce: new Uint8Array(33) })],
  ['RelayToViewer', challenge({ node: long(72) }), challenge({ node: long(73) })],
  ['RelayToViewer', challenge({ instance: 'i' }), challenge({ instance: '' })],
  ['RelayToViewer', { opened: { session: id, viewer: 1 } }, { opened: { session: id, viewer: 0 } }],
  ['RelayToViewer', { control: { requestedBy: many(64, 1) } }, { control: { requestedBy: many(65, 1) } }],
  ['RelayToViewer', { frame }, { frame: { ...frame, payload: new Uint8Array(16_001) } }],
  ['RelayToViewer', { frame }, { frame: { ...frame, payload: new Uint8Array(0) } }],
  ['RelayToViewer', { frame }, { frame: { ...frame, tilesWide: 256 } }],
  ['RelayToViewer', { frame }, { frame: { ...frame, capturedUs: 2 ** 53 } }],
  ['AgentToRelay', layout(displays(16)), layout(displays(17))],
  ['AgentToRelay', layout([display]), layout([display, display])],
  ['AgentToRelay', layout([display]), { layout: { epoch: 0, displays: [display] } }],
  ['AgentToRelay', layout([display]), layout([{ ...display, display: 0 }])],
  ['AgentToRelay', layout([{ ...display, name: long(256) }]), layout([{ ...display, name: long(257) }])],
  ['AgentToRelay', layout([{ ...display, width: 16_384 }]), layout([{ ...display, width: 16_385 }])],
  ['AgentToRelay', layout([{ ...display, height: 1 }]), layout([{ ...display, height: 0 }])],
  ['AgentToRelay', { room: { callStateSource: long(256) } }, { room: { callStateSource: long(257) } }],
  ['AgentToRelay', agent({ missing: many(64, 'a') }), agent({ missing: many(65, 'a') })],
  ['AgentToRelay', agent({ callStateSources: [long(256)] }), agent({ callStateSources: [long(257)] })],
  ['AgentToRelay', agent({ encodings: many(64, 1) }), agent({ encodings: many(65, 1) })],
  ['AgentToRelay', { timeRequest: { nonce } }, { timeRequest: { nonce: new Uint8Array(31) } }],
  ['RelayToAgent', { heartbeat: statement }, { heartbeat: { ...statement, signature: new Uint8Array(65) } }],
  ['RelayToAgent', { heartbeat: statement }, { heartbeat: { ...statement, payload: new Uint8Array(24_577) } }],
  ['RelayToAgent', refresh({ tileX: 255, tilesWide: 1 }), refresh({ tileX: 255, tilesWide: 2 })],
  ['RelayToAgent', refresh({ tilesHigh: 256 }), refresh({ tilesHigh: 0xffff_ffff })],
  ['RelayToAgent', refresh({}), refresh({ tilesWide: 0 })],
  ['RelayToAgent', refresh({}), refresh({ display: 0 })],
  ['RelayToAgent', { openSession: { viewer: 1 } }, { openSession: { viewer: 1, ticket: long(4_097) } }],
  ['RelayToServices', hello({ liveSessions: [id] }), hello({ liveSessions: [''] })],
  ['RelayToServices', hello({ viewerUrl: long(2_048) }), hello({ viewerUrl: long(2_049) })],
  ['RelayToServices', { event: { sequence: 1, sessionSuspended: { session: id } } }, { event: { sequence: 1 } }],
  ['ServicesToRelay', { welcome: { withdrawnDevices: [id] } }, { welcome: { withdrawnDevices: [long(73)] } }],
  ['ServicesToRelay', { command: { sequence: 1, withdrawDevice: { device: id } } }, { command: { sequence: 1 } }],
  ['Heartbeat', { endedSessions: many(512, id) }, { endedSessions: many(513, id) }],
  ['TimeAnchor', { nonce }, { nonce: new Uint8Array(0) }],
];

function input(event: object): object {
  return { input: { sequence: 1, ...event } };
}

function refresh(fields: object): object {
  return { refresh: { display: 1, epoch: 1, tilesWide: 1, tilesHigh: 1, ...fields } };
}

function challenge(fields: object): object {
  return { challenge: { nonce, node: 'node-1', instance: id, ...fields } };
}

function layout(list: readonly object[]): object {
  return { layout: { epoch: 1, displays: list } };
}

function agent(capabilities: object): object {
  return { authenticate: { proof, capabilities } };
}

function hello(fields: object): object {
  return { hello: { node: 'node-1', instance: id, ...fields } };
}

interface Excess {
  readonly field: string;
  readonly message: object;
}

/** Messages that are sound but for one field, for every field of the type and of the messages inside it. */
function excesses(typeName: string, wrap: (message: object) => object): readonly Excess[] {
  return messageType(typeName).fieldsArray.flatMap((field) => {
    const [sample = {}] = fc.sample(messageArbitrary(typeName), { numRuns: 1, seed: 3 });
    const rivals = field.partOf?.fieldsArray.map((it) => it.name) ?? [];
    const base = Object.fromEntries(Object.entries(sample).filter(([name]) => !rivals.includes(name)));
    const put = (value: unknown) => wrap({ ...base, [field.name]: value });
    const values = excessive(field).map((value) => ({ field: field.fullName, message: put(value) }));
    if (!(field.resolvedType instanceof protobuf.Type)) return values;
    const inner = excesses(field.resolvedType.name, (message) => put(field.repeated ? [message] : message));
    return [...values, ...inner];
  });
}

function excessive(field: protobuf.Field): readonly unknown[] {
  const [text, bytes] = [long(5_000), new Uint8Array(field.parent?.name === 'SignedStatement' ? 24_577 : 100)];
  if (field.fullName === '.ringside.v1.VideoFrame.payload') return [new Uint8Array(16_001)];
  // Lists of the control link are long; their count has a test of its own.
  if (field.type === 'string') return field.repeated ? [[text]] : [text];
  if (field.repeated) return [many(100, field.resolvedType instanceof protobuf.Type ? display : 1)];
  if (field.type === 'uint64') return [2 ** 53, 2 ** 63];
  return field.type === 'bytes' ? [bytes] : [];
}

describe('message limits', () => {
  it.each(edges)('%s: the last value within, the first beyond (%#)', (codec, within, beyond) => {
    expect(() => decoded(codec, within)).not.toThrow();
    expect(() => decoded(codec, beyond)).toThrow(expect.objectContaining({ code: 'out-of-range' }));
  });

  it.each(codecNames)('%s: no text, bytes, list or large number anywhere in it is without a limit', (codec) => {
    const beyond = excesses(codec, (message) => message);
    expect(beyond.length).toBeGreaterThan(0);
    for (const { field, message } of beyond) {
      expect(() => decoded(codec, message), field).toThrow(expect.objectContaining({ code: 'out-of-range' }));
    }
  });

  it('the refusal names the field and never its value', () => {
    const message = { input: { sequence: 1, text: { text: `secret${long(256)}` } } };
    expect(() => decoded('ViewerToRelay', message)).toThrow(/^out-of-range: TextEvent\.text$/);
  });

  it('an enumeration’s value from a newer peer reads as UNSPECIFIED', () => {
    expect(decoded('RelayToViewer', { ended: { reason: 9_999 } })).toEqual({ ended: { reason: 0 } });
    expect(decoded('RelayToViewer', { ended: { reason: -1 } })).toEqual({ ended: { reason: 0 } });
    expect(decoded('AgentToRelay', { room: { callState: 99, ring: 99 } })).toEqual({ room: { callState: 0, ring: 0 } });
    const opened = { session: id, viewer: 1, permission: 3 };
    expect(decoded('RelayToViewer', { opened })).toEqual({ opened: { ...opened, permission: 0 } });
  });

  it('a codec that only a newer peer knows is left out of a list, and refused in a frame', () => {
    expect(decoded('AgentToRelay', agent({ encodings: [1, 77, 2] }))).toEqual(agent({ encodings: [1, 2] }));
    expect(() => decoded('RelayToViewer', { frame: { ...frame, encoding: 5 } })).toThrow(ProtocolError);
    expect(() => decoded('RelayToViewer', { frame: { ...frame, kind: 2 } })).toThrow(ProtocolError);
  });

  it('pointer buttons beyond the five known ones are dropped', () => {
    const buttons = decoded('ViewerToRelay', input({ pointer: { display: 1, buttons: 0xffff_ffff } }));
    expect(buttons).toEqual(input({ pointer: { display: 1, buttons: limits.pointerButtons } }));
  });

  it('of several events in one input the last counts, alone', () => {
    // input { sequence: 1, text { "a" }, releaseAll {} }
    const message = decodeViewerMessage(new Uint8Array(Buffer.from('2a0908012a030a01613200', 'hex')));
    expect(onTheWire(message)).toEqual({ input: { sequence: 1, releaseAll: {} } });
  });

  it('a control message holds as many identifiers as its limit says', () => {
    const welcome = (count: number) => ({ welcome: { withdrawnDevices: many(count, id) } });
    const message = decodeToNodeMessage(codecs.ServicesToRelay.encode(welcome(limits.controlListEntries)));
    expect(message.message === 'welcome' && message.welcome.withdrawnDevices.length).toBe(limits.controlListEntries);
    expect(() => decoded('ServicesToRelay', welcome(limits.controlListEntries + 1))).toThrow(ProtocolError);
  });
});
