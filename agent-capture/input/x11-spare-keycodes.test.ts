import { describe, expect, it } from 'vitest';
import { SpareKeycodes } from './x11-spare-keycodes.ts';

const times = { reuseMs: 100, settleMs: 5 };

describe('spare keycodes', () => {
  it('INP-2: two characters to a keycode, pressed when clients know of it', () => {
    const spares = new SpareKeycodes(times);
    spares.update([250, 251], () => true);
    expect(spares.use('é', 0)).toBeUndefined();
    expect([...'éßж€'].map((character) => spares.give(character, 0))).toEqual([250, 251, 250, 251]);
    expect(spares.charactersOf(250)).toEqual(['é', 'ж']);
    expect(spares.use('é', 1)).toBe(4);
    expect(spares.use('é', 5)).toEqual({ keycode: 250, level: 0 });
    expect(spares.use('€', 5)).toEqual({ keycode: 251, level: 1 });
    expect(spares.keycodes).toEqual(new Set([250, 251]));
  });

  it('INP-2: the one used longest ago is given away first, not too soon', () => {
    const spares = new SpareKeycodes(times);
    spares.update([250], () => true);
    spares.give('é', 0);
    expect(spares.waitMs(1)).toBe(0);
    spares.give('ß', 10);
    spares.use('é', 30);
    expect(spares.waitMs(31)).toBe(79);
    expect(spares.waitMs(110)).toBe(0);
    expect(spares.give('漢', 110)).toBe(250);
    expect(spares.charactersOf(250)).toEqual(['é', '漢']);
    expect(spares.use('ß', 111)).toBeUndefined();
    expect(spares.waitMs(111)).toBe(19);
  });

  it('a layout that takes a keycode ends its use; without any nothing can be typed', () => {
    const spares = new SpareKeycodes(times);
    spares.update([250], () => true);
    spares.give('é', 0);
    spares.give('ß', 0);
    spares.update([249], ({ level }) => level === 1);
    expect(spares.charactersOf(250)).toEqual([undefined, 'ß']);
    expect([spares.give('é', 1), spares.give('ж', 1), spares.give('漢', 1)]).toEqual([250, 249, 249]);
    spares.update([], () => false);
    expect(spares.waitMs(2)).toBe(0);
    expect(spares.give('é', 2)).toBeUndefined();
  });
});
