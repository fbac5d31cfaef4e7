import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAgentMessage, decodeViewerMessage, encodeViewerMessage } from './codec.ts';
import { limits } from './limits.ts';
import { ProtocolError } from './protocol-error.ts';
import { fixtureBytes, fixtures } from './testing/fixtures.ts';
import { messageArbitrary } from './testing/message-arbitraries.ts';
import { messageType } from './testing/schema.ts';
import { type CodecName, codecNames, codecs, onTheWire } from './testing/unions.ts';

const unions = codecNames.filter((name) => messageType(name).oneofsArray.length > 0);

/** Fields without their defaults, which are not on the wire. */
function withoutDefaults(value: unknown): unknown {
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutDefaults);
  const isDefault = (it: unknown) => it === 0 || it === false || it === '' || (Array.isArray(it) && it.length === 0);
  const isEmpty = (it: unknown) => it instanceof Uint8Array && it.length === 0;
  const entries = Object.entries(value).filter(([, field]) => !isDefault(field) && !isEmpty(field));
  return Object.fromEntries(entries.map(([name, field]) => [name, withoutDefaults(field)]));
}

function encode(codec: CodecName, message: object): Uint8Array {
  return codecs[codec].encode(message as never);
}

describe('codec: fixtures', () => {
  it.each(fixtures)('OPS-6: $codec $hex is what it means, both ways', (fixture) => {
    const bytes = fixtureBytes(fixture);
    expect(onTheWire(codecs[fixture.codec].decode(bytes))).toEqual(fixture.message);
    expect(Buffer.from(encode(fixture.codec, fixture.message)).toString('hex')).toBe(fixture.hex);
  });

  it('every message of every union, and every member inside them, has one', () => {
    const shown = new Set<string>();
    const walk = (type: string, message: object): void => {
      for (const [name, value] of Object.entries(message)) {
        const field = messageType(type).fields[name];
        if (field?.partOf) shown.add(`${type}.${name}`);
        if (field?.resolvedType && !field.repeated && typeof value === 'object') walk(field.resolvedType.name, value);
      }
    };
    for (const { codec, message } of fixtures) walk(codec, message);
    const inner = ['Input', 'NodeEvent', 'ServicesCommand'];
    const members = [...unions, ...inner].flatMap((type) =>
      (messageType(type).oneofsArray[0]?.fieldsArray ?? []).map((field) => `${type}.${field.name}`),
    );
    expect(members.length).toBeGreaterThan(60);
    expect(members.filter((name) => !shown.has(name))).toEqual([]);
  });

  it.each<readonly [CodecName, CodecName]>([
    ['ViewerToRelay', 'RelayToViewer'],
    ['AgentToRelay', 'RelayToAgent'],
    ['RelayToServices', 'ServicesToRelay'],
    // Two doors of the same relay.
    ['ViewerToRelay', 'AgentToRelay'],
    ['RelayToViewer', 'RelayToAgent'],
  ])('OPS-6: what is meant for %s is nothing to %s, and the other way round', (one, other) => {
    for (const fixture of fixtures) {
      const wrong = fixture.codec === one ? other : fixture.codec === other ? one : undefined;
      if (wrong !== undefined) expect(() => codecs[wrong].decode(fixtureBytes(fixture))).toThrow(/^empty/);
    }
  });

  it('cut off at any byte they are refused', () => {
    let cuts = 0;
    for (const fixture of fixtures.filter(({ codec }) => unions.includes(codec))) {
      const bytes = fixtureBytes(fixture);
      for (let length = 0; length < bytes.length; length++) {
        expect(() => codecs[fixture.codec].decode(bytes.subarray(0, length))).toThrow(ProtocolError);
        cuts++;
      }
    }
    expect(cuts).toBeGreaterThan(2_500);
  });

  it('bare statements cut off at any byte are refused or end between two fields', () => {
    for (const fixture of fixtures.filter(({ codec }) => !unions.includes(codec))) {
      const bytes = fixtureBytes(fixture);
      let whole = 0;
      for (let length = 0; length < bytes.length; length++) {
        try {
          codecs[fixture.codec].decode(bytes.subarray(0, length));
          whole++;
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
        }
      }
      expect(whole).toBeLessThan(Object.keys(fixture.message).length + 1);
    }
  });
});

describe('codec: round trips', () => {
  it.each(codecNames)('OPS-6: any %s within limits', (name) => {
    fc.assert(
      fc.property(messageArbitrary(name), (message) => {
        const decoded = codecs[name].decode(encode(name, message));
        expect(withoutDefaults(onTheWire(decoded))).toEqual(withoutDefaults(message));
      }),
      { numRuns: 400, seed: 1 },
    );
  });
});

describe('codec: what callers rely on', () => {
  it('defaults are there without being on the wire', () => {
    const message = decodeViewerMessage(encodeViewerMessage({ subscribe: {} }));
    expect(message.message === 'subscribe' && message.subscribe).toMatchObject({
      displays: [],
      focused: 0,
      all: false,
    });
  });

  it('64-bit fields are numbers', () => {
    const message = decodeViewerMessage(encodeViewerMessage({ probe: { sentUs: 2 ** 53 - 1 } }));
    expect(message.message === 'probe' && message.probe.sentUs).toBe(2 ** 53 - 1);
  });

  it('byte fields are copies: a transport may reuse its buffer', () => {
    const fixture = fixtures.find(({ message }) => 'timeRequest' in message);
    const bytes = fixtureBytes(fixture ?? expect.fail());
    const message = decodeAgentMessage(bytes);
    bytes.fill(0);
    expect(message.message === 'timeRequest' && message.timeRequest.nonce).toEqual(new Uint8Array(32).fill(0x11));
  });

  it('the size limit in force is the caller’s', () => {
    const bytes = encodeViewerMessage({ authenticate: { ticket: 'a'.repeat(4_000), proof: new Uint8Array(64) } });
    expect(decodeViewerMessage(bytes, limits.openingMessageBytes).message).toBe('authenticate');
    expect(() => decodeViewerMessage(bytes, 4_000)).toThrow(/^too-large/);
  });
});
