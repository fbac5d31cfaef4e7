/** Input in a real browser: what the operator does over a display is what the relay hears. */
import { CommandKind, CommandRefusal, ControlAction, Permission, Shortcut } from '@ringside/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Embedding } from '../testing/embedding.ts';
import { shown } from '../testing/page-steps.ts';
import { layoutOf, opened, viewerNumber } from '../testing/room.ts';
import type { ViewerConnection } from '../testing/scripted-relay.ts';

let embedding: Embedding;
let page: Page;
let viewer: ViewerConnection;

beforeAll(async () => {
  embedding = await Embedding.start();
});
afterAll(() => embedding.close());

async function open(room = opened(layoutOf([['console', 640, 400]])), attributes = 'autostart'): Promise<void> {
  const coming = embedding.nextConnection();
  page = await embedding.open({ answer: () => embedding.grant(), attributes });
  viewer = await coming;
  await viewer.heard('authenticate');
  viewer.send(room);
  await shown(page);
}

/** Events as short words, in the order of their numbers. */
function heard(): readonly string[] {
  return viewer.all('input').map(({ input }) => {
    const { key, text, pointer, wheel, event } = input;
    if (key) return `${key.down ? '+' : '-'}${key.code}:${key.key}`;
    if (text) return `"${text.text}"`;
    if (pointer) return `${pointer.x},${pointer.y} ${pointer.buttons}`;
    return wheel ? `wheel ${wheel.deltaX},${wheel.deltaY}` : event;
  });
}

const hears = (word: string): Promise<unknown> => viewer.heard('input', () => heard().includes(word));

/** A pixel of the display, as a point of the page. */
async function pointAt(x: number, y: number): Promise<{ x: number; y: number }> {
  const box = await page.locator('ringside-viewer canvas').first().boundingBox();
  if (box === null) throw new Error('no canvas');
  return { x: box.x + ((x + 0.5) / 640) * box.width, y: box.y + ((y + 0.5) / 400) * box.height };
}

async function click(x: number, y: number, button: 'left' | 'right' = 'left'): Promise<void> {
  const point = await pointAt(x, y);
  await page.mouse.click(point.x, point.y, { button });
}

/** Fingers over pixels of the display. */
async function fingers() {
  const browser = await page.context().newCDPSession(page);
  type Kind = 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel';
  const touch = async (type: Kind, ...at: readonly (readonly [x: number, y: number])[]): Promise<void> => {
    const touchPoints = await Promise.all(at.map(async ([x, y], id) => ({ ...(await pointAt(x, y)), id })));
    await browser.send('Input.dispatchTouchEvent', { type, touchPoints });
  };
  return { touch };
}

