import { describe, expect, it } from 'vitest';
import { SpareKeycodes } from './x11-spare-keycodes.ts';

describe('spare keycodes', () => {
  it('INP-2: a character keeps its keycode; the one used longest ago is given away first, not too soon', () => {
    const spares = new SpareKeycodes(100);
    spares.update([250, 251], () => true);
    expect(spares.take('é', 0)).toEqual({ keycode: 250, fresh: true });
    expect(spares.take('ß', 10)).toEqual({ keycode: 251, fresh: true });
    expect(spares.take('é', 20)).toEqual({ keycode: 250, fresh: false });
    expect(spares.waitMs('é', 21)).toBe(0);
    expect(spares.waitMs('漢', 21)).toBe(89);
    expect(spares.waitMs('漢', 110)).toBe(0);
    expect(spares.take('漢', 110)).toEqual({ keycode: 251, fresh: true });
    expect(spares.waitMs('字', 111)).toBe(9);
    expect(spares.keycodes).toEqual(new Set([250, 251]));
  });

  it('a layout that takes a keycode ends its binding; without any nothing can be typed', () => {
    const spares = new SpareKeycodes(100);
    spares.update([250], () => true);
    spares.take('é', 0);
    spares.update([249], () => false);
    expect(spares.take('é', 1)).toEqual({ keycode: 249, fresh: true });
    spares.update([], () => false);
    expect(spares.waitMs('é', 2)).toBe(0);
    expect(spares.take('é', 2)).toBeUndefined();
  });
});
