import { describe, expect, it } from 'vitest';
import { masked } from '../relay/raw-socket.ts';
import { MaskedMessages } from './masked-messages.ts';

const head = Buffer.from('GET /agent HTTP/1.1\r\nUpgrade: websocket\r\n\r\n');
const messages = [Buffer.from([1]), Buffer.alloc(125, 7), Buffer.alloc(126, 8), Buffer.alloc(16_000, 9)];
const ping = masked(Buffer.from('ping'), 4);
ping[0] = 0x89;
const wire = Buffer.concat([head, ...messages.map((message) => masked(message, message.length)), ping]);

describe('messages of a WebSocket client', () => {
  it.each([wire.length, 1, 7, 1_460])('are whole and in order, in pieces of %i bytes; pings are none', (piece) => {
    const taken: Buffer[] = [];
    const reader = new MaskedMessages((message) => taken.push(message));
    for (let at = 0; at < wire.length; at += piece) reader.read(wire.subarray(at, at + piece));
    expect(taken.map((message) => Buffer.from(message))).toEqual(messages);
  });
});