describe('in control', () => {
  beforeEach(() => open());

  test('INP-2: keys go with code, key and order, shortcuts of the page included', async () => {
    await click(10, 10);
    await page.keyboard.press('KeyA');
    await page.keyboard.press('Shift+KeyB');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+KeyF');
    await hears('-ControlLeft:Control');
    expect(heard().filter((word) => /^[+-]/.test(word))).toEqual([
      ...['+KeyA:a', '-KeyA:a', '+ShiftLeft:Shift', '+KeyB:B', '-KeyB:B', '-ShiftLeft:Shift', '+Tab:Tab', '-Tab:Tab'],
      ...['+ControlLeft:Control', '+KeyF:f', '-KeyF:f', '-ControlLeft:Control'],
    ]);
    const sequences = viewer.all('input').map(({ input }) => input.sequence);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    await page.close();
  });

  test('INP-2: composed text arrives as text, once: an input method, a dead key, an inserted character', async () => {
    await click(10, 10);
    const browser = await page.context().newCDPSession(page);
    await browser.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
    await browser.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
    await browser.send('Input.insertText', { text: '日本' });
    await hears('"日本"');
    const dead = { code: 'BracketRight', key: 'Dead', windowsVirtualKeyCode: 229 };
    await browser.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...dead });
    await browser.send('Input.imeSetComposition', { text: '´', selectionStart: 1, selectionEnd: 1 });
    await browser.send('Input.dispatchKeyEvent', { type: 'keyUp', ...dead });
    await browser.send('Input.insertText', { text: 'é' });
    await hears('"é"');
    await page.keyboard.insertText('😀');
    await hears('"😀"');
    expect(heard().filter((word) => !/^\d/.test(word))).toEqual(['"日本"', '"é"', '"😀"']);
    await page.close();
  });

  test('INP-1: the pointer’s place is the display’s own pixel, its buttons the wire’s', async () => {
    await click(0, 0);
    await hears('0,0 1');
    await click(639, 399, 'right');
    await hears('639,399 2');
    const [from, to] = [await pointAt(100, 100), await pointAt(300, 200)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 20 });
    // Captured: what went down over the display comes up there, wherever the pointer is.
    await page.mouse.move(-50, 5);
    await page.mouse.up();
    // The click at first came up there too: what counts is what comes after the drag.
    const drag = (): readonly string[] => heard().slice(heard().indexOf('100,100 1') + 1);
    await viewer.heard('input', () => heard().includes('100,100 1') && drag().includes('0,0 0'));
    expect(heard().at(-1)).toBe('0,0 0');
    await page.close();
  });

  test('INP-2: the wheel turns in 120ths of a notch', async () => {
    const point = await pointAt(320, 200);
    await page.mouse.move(point.x, point.y);
    // The browser scrolls by itself until all of it knows of the page's listener: on a busy machine that takes a while.
    const turned = async (): Promise<readonly string[]> => {
      await page.mouse.wheel(0, 100);
      return heard();
    };
    await expect.poll(turned, { interval: 250, timeout: 20_000 }).toContain('wheel 0,120');
    // A whole notch, so that it is one after a rest too; what the turn before it has not sent yet goes with it.
    await page.mouse.wheel(-100, 0);
    await viewer.heard('input', () => heard().some((word) => word.startsWith('wheel -120,')));
    await page.close();
  });

  test('INP-2: fingers: a tap clicks, one that rests presses the secondary button, two turn the wheel', async () => {
    const { touch } = await fingers();
    await touch('touchStart', [100, 100]);
    await touch('touchEnd');
    await hears('100,100 1');
    await touch('touchStart', [200, 100]);
    await hears('200,100 2');
    await touch('touchMove', [300, 100]);
    await touch('touchEnd');
    await hears('300,100 0');
    await touch('touchStart', [100, 300], [200, 300]);
    for (const y of [280, 240, 200]) await touch('touchMove', [100, y], [200, y]);
    await touch('touchEnd');
    await viewer.heard('input', () => heard().some((word) => /^wheel 0,[1-9]/.test(word)));
    const presses = heard().filter((word) => / [12]$/.test(word));
    expect(presses.slice(0, 3)).toEqual(['100,100 1', '200,100 2', '300,100 2']);
    expect(heard().findLast((word) => /^\d/.test(word))).toBe('300,100 0');
    await page.close();
  });

  test('INP-2: two fingers that part neither zoom nor scroll the page, nor turn, nor click', async () => {
    const { touch } = await fingers();
    await touch('touchStart', [280, 200], [360, 200]);
    for (const apart of [80, 120, 160, 200]) await touch('touchMove', [320 - apart, 200], [320 + apart, 200]);
    await touch('touchEnd');
    await touch('touchStart', [10, 10]);
    await touch('touchEnd');
    await hears('10,10 1');
    expect(heard()).toEqual(['10,10 1', '10,10 0']);
    expect(await page.evaluate(() => [visualViewport?.scale, scrollY])).toEqual([1, 0]);
    await page.close();
  });

  test('INP-3: what is pressed over a display that goes away comes up', async () => {
    viewer.send({
      layout: layoutOf(
        [
          ['console', 640, 400],
          ['front-1', 640, 400],
        ],
        2,
      ),
    });
    await page.locator('ringside-viewer canvas').nth(1).waitFor();
    const box = await page.locator('ringside-viewer canvas').nth(1).boundingBox();
    await page.mouse.move((box?.x ?? 0) + 50, (box?.y ?? 0) + 50);
    await page.mouse.down();
    await viewer.heard('input', () => heard().some((word) => word.endsWith(' 1')));
    viewer.send({ layout: layoutOf([['console', 640, 400]], 3) });
    await hears('releaseAll');
    await page.close();
  });

  test('INP-3: a drag whose finger the system takes ends, and one over which the page loses its focus', async () => {
    const { touch } = await fingers();
    await touch('touchStart', [100, 100]);
    await touch('touchMove', [200, 100]);
    await hears('100,100 1');
    await touch('touchCancel');
    await hears('200,100 0');
    await touch('touchStart', [100, 200]);
    await touch('touchMove', [200, 200]);
    await hears('100,200 1');
    await page.getByRole('button', { name: 'Full screen' }).focus();
    await hears('releaseAll');
    const before = heard().length;
    await touch('touchMove', [300, 200]);
    await touch('touchEnd');
    await page.mouse.wheel(0, 1);
    expect(
      heard()
        .slice(before)
        .filter((word) => /^\d/.test(word)),
    ).toEqual([]);
    await page.close();
  });

  test('INP-3: leaving the displays releases what is down: by focus, by a hidden page', async () => {
    await click(10, 10);
    await page.keyboard.down('ShiftLeft');
    await page.getByRole('button', { name: 'Full screen' }).focus();
    await hears('releaseAll');
    await page.keyboard.up('ShiftLeft');
    await click(10, 10);
    await page.keyboard.down('KeyX');
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await viewer.heard('input', () => heard().filter((word) => word === 'releaseAll').length === 2);
    await page.close();
  });

  test('EMB-1: Ctrl+Alt+Shift leads from the displays to the toolbar, and Tab back to them', async () => {
    await click(10, 10);
    for (const key of ['ControlLeft', 'AltLeft', 'ShiftLeft']) await page.keyboard.down(key);
    await page.keyboard.up('ShiftLeft');
    await hears('releaseAll');
    for (const key of ['AltLeft', 'ControlLeft']) await page.keyboard.up(key);
    const focused = (): Promise<string | undefined> =>
      page.evaluate(() => {
        const inner = document.querySelector('ringside-viewer')?.shadowRoot?.activeElement;
        return inner?.closest('[role=toolbar]') ? 'toolbar' : inner?.className;
      });
    expect(await focused()).toBe('toolbar');
    const before = viewer.all('input').length;
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('toolbar');
    // Past the button of the display's own window.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('keyboard');
    expect(viewer.all('input')).toHaveLength(before);
    await page.close();
  });

  test('SES-6: control that is taken back stops input, and can be asked for again', async () => {
    await click(10, 10);
    await page.keyboard.down('KeyA');
    await hears('+KeyA:a');
    viewer.send({ control: { holder: viewerNumber + 1 } });
    await page.getByText('Somebody else has control').first().waitFor();
    const before = viewer.all('input').length;
    await page.keyboard.up('KeyA');
    await click(20, 20);
    await page.getByRole('button', { name: 'Ask for control' }).click();
    await viewer.heard('control');
    expect(viewer.all('input')).toHaveLength(before);
    viewer.send({ control: { holder: viewerNumber } });
    await page.getByText('You have control').first().waitFor();
    await click(30, 30);
    await hears('30,30 1');
    await page.close();
  });

  const compose = async (text: string): Promise<void> => {
    const browser = await page.context().newCDPSession(page);
    await browser.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  };
  const typed = (): readonly string[] => heard().filter((word) => !/^\d/.test(word));

  test('INP-2, SES-6: what is composed as control goes is nothing, and keys and text are themselves when it is back', async () => {
    await click(10, 10);
    await compose('に');
    viewer.send({ control: { holder: viewerNumber + 1 } });
    await page.getByText('Somebody else has control').first().waitFor();
    viewer.send({ control: { holder: viewerNumber } });
    await page.getByText('You have control').first().waitFor();
    await click(20, 20);
    await page.keyboard.press('KeyA');
    await hears('-KeyA:a');
    await page.keyboard.insertText('日');
    await hears('"日"');
    expect(typed()).toEqual(['+KeyA:a', '-KeyA:a', '"日"']);
    await page.close();
  });

  test('INP-2, SES-5: what is being composed as the link is lost is text, once, when it is finished, and keys are keys', async () => {
    await click(10, 10);
    await compose('に');
    const coming = embedding.nextConnection();
    viewer.cut();
    viewer = await coming;
    await viewer.heard('authenticate');
    viewer.send(opened(layoutOf([['console', 640, 400]])));
    await page.locator('.displays[data-dimmed=false]').waitFor();
    await compose('にほ');
    await page.keyboard.insertText('日本');
    await page.keyboard.press('KeyA');
    await hears('-KeyA:a');
    await page.keyboard.insertText('日');
    await hears('"日"');
    expect(typed()).toEqual(['"日本"', '+KeyA:a', '-KeyA:a', '"日"']);
    await page.close();
  });

  test('INP-1, SES-6: a button that went down elsewhere, or before control came, presses nothing in the room', async () => {
    const moves = async (x: number): Promise<void> => {
      const point = await pointAt(x, 100);
      await page.mouse.move(point.x, point.y);
      await hears(`${x},100 0`);
    };
    const outside = await page.getByRole('button', { name: 'Release control' }).boundingBox();
    if (outside === null) throw new Error('no toolbar');
    await page.mouse.move(outside.x + 2, outside.y + 2);
    await page.mouse.down();
    await moves(100);
    await page.mouse.up();
    await click(110, 100);
    await hears('110,100 1');
    await page.mouse.down();
    viewer.send({ control: { holder: viewerNumber + 1 } });
    await page.getByText('Somebody else has control').first().waitFor();
    viewer.send({ control: { holder: viewerNumber } });
    await page.getByText('You have control').first().waitFor();
    await moves(120);
    await page.mouse.up();
    await click(130, 100);
    await hears('130,100 1');
    expect(heard().filter((word) => / 1$/.test(word))).toEqual(['110,100 1', '110,100 1', '130,100 1']);
    await page.close();
  });
});

