import { EndReason, RefusalReason } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawCard } from '../card/card-picture.ts';
import { cardSpace, firstPlace } from '../card/card-place.ts';
import { type CardQuestion, cardText } from '../card/card-words.ts';
import { cardLimits } from '../card/limits.ts';
import { createProcessCardPainter } from '../card/process-card-painter.ts';
import { systemClock } from '../clock.ts';
import type { DisplayInfo } from '../display/display-source.ts';
import { loadCanvas } from '../drawing/canvas.ts';
import { openHands } from '../testing/hands.ts';
import { openOwnDevices } from '../testing/own-devices.ts';
import { takeScreenshot, withoutFourthByte } from '../testing/screenshot.ts';
import { startTestAgent, type TestAgent } from '../testing/test-agent.ts';
import type { AgentAtDouble } from '../testing/ws-relay-double.ts';
import { startXvfb, type Xvfb } from '../testing/xvfb.ts';
import { X11Connection } from '../x11/connection.ts';
import { keycodeOf } from '../x11/keyboard-requests.ts';
import { openX11Room, type X11Room } from '../x11/x11-room.ts';
import type { FakeInput } from '../x11/xtest-extension.ts';

const monitor = {
  name: 'panel',
  left: 0,
  top: 0,
  width: 1280,
  height: 800,
  widthMm: 338,
  heightMm: 211,
  primary: true,
};
const reason = 'Der Bildschirm flimmert';

let xvfb: Xvfb;
let test: TestAgent;
let at: AgentAtDouble;
let room: X11Room;
let display: DisplayInfo;
let stranger: X11Connection;
/** Somebody in the room. */
let person: FakeInput;
let stopReporting = (): void => undefined;

beforeEach(async () => {
  xvfb = await startXvfb({ monitors: [monitor] });
  stranger = await X11Connection.open(xvfb.display, { closed: () => undefined });
  person = await openOwnDevices(stranger);
  test = await startTestAgent({
    async openRoom(events) {
      room = await openX11Room({ display: xvfb.display }, events);
      const source = await room.openDisplaySource(events);
      const [first] = source.displays;
      if (first !== undefined) display = first;
      const card = { face: room.cardFace, painter: createProcessCardPainter(systemClock) };
      return { source, sink: room.inputSink, frame: room.ringFrame, card, close: () => room.close() };
    },
  });
  at = await test.relay.accept();
  await at.welcome();
  await test.agent.connected;
  test.platform.call('idle');
  const timer = setInterval(() => test.platform.call('idle'), 500);
  stopReporting = () => clearInterval(timer);
});
afterEach(async () => {
  stopReporting();
  await test.close();
  stranger.close();
  await xvfb.stop();
});

async function open(viewer: number, change: { cardOff?: boolean; operatorName?: string } = {}): Promise<void> {
  const ticket = await test.services.ticket({ issuedAtMs: Date.now(), session: `s${viewer}`, reason, ...change });
  at.send({ openSession: { viewer, ticket } });
  await at.next('sessionOpened');
}

interface Expected {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly bgrx: Buffer;
  readonly button: { readonly x: number; readonly y: number };
}

/** What the card of these operators looks like, where it stands first, and where its first button is. */
async function expected(names: readonly string[], question?: CardQuestion): Promise<Expected> {
  const people = names.map((name, index) => {
    return { session: `s${index + 1}`, name, permission: 'modify', reason, away: false } as const;
  });
  const space = cardSpace(display, room.ringFrame.thickness(display));
  const drawn = drawCard(await loadCanvas(), { text: cardText(people, () => 0, question), space, pressed: undefined });
  if (drawn === undefined) throw new Error('There is no room for the card.');
  const { picture, controls } = drawn;
  const control = controls[0]?.rect ?? { x: 0, y: 0, width: 0, height: 0 };
  const place = firstPlace(space, picture);
  const button = { x: place.x + control.x + control.width / 2, y: place.y + control.y + control.height / 2 };
  return { ...place, ...picture, button };
}

async function isShown({ x, y, width, height, bgrx }: Expected): Promise<boolean> {
  const screen = await takeScreenshot(xvfb);
  return screen.bgrx(x, y, width, height).equals(withoutFourthByte(bgrx));
}

