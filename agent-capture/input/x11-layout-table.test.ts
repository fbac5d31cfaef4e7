/** Every layout of a viewer on every layout of a device, read back from a terminal: nothing of it is written by hand. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { layouts, strokesOf, typeLocked, typeStrokes } from '../testing/layout-strokes.ts';
import { nothingDown, TypingRoom } from '../testing/typing-room.ts';

let typing: TypingRoom;
const viewers = new Map<string, Awaited<ReturnType<typeof strokesOf>>>();

beforeAll(async () => {
  typing = await TypingRoom.start('us');
  for (const layout of layouts) viewers.set(layout, await strokesOf(typing.xvfb, layout));
});
afterEach(() => typing.tidy());
afterAll(() => typing?.stop());

const strokesFor = (viewer: string) => viewers.get(viewer) ?? [];

describe('the layouts themselves', () => {
  it('differ, and have what they are tested for: dead keys and AltGr', () => {
    const typed = layouts.map((layout) =>
      strokesFor(layout)
        .map(({ code, key }) => `${code}${key}`)
        .join(),
    );
    expect(new Set(typed).size).toBe(layouts.length);
    for (const layout of ['de', 'fr', 'se']) {
      expect(strokesFor(layout).filter(({ composed }) => composed !== undefined).length).toBeGreaterThan(1);
    }
    for (const layout of ['gb', 'de', 'fr', 'se']) {
      expect(strokesFor(layout).some(({ altGr, key }) => altGr && key === '€')).toBe(true);
    }
    expect(strokesFor('jp').some(({ code, key }) => code === 'IntlRo' && key === '_')).toBe(true);
    for (const layout of layouts) expect(strokesFor(layout).length).toBeGreaterThan(94);
  });
});

describe.each(layouts)('INP-2: on a device with the layout %s', (device) => {
  beforeAll(() => typing.useLayout(device));

  it.each(layouts)('all that a viewer types with the layout %s arrives, with Caps Lock too', async (viewer) => {
    const sink = await typing.openSink();
    const expected = typeStrokes(sink, strokesFor(viewer));
    expect(await typing.typed(sink)).toBe(expected);
    const locked = typeLocked(sink, strokesFor(viewer));
    expect(locked.length).toBeGreaterThan(40);
    expect(await typing.typed(sink)).toBe(locked);
    expect(await typing.downWhen(0, 0)).toEqual(nothingDown);
  });
});