describe('keys that the operator’s own system would keep', () => {
  const menu = () => page.getByRole('button', { name: 'Keys for the room' });

  test('CMD-1: are commands of a closed list: the room presses them, after all that is down has come up', async () => {
    await open();
    viewer.send({ control: { holder: viewerNumber } });
    for (const [name, shortcut] of [
      ['Ctrl+Alt+Del', Shortcut.SHORTCUT_CTRL_ALT_DEL],
      ['Win+L', Shortcut.SHORTCUT_WIN_L],
    ] as const) {
      await click(10, 10);
      await page.keyboard.down('KeyA');
      await hears('+KeyA:a');
      await menu().click();
      await page.getByRole('button', { name, exact: true }).click();
      const { command } = await viewer.heard('command', (asked) => asked.command.shortcut === shortcut);
      expect(command.kind).toBe(CommandKind.COMMAND_KIND_SHORTCUT);
      // Keys of the shortcut are the room's business: none is sent.
      expect(heard().filter((word) => /Control|Alt|Meta/.test(word))).toEqual([]);
      expect(heard().at(-1)).toBe('releaseAll');
      // The menu is gone, and keys go to the room again.
      await page.locator('[part~=menu]').waitFor({ state: 'detached' });
      await page.keyboard.up('KeyA');
    }
    await page.close();
  });

  test('CMD-3: who may only look uses them where the tenant lets it, and while nobody has control', async () => {
    await open(opened(layoutOf([['console', 640, 400]]), 'view'));
    viewer.send({ control: { holder: 0 } });
    await menu().click();
    await page.getByRole('button', { name: 'Alt+Tab', exact: true }).click();
    await viewer.heard('command', (asked) => asked.command.shortcut === Shortcut.SHORTCUT_ALT_TAB);
    viewer.send({ control: { holder: viewerNumber + 1 } });
    await page.locator('button[title="Keys for the room: somebody else has control"]').waitFor();
    expect(await menu().isDisabled()).toBe(true);
    await page.close();
  });

  test('CMD-1: the list closes with Escape, which is no key for the room, and when control goes', async () => {
    await open();
    viewer.send({ control: { holder: viewerNumber } });
    const list = page.locator('[part~=menu]');
    await menu().click();
    await list.getByRole('button').first().focus();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    expect(await menu().evaluate((button) => button.matches(':focus'))).toBe(true);
    expect(heard().filter((word) => word.includes('Escape'))).toEqual([]);
    await menu().click();
    await list.waitFor();
    viewer.send({ control: { holder: viewerNumber + 1 } });
    await list.waitFor({ state: 'detached' });
    viewer.send({ control: { holder: viewerNumber } });
    await page.getByText('You have control').first().waitFor();
    expect(await list.count()).toBe(0);
    await page.close();
  });

  test('CMD-3: need control, and say so', async () => {
    const refusal = CommandRefusal.COMMAND_REFUSAL_FORBIDDEN;
    const offers = [{ kind: CommandKind.COMMAND_KIND_SHORTCUT, refusal }];
    await open(opened(layoutOf([['console', 640, 400]]), 'view', 'session-1', 0, offers));
    expect(await menu().isDisabled()).toBe(true);
    expect(await menu().getAttribute('title')).toBe('Keys for the room: Your access to this room does not cover that.');
    await page.close();
    await open();
    viewer.send({ control: { holder: viewerNumber + 1 } });
    await page.getByText('Somebody else has control').first().waitFor();
    expect(await menu().isDisabled()).toBe(true);
    expect(await menu().getAttribute('title')).toBe('Keys for the room: take control first');
    await page.close();
  });
});

