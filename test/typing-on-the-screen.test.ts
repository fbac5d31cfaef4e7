/**
 * Typing the whole way: keys pressed on the viewer's X server, through Chromium, relay and agent, read back from a
 * terminal on the device's X server. Each layout on both sides, and each beside a US device; the layouts say what to
 * type. All other pairs are in the agent's own table, without a browser.
 */
import { layouts, type Stroke, strokesOf, TypingHands } from '@ringside/agent/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ScreenRig, startScreenRig } from './support/screen-rig.ts';

const monitors = [{ name: 'panel', left: 0, top: 0, width: 800, height: 480, primary: true }];
/** Some 60 events, at 400 a second: the agent takes 500 for long. */
const strokesAtOnce = 25;
const strokesAtOnceMs = 150;
let rig: ScreenRig;
let page: Page;

beforeAll(async () => {
  rig = await startScreenRig(monitors);
  page = await rig.open();
}, 60_000);
afterAll(() => rig?.stop());

/** The desk's keyboard changes its layout, and the browser has heard of it. */
async function useLayout(viewer: string): Promise<readonly Stroke[]> {
  const strokes = await strokesOf(rig.desk, viewer);
  const plain = strokes.filter(({ shift, altGr, key }) => !shift && !altGr && key !== undefined);
  const wanted = plain.map(({ code, key }) => [code, key] as const).filter(([code]) => /^(Key|Digit)/.test(code));
  await page.waitForFunction(async (pairs) => {
    const keyboard: { getLayoutMap(): Promise<Map<string, string>> } = Reflect.get(navigator, 'keyboard');
    const map = await keyboard.getLayoutMap();
    return pairs.every(([code, key]) => map.get(code) === key);
  }, wanted);
  return strokes;
}

/** Types it as fast as the agent takes input for long, and reads back what arrived. */
async function typed(strokes: readonly Stroke[], layout: readonly Stroke[]): Promise<[arrived: string, typed: string]> {
  const hands = new TypingHands(rig.atDesk);
  let [arrived, expected] = ['', ''];
  for (let at = 0; at < strokes.length; at += strokesAtOnce) {
    const paced = new Promise((resolve) => setTimeout(resolve, strokesAtOnceMs));
    const part = hands.type(strokes.slice(at, at + strokesAtOnce), layout);
    await rig.atDesk.settled();
    expected += part;
    arrived += await rig.terminal.take((all) => all.length >= part.length);
    await paced;
  }
  return [arrived, expected];
}

const byModifiers = (one: Stroke, other: Stroke): number =>
  Number(one.altGr) - Number(other.altGr) || Number(one.shift) - Number(other.shift);
const caseTurned = (text: string): string =>
  [...text].map((letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase())).join('');

describe('typing', () => {
  const pairs = layouts.flatMap((viewer) => [...new Set([viewer, 'us'])].map((device) => [viewer, device] as const));
  it.each(pairs)('INP-2: with the layout %s on a device with %s', async (viewer, device) => {
    await rig.room.run('setxkbmap', [device]);
    const layout = [...(await useLayout(viewer))].sort(byModifiers);
    const [arrived, expected] = await typed(layout, layout);
    expect(arrived).toBe(expected);
    const letters = layout.filter(({ key, altGr }) => !altGr && /^[A-Za-z]$/.test(key ?? ''));
    const hands = new TypingHands(rig.atDesk);
    hands.capsLock(viewer === 'jp');
    const [turned, unturned] = await typed(letters, letters);
    hands.capsLock(viewer === 'jp');
    expect(turned).toBe(caseTurned(unturned));
    expect([await rig.atRoom.keysDown(), await rig.atRoom.buttonsDown()]).toEqual([[], []]);
  });

  it('INP-2: what an input method composes arrives once, and as it was chosen', async () => {
    await rig.room.run('setxkbmap', ['jp']);
    const layout = await useLayout('jp');
    const browser = await page.context().newCDPSession(page);
    for (const text of ['に', 'にほ', 'にほん']) {
      await browser.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    }
    await browser.send('Input.insertText', { text: '日本、東京。' });
    const a = layout.filter(({ code, shift, altGr }) => code === 'KeyA' && !shift && !altGr);
    new TypingHands(rig.atDesk).type(a);
    expect(await rig.terminal.take((all) => all.endsWith('a'))).toBe('日本、東京。a');
  });

  it('INP-2: characters by their numbers, as Linux composes them: Ctrl+Shift+U', async () => {
    const layout = await useLayout('us');
    const [control, shift, u] = [37, 50, 30];
    for (const [number, character] of [
      ['e9', 'é'],
      ['6f22', '漢'],
      ['1f600', '😀'],
    ] as const) {
      for (const keycode of [control, shift, u]) rig.atDesk.key(keycode, true);
      for (const keycode of [u, shift, control]) rig.atDesk.key(keycode, false);
      const digits = [...number, ' '].map((digit) =>
        layout.filter(({ key, shift, altGr }) => key === digit && !shift && !altGr),
      );
      for (const stroke of digits) new TypingHands(rig.atDesk).type(stroke.slice(0, 1));
      expect(await rig.terminal.take((all) => all.length >= character.length)).toBe(character);
    }
    expect(await rig.atRoom.keysDown()).toEqual([]);
  });
});
