import { beforeEach, describe, expect, it } from 'vitest';
import { x11Limits } from '../x11/limits.ts';
import { modifier } from './x11-keyboard.ts';
import { RoomModifiers } from './x11-room-modifiers.ts';

const control = 1 << 2;
const { roomModifiersMs: patienceMs, roomModifiersLookMs: lookMs } = x11Limits;
let room: RoomModifiers;

beforeEach(() => {
  room = new RoomModifiers();
});

describe('modifiers held in the room', () => {
  it('INP-2: are waited for, not for ever, and anew when they come again', () => {
    room.told(control);
    expect([0, patienceMs - 1, patienceMs, 2 * patienceMs].map((atMs) => room.waitMs(0, atMs))).toEqual([
      lookMs,
      lookMs,
      0,
      0,
    ]);
    room.told(0);
    expect(room.waitMs(0, 2 * patienceMs)).toBe(0);
    room.told(modifier.shift);
    expect(room.waitMs(0, 2 * patienceMs)).toBe(lookMs);
  });

  it('INP-2: are not those that the viewer holds, nor Caps Lock', () => {
    room.told(control | modifier.lock);
    expect(room.waitMs(control, 0)).toBe(0);
    room.told(control | modifier.shift);
    expect(room.waitMs(control, 0)).toBe(lookMs);
  });
});