describe('in company', () => {
  const others = [
    { viewer: viewerNumber + 1, name: 'Ada', permission: Permission.PERMISSION_MODIFY },
    { viewer: viewerNumber + 2, name: '', permission: Permission.PERMISSION_VIEW },
  ];
  const request = async (action: ControlAction, to = 0) => {
    const { control } = await viewer.heard('control', ({ control: asked }) => asked.action === action);
    expect(control.viewer).toBe(to);
  };

  test('SES-6: who else watches is named, and who has control', async () => {
    await open(opened(layoutOf([['console', 640, 400]])));
    const own = { viewer: viewerNumber, name: 'Me', permission: Permission.PERMISSION_MODIFY };
    viewer.send({ company: { watchers: [own, ...others] } });
    const sentence = 'Also watching: Ada, an operator without a name (view only)';
    await page.locator('[part~=company]', { hasText: sentence }).waitFor();
    viewer.send({ control: { holder: viewerNumber + 1 } });
    await page.getByText('Ada has control').first().waitFor();
    await page.getByRole('button', { name: 'Ask for control' }).click();
    await request(ControlAction.CONTROL_ACTION_REQUEST);
    viewer.send({ control: { holder: viewerNumber + 1, requestedBy: [viewerNumber] } });
    await page.getByRole('button', { name: 'Withdraw request' }).click();
    await request(ControlAction.CONTROL_ACTION_RELEASE);
    viewer.send({ company: { watchers: [own] } });
    await page.locator('[part~=company]').waitFor({ state: 'detached' });
    await page.close();
  });

  test('SES-6: a host that asks for viewing only keeps control from nobody, at the start or later', async () => {
    await open(opened(layoutOf([['console', 640, 400]])), 'autostart permission="view"');
    await request(ControlAction.CONTROL_ACTION_RELEASE);
    await page.close();
    await open(opened(layoutOf([['console', 640, 400]])));
    await click(10, 10);
    await page.keyboard.down('KeyA');
    await hears('+KeyA:a');
    expect(viewer.all('control')).toEqual([]);
    await page.locator('ringside-viewer').evaluate((element) => element.setAttribute('permission', 'view'));
    await request(ControlAction.CONTROL_ACTION_RELEASE);
    expect(heard().at(-1)).toBe('releaseAll');
    expect(viewer.all('control')).toHaveLength(1);
    await page.close();
  });

  test('SES-6: the holder hands control to who asks, and takes it back', async () => {
    await open(opened(layoutOf([['console', 640, 400]])));
    viewer.send(
      { company: { watchers: others } },
      { control: { holder: viewerNumber, requestedBy: [viewerNumber + 1] } },
    );
    await page.getByRole('status').getByText('Ada asks for control.').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Give control to Ada' }).click();
    await request(ControlAction.CONTROL_ACTION_GRANT, viewerNumber + 1);
    viewer.send({ control: { holder: viewerNumber + 1, lentBy: viewerNumber } });
    await page.getByRole('button', { name: 'Take control back' }).click();
    await request(ControlAction.CONTROL_ACTION_TAKE_BACK);
    await page.close();
  });
});