/** Past the moment in which a card that has just come takes no presses. */
async function settled(card: Expected): Promise<void> {
  await expect.poll(() => isShown(card), { timeout: 20_000 }).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, cardLimits.settleMs));
}

async function press(place: { readonly x: number; readonly y: number }): Promise<void> {
  person.move(place.x, place.y);
  person.button(1, true);
  person.button(1, false);
  await stranger.sync();
}

describe('the card in the room', () => {
  it('RING-4: says who, what and why from the ticket; a press in the room ends the session as ejected', async () => {
    await open(1);
    const card = await expected(['Olga Operator']);
    await settled(card);
    await press(card.button);
    const { sessionEnded } = await at.next('sessionEnded');
    expect(sessionEnded.reason).toBe(EndReason.END_REASON_EJECTED);
    await expect.poll(() => isShown(card)).toBe(false);
    expect((await xvfb.run('xwininfo', ['-root', '-tree'])).toString()).toMatch(/0 children/);
  });

  it('RING-4: names everybody, and ends access for all, by the keys too', async () => {
    await open(1);
    await open(2, { operatorName: 'Müller \u202eanna' });
    await settled(await expected(['Olga Operator', 'Müller anna']));
    const keys = await Promise.all([0xffe3, 0xffe9, 0xff57].map((keysym) => keycodeOf(stranger, keysym)));
    for (const key of keys) person.key(key ?? 0, true);
    for (const key of keys) person.key(key ?? 0, false);
    await stranger.sync();
    const ended = [await at.next('sessionEnded'), await at.next('sessionEnded')].map((one) => one.sessionEnded);
    expect(new Set(ended.map(({ session }) => session)).size).toBe(2);
    expect(ended.map(({ reason: why }) => why)).toEqual([EndReason.END_REASON_EJECTED, EndReason.END_REASON_EJECTED]);
  });

  it('RING-4: an operator can drag it out of the way, and neither press it nor its keys', async () => {
    await open(1);
    const card = await expected(['Olga Operator']);
    await settled(card);
    let sequence = 0;
    const input = (what: object): void => at.send({ input: { viewer: 1, input: { sequence: ++sequence, ...what } } });
    const pointer = (x: number, y: number, buttons: number): void =>
      input({ pointer: { display: display.id, x: Math.round(x), y: Math.round(y), buttons } });
    const click = ({ x, y }: { x: number; y: number }): void => {
      for (const buttons of [0, 1, 0]) pointer(x, y, buttons);
    };
    const hold = (...keys: readonly (readonly [code: string, key: string])[]): void => {
      for (const [code, key] of keys) input({ key: { code, key, down: true, repeat: false } });
      for (const [code, key] of keys.toReversed()) input({ key: { code, key, down: false, repeat: false } });
    };
    click(card.button);
    hold(['ControlLeft', 'Control'], ['AltLeft', 'Alt'], ['End', 'End']);
    // Under the names of other keys, and in another order.
    hold(['CapsLock', 'Control'], ['AltLeft', 'Alt'], ['KeyX', 'End']);
    hold(['End', 'End'], ['ControlLeft', 'Control'], ['AltLeft', 'Alt']);
    // Dragged, and pressed where the control will be, in one breath.
    pointer(card.x + 60, card.y + 20, 1);
    pointer(card.x - 240, card.y + 120, 1);
    pointer(card.x - 240, card.y + 120, 0);
    const button = { x: card.button.x - 300, y: card.button.y + 100 };
    click(button);
    const moved = { ...card, x: card.x - 300, y: card.y + 100 };
    await expect.poll(() => isShown(moved), { timeout: 20_000 }).toBe(true);
    click(button);
    await stranger.sync();
    expect(at.messages.filter(({ message }) => message === 'sessionEnded')).toEqual([]);
    await press(button);
    expect((await at.next('sessionEnded')).sessionEnded.reason).toBe(EndReason.END_REASON_EJECTED);
    expect(at.messages.filter(({ message }) => message === 'sessionEnded')).toHaveLength(1);
  });

  it('RING-4, INP-3: hands in the room press it while an operator moves the pointer away and holds keys', async () => {
    await open(1);
    const card = await expected(['Olga Operator']);
    await settled(card);
    let sequence = 0;
    const input = (what: object): void => at.send({ input: { viewer: 1, input: { sequence: ++sequence, ...what } } });
    const hands = await openHands(xvfb.display);
    const operatorMoves = async (x: number, y: number): Promise<void> => {
      input({ pointer: { display: display.id, x, y, buttons: 1 } });
      await expect.poll(() => hands.pointer()).toEqual([x, y]);
    };
    // Whoever is in the room types and clicks elsewhere meanwhile, and what the operator holds is nothing of theirs.
    const [shift, letter] = [await keycodeOf(stranger, 0xffe1), await keycodeOf(stranger, 0x61)];
    input({ key: { code: 'ShiftLeft', key: 'Shift', down: true, repeat: false } });
    await operatorMoves(100, 700);
    await expect.poll(() => hands.keysDown()).toEqual([shift]);
    person.key(letter ?? 0, true);
    person.key(letter ?? 0, false);
    for (let step = 0; step < 20; step++) {
      person.move(200 + step, 500);
      await stranger.sync();
      await operatorMoves(300 + step, 600);
    }
    person.move(card.button.x, card.button.y);
    person.button(1, true);
    await stranger.sync();
    await operatorMoves(100, 700);
    person.move(101, 700);
    person.button(1, false);
    await stranger.sync();
    expect((await at.next('sessionEnded')).sessionEnded.reason).toBe(EndReason.END_REASON_EJECTED);
    await expect.poll(async () => [await hands.keysDown(), await hands.buttonsDown()]).toEqual([[], []]);
    hands.close();
  });

  it('SES-2: nothing is raised or passes until a press in the room allows it; an operator cannot press it', async () => {
    await open(1);
    const ticket = {
      issuedAtMs: Date.now(),
      session: 's2',
      operatorName: 'Bo',
      reason,
      roomConsent: 'prompt',
    } as const;
    at.send({ openSession: { viewer: 2, ticket: await test.services.ticket(ticket) } });
    expect((await at.next('roomAsked')).roomAsked.viewer).toBe(2);
    const question = { session: 's2', name: 'Bo', permission: 'modify', reason, prompt: true } as const;
    const card = await expected(['Olga Operator'], question);
    await settled(card);
    for (const [index, buttons] of [0, 1, 0].entries()) {
      const pointer = { display: display.id, x: Math.round(card.button.x), y: Math.round(card.button.y), buttons };
      at.send({ input: { viewer: 1, input: { sequence: index + 1, pointer } } });
    }
    at.send({ probe: { viewer: 1, sentUs: 1 } });
    await at.next('probeReply');
    expect(at.messages.filter(({ message }) => message === 'sessionOpened')).toHaveLength(1);
    await press(card.button);
    expect((await at.next('sessionOpened')).sessionOpened.viewer).toBe(2);
  });

  it('SES-2: a notice with nobody in: no ring while it is told, and the keys of the room refuse it', async () => {
    const ticket = { issuedAtMs: Date.now(), session: 's1', reason, roomConsent: 'notice' } as const;
    at.send({ openSession: { viewer: 1, ticket: await test.services.ticket(ticket) } });
    await at.next('roomAsked');
    const question = { session: 's1', name: 'Olga Operator', permission: 'modify', reason, prompt: false } as const;
    await settled(await expected([], question));
    expect((await takeScreenshot(xvfb)).at(640, 2)).toBe(0);
    const keys = await Promise.all([0xffe3, 0xffe9, 0xff57].map((keysym) => keycodeOf(stranger, keysym)));
    for (const key of keys) person.key(key ?? 0, true);
    for (const key of keys) person.key(key ?? 0, false);
    await stranger.sync();
    const { sessionRefused } = await at.next('sessionRefused');
    expect(sessionRefused.reason).toBe(RefusalReason.REFUSAL_REASON_ROOM_DECLINED);
    expect(test.lines.filter(({ event }) => event === 'ring-raised')).toEqual([]);
  });

  it('RING-4: a tenant switches the card off, never the ring', async () => {
    await open(1, { cardOff: true });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const screen = await takeScreenshot(xvfb);
    const [ring, inside] = [screen.at(640, 2), screen.bgrx(100, 100, 1080, 600)];
    expect(ring).toBe(0xff_00_00);
    expect(inside.equals(Buffer.alloc(inside.length))).toBe(true);
    expect((await xvfb.run('xwininfo', ['-root', '-tree'])).toString()).toMatch(/4 children/);
  });
});