describe('the operator', () => {
  test('SES-7: probes say whether anything was done, by those who only watch too', async () => {
    await open(opened(layoutOf([['console', 640, 400]]), 'view'));
    const active = (): readonly boolean[] => viewer.all('probe').map(({ probe }) => probe.active);
    const probes = active().length;
    await viewer.heard('probe', () => active().length > probes + 1);
    expect(active().slice(1)).not.toContain(true);
    await page.mouse.move(300, 300);
    await viewer.heard('probe', () => active().includes(true));
    const acted = active().length;
    await viewer.heard('probe', () => active().length > acted + 1);
    expect(active().slice(acted)).not.toContain(true);
    await page.close();
  });
});

describe('without control', () => {
  test.each([
    ['a view permission', opened(layoutOf([['console', 640, 400]]), 'view'), 'autostart'],
    ['a host that asks for viewing only', opened(layoutOf([['console', 640, 400]])), 'autostart permission="view"'],
    ['another holder', opened(layoutOf([['console', 640, 400]]), 'modify', 'session-1', 99), 'autostart'],
  ])('INP-1: %s sends no input at all', async (_, room, attributes) => {
    await open(room, attributes);
    await click(10, 10);
    await page.keyboard.press('KeyA');
    await page.mouse.wheel(0, 100);
    // Not even by events that reach the hidden field or the displays in another way.
    const prevented = await page.evaluate(() => {
      const inner = document.querySelector('ringside-viewer')?.shadowRoot;
      const field = inner?.querySelector('textarea');
      if (!field) throw new Error('no field');
      field.value = 'x';
      field.dispatchEvent(new Event('input'));
      const wheel = new WheelEvent('wheel', { deltaY: 100, bubbles: true, cancelable: true });
      inner?.querySelector('canvas')?.dispatchEvent(wheel);
      return wheel.defaultPrevented;
    });
    expect(prevented).toBe(false);
    // Everything sent before this has arrived by then.
    await page.getByRole('button', { name: 'End session' }).click();
    await viewer.heard('end');
    expect(heard()).toEqual([]);
    await page.close();
  });
});
