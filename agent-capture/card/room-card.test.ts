import { describe, expect, it } from 'vitest';
import type { DisplayInfo } from '../display/display-source.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import type { CardControl, CardFace, CardTouch } from './card-face.ts';
import type { CardPainter } from './card-painter.ts';
import type { CardRequest } from './card-picture.ts';
import type { CardPerson, CardQuestion } from './card-words.ts';
import { cardLimits } from './limits.ts';
import { createRoomCard } from './room-card.ts';

const display: DisplayInfo = {
  id: 1,
  name: 'console',
  width: 1280,
  height: 800,
  left: 0,
  top: 0,
  widthMm: 338,
  asleep: false,
};
const anna: CardPerson = { session: 's1', name: 'Anna', permission: 'modify', reason: 'No sound', away: false };
const size = { width: 300, height: 200 };
const control = { x: 20, y: 120, width: 260, height: 50 };
const allowRect = { x: 20, y: 20, width: 260, height: 40 };
const refuseRect = { x: 20, y: 70, width: 260, height: 40 };
const bo: CardQuestion = { session: 's2', name: 'Bo', permission: 'view', reason: '', prompt: true };
const ring = 24;
/** Where it stands first: top right, inside the ring. */
const first = { x: 1280 - ring - size.width, y: ring };
const onControl = { x: first.x + 100, y: first.y + 140 };
const onTitle = { x: first.x + 100, y: first.y + 20 };

function setUp() {
  const clock = createFakeClock();
  const steps: string[] = [];
  const painted: CardRequest[] = [];
  const painter = { fails: false, room: true, height: size.height, stalls: false };
  let stalled = (_: Error): void => undefined;
  const face: CardFace = {
    takeKeys: async () => true,
    show: async (on, x, y) => void steps.push(`show ${on.id} ${x},${y}`),
    move: (x, y) => void steps.push(`move ${x},${y}`),
    hide: async () => void steps.push('hide'),
  };
  const paint: CardPainter = {
    async paint(request) {
      if (painter.fails) throw new Error('no canvas');
      painted.push(request);
      if (painter.stalls) await new Promise((_, reject) => (stalled = reject));
      const picture = { width: size.width, height: painter.height, bgrx: Buffer.alloc(0) };
      const { eject, allow, refuse } = request.text;
      const controls: CardControl[] = [];
      if (allow !== '') controls.push({ does: 'allow', rect: allowRect });
      if (refuse !== '') controls.push({ does: 'refuse', rect: refuseRect });
      if (eject !== '') controls.push({ does: 'eject', rect: control });
      return painter.room ? { picture, controls } : undefined;
    },
    rest() {
      steps.push('rest');
      stalled(new Error('no longer needed'));
    },
  };
  const card = createRoomCard({
    face,
    painter: paint,
    clock,
    ringThickness: () => ring,
    ejected: () => void steps.push('ejected'),
    told: (session) => void steps.push(`told ${session}`),
    untold: () => void steps.push('untold'),
    answered: (session, allows) => void steps.push(`${allows ? 'allowed' : 'refused'} ${session}`),
    trouble: ({ message }) => void steps.push(message),
  });
  const touchBy =
    (by: CardTouch['by']) =>
    (what: CardTouch['what'], { x, y }: { x: number; y: number }): void =>
      card.touched({ what, by, x, y });
  const [touch, operator] = [touchBy('room'), touchBy('operator')];
  const shows = async (people = [anna]): Promise<void> => {
    card.update(people, display);
    await clock.advance(cardLimits.settleMs);
    steps.length = 0;
  };
  return { card, clock, steps, painted, painter, touch, operator, shows };
}

describe('the card of a room', () => {
  it('RING-4: comes with whoever is let in, beside the red, and goes with the last', async () => {
    const { card, clock, steps, painted } = setUp();
    card.update([], display);
    await clock.advance(0);
    expect(steps).toEqual([]);
    card.update([anna], display);
    await clock.advance(0);
    card.update([{ ...anna }], display);
    await clock.advance(0);
    expect(steps).toEqual([`show 1 ${first.x},${first.y}`]);
    expect(painted[0]?.text.people[0]?.name).toBe('Anna');
    card.update([], display);
    await clock.advance(0);
    expect(steps.slice(1)).toEqual(['rest', 'hide']);
    expect(clock.timers).toBe(0);
  });

  it('RING-4: says for how long, anew each minute, also after its viewer was away', async () => {
    const { card, clock, painted } = setUp();
    const said = (): string | undefined => painted.at(-1)?.text.people[0]?.why;
    card.update([anna], display);
    await clock.advance(59_000);
    expect([painted.length, said()]).toEqual([1, 'Just now · Reason: \u2068No sound\u2069']);
    await clock.advance(1_000);
    expect([painted.length, said()]).toEqual([2, 'For 1 minute · Reason: \u2068No sound\u2069']);
    card.update([{ ...anna, away: true }], display);
    await clock.advance(90_000);
    expect(said()).toBe('For 2 minutes · Reason: \u2068No sound\u2069');
    card.update([anna], display);
    await clock.advance(0);
    expect(said()).toBe('For 2 minutes · Reason: \u2068No sound\u2069');
    card.update([], display);
    card.update([anna], display);
    await clock.advance(0);
    expect(said()).toBe('Just now · Reason: \u2068No sound\u2069');
  });

  it('RING-4: a press on the control ejects when it is let go there, and shows meanwhile', async () => {
    const { clock, steps, painted, touch, shows } = setUp();
    await shows();
    touch('down', onControl);
    await clock.advance(0);
    expect(painted.at(-1)?.pressed).toBe('eject');
    touch('up', onControl);
    await clock.advance(0);
    expect(steps.filter((step) => step === 'ejected')).toEqual(['ejected']);
    expect(painted.at(-1)?.pressed).toBeUndefined();
  });

  it('RING-4: sliding off the control, or onto it, does not eject', async () => {
    const { clock, steps, painted, touch, shows } = setUp();
    await shows();
    touch('down', onControl);
    touch('move', onTitle);
    await clock.advance(0);
    expect(painted.at(-1)?.pressed).toBeUndefined();
    touch('up', onTitle);
    touch('down', onTitle);
    touch('up', { x: onTitle.x, y: onTitle.y + 120 });
    expect(steps).not.toContain('ejected');
  });

  it('RING-4: a finger that was on its way to what lies beneath does not eject', async () => {
    const { card, clock, steps, touch } = setUp();
    card.update([anna], display);
    await clock.advance(cardLimits.settleMs - 1);
    touch('down', onControl);
    touch('up', onControl);
    expect(steps).not.toContain('ejected');
    await clock.advance(1);
    touch('down', onControl);
    touch('up', onControl);
    expect(steps).toContain('ejected');
  });

  it('RING-4: a press that another program has taken ends access, once it could be meant; and beside the control nothing', async () => {
    const { card, clock, steps, touch, operator } = setUp();
    card.update([anna], display);
    await clock.advance(cardLimits.settleMs - 1);
    touch('taken', onControl);
    await clock.advance(1);
    touch('taken', onTitle);
    operator('taken', onControl);
    expect(steps).not.toContain('ejected');
    touch('taken', onControl);
    expect(steps).toContain('ejected');
  });

  it('RING-4: an operator presses nothing, wherever the control is by then; and drags', async () => {
    const { clock, steps, painted, operator, shows } = setUp();
    await shows();
    operator('down', onTitle);
    operator('move', { x: onTitle.x - 100, y: onTitle.y });
    operator('up', { x: onTitle.x - 100, y: onTitle.y });
    expect(steps).toEqual([`move ${first.x - 100},${first.y}`]);
    const moved = { x: onControl.x - 100, y: onControl.y };
    operator('down', moved);
    await clock.advance(0);
    operator('up', moved);
    expect(steps).not.toContain('ejected');
    expect(painted.every(({ pressed }) => !pressed)).toBe(true);
  });

  it('RING-4: an operator who moves the pointer away from under a finger does not take its press back', async () => {
    const { card, steps, touch, shows } = setUp();
    const away = { x: 5, y: 700 };
    await shows();
    touch('down', onControl);
    card.operatorPointed();
    // The finger trembles, where the pointer is now.
    touch('move', away);
    touch('up', away);
    expect(steps).toContain('ejected');
    steps.length = 0;
    // Who had taken the finger off before has not pressed.
    touch('down', onControl);
    touch('move', away);
    card.operatorPointed();
    touch('up', onControl);
    expect(steps).not.toContain('ejected');
  });

  it('RING-4: nothing an operator does meanwhile takes a press in the room back', async () => {
    const { steps, touch, operator, shows } = setUp();
    await shows();
    operator('down', onTitle);
    touch('down', onControl);
    operator('move', { x: onTitle.x - 100, y: onTitle.y });
    operator('up', { x: onTitle.x - 100, y: onTitle.y });
    operator('down', onControl);
    touch('up', onControl);
    expect(steps).toEqual(['ejected']);
  });

  it('RING-4: a card that needs another size waits until the finger on it is lifted, though not for ever', async () => {
    const { card, clock, steps, painter, touch, shows } = setUp();
    await shows();
    painter.height = size.height - 40;
    touch('down', onControl);
    card.update([{ ...anna, away: true }], display);
    await clock.advance(cardLimits.fingerMs - 1);
    expect(steps.length).toBe(0);
    touch('up', onControl);
    await clock.advance(0);
    expect(steps).toEqual(['ejected', `show 1 ${first.x},${first.y}`]);
    painter.height = size.height;
    touch('down', onControl);
    card.update([anna], display);
    await clock.advance(cardLimits.fingerMs);
    expect(steps.length).toBe(3);
  });

  it('RING-4: goes at once with the last, and at the end, also while it is being drawn', async () => {
    const { card, clock, steps, painter, shows } = setUp();
    painter.stalls = true;
    card.update([anna], display);
    await clock.advance(0);
    card.update([], display);
    await clock.advance(0);
    expect(steps).toEqual(['rest', 'hide']);
    card.update([anna], display);
    await clock.advance(0);
    await card.close();
    expect(steps).toEqual(['rest', 'hide', 'rest', 'hide']);
    expect(clock.timers).toBe(0);
    painter.stalls = false;
    await shows();
  });

  it('RING-4: is dragged, within the ring, and stays where it was put', async () => {
    const { card, clock, steps, touch, shows } = setUp();
    await shows();
    touch('down', onTitle);
    touch('move', { x: onTitle.x - 2, y: onTitle.y + 2 });
    expect(steps).toEqual([]);
    touch('move', { x: onTitle.x - 400, y: onTitle.y + 100 });
    touch('move', { x: -5_000, y: 5_000 });
    touch('up', { x: -5_000, y: 5_000 });
    const corner = { x: ring, y: 800 - ring - size.height };
    expect(steps).toEqual([`move ${first.x - 400},${first.y + 100}`, `move ${corner.x},${corner.y}`]);
    touch('down', onControl);
    touch('up', onControl);
    expect(steps).not.toContain('ejected');
    await clock.advance(60_000);
    expect(steps.at(-1)).toBe(`show 1 ${corner.x},${corner.y}`);
    card.update([], display);
    card.update([anna], display);
    await clock.advance(0);
    card.update([], display);
    await clock.advance(0);
    card.update([anna], display);
    await clock.advance(0);
    expect(steps.at(-1)).toBe(`show 1 ${first.x},${first.y}`);
  });

  it('RING-4: the keys eject while somebody is in, and only then', async () => {
    const { card, steps, shows } = setUp();
    card.keysPressed();
    expect(steps).toEqual([]);
    await shows();
    card.keysPressed();
    expect(steps).toEqual(['ejected']);
  });

  it('RING-4: follows its display; without room for it there is none', async () => {
    const { card, clock, steps, painter, shows } = setUp();
    await shows();
    card.update([anna], { ...display, width: 800, height: 600 });
    await clock.advance(0);
    expect(steps).toEqual([`show 1 ${800 - ring - size.width},${ring}`]);
    painter.room = false;
    card.update([anna], { ...display, width: 1, height: 1 });
    await clock.advance(0);
    expect(steps.at(-1)).toBe('hide');
  });

  it('RING-4: what fails or is taken away is shown again, and not at once', async () => {
    const { card, clock, steps, painter, shows } = setUp();
    painter.fails = true;
    card.update([anna], display);
    await clock.advance(0);
    expect(steps).toEqual(['no canvas']);
    painter.fails = false;
    await clock.advance(cardLimits.retryMs - 1);
    expect(steps.length).toBe(1);
    await clock.advance(1);
    expect(steps.at(-1)).toMatch(/^show/);
    await shows();
    card.gone();
    card.gone();
    await clock.advance(cardLimits.returnMs - 1);
    expect(steps).toEqual([]);
    await clock.advance(1);
    expect(steps.length).toBe(1);
    await card.close();
    card.gone();
    expect(clock.timers).toBe(0);
  });
});

describe('the notice of a restart', () => {
  it('CMD-2: stands while nobody has access, counts, has nothing to press, and goes', async () => {
    const { card, clock, steps, painted, touch } = setUp();
    for (const restartsInSeconds of [30, 29]) {
      card.update([], display, { restartsInSeconds });
      await clock.advance(cardLimits.settleMs);
    }
    expect(painted.map(({ text }) => [text.people[0]?.name, text.eject, text.keys])).toEqual([
      ['Restarts in 30 seconds', '', ''],
      ['Restarts in 29 seconds', '', ''],
    ]);
    card.keysPressed();
    expect(clock.timers).toBe(0);
    card.update([], display);
    await clock.advance(0);
    expect(steps.filter((step) => step === 'ejected')).toEqual([]);
    expect(steps.at(-1)).toBe('hide');
    touch('down', onControl);
  });

  it('CMD-2: who has access comes first', async () => {
    const { card, clock, painted } = setUp();
    card.update([anna], display, { restartsInSeconds: 5 });
    await clock.advance(0);
    expect(painted.at(-1)?.text.people[0]?.name).toBe('Anna');
  });
});

describe('the card that asks', () => {
  const onAllow = { x: first.x + 100, y: first.y + 40 };
  const onRefuse = { x: first.x + 100, y: first.y + 90 };

  async function asking(question: CardQuestion = bo, people: CardPerson[] = []) {
    const rig = setUp();
    const ask = async (next: CardQuestion | undefined, now = people): Promise<void> => {
      rig.card.update(now, display, undefined, next);
      await rig.clock.advance(0);
    };
    const tap = (at: { x: number; y: number }): void => {
      rig.touch('down', at);
      rig.touch('up', at);
    };
    await ask(question);
    return { ...rig, ask, tap };
  }

  it('SES-2: says that it is shown once it is, and takes Allow and Refuse of a finger in the room', async () => {
    const { clock, steps, painted, tap, ask } = await asking();
    expect(steps).toEqual([`show 1 ${first.x},${first.y}`, 'told s2']);
    expect(painted[0]?.text).toMatchObject({
      title: 'Allow remote access?',
      allow: 'Allow',
      refuse: 'Refuse',
      eject: '',
    });
    await clock.advance(cardLimits.settleMs);
    tap(onAllow);
    tap(onRefuse);
    await ask({ ...bo, prompt: false });
    expect(painted.at(-1)?.text).toMatchObject({
      title: 'Remote access is about to begin',
      allow: '',
      refuse: 'Refuse',
    });
    tap(onAllow);
    tap(onRefuse);
    expect(steps.filter((step) => /allowed|refused/.test(step))).toEqual(['allowed s2', 'refused s2', 'refused s2']);
  });

  it('SES-2: no operator presses Allow, nor drags the card to where a finger comes down', async () => {
    const { card, clock, steps, operator, touch } = await asking();
    await clock.advance(cardLimits.settleMs);
    operator('down', onAllow);
    operator('move', { x: onAllow.x - 100, y: onAllow.y });
    operator('up', { x: onAllow.x - 100, y: onAllow.y });
    operator('down', onAllow);
    operator('up', onAllow);
    touch('down', onAllow);
    card.operatorPointed();
    touch('up', onAllow);
    expect(steps.filter((step) => /allowed|move/.test(step))).toEqual([]);
  });

  it('SES-2: a press is for what was read: not for a question that has just come, or came meanwhile', async () => {
    const { clock, steps, ask, tap, touch } = await asking();
    tap(onAllow);
    await clock.advance(cardLimits.settleMs);
    touch('down', onAllow);
    await ask({ ...bo, session: 's3', name: 'Cy' });
    touch('up', onAllow);
    tap(onAllow);
    expect(steps.filter((step) => /allowed/.test(step))).toEqual([]);
    await clock.advance(cardLimits.settleMs);
    tap(onAllow);
    expect(steps.filter((step) => /allowed/.test(step))).toEqual(['allowed s3']);
  });

  it('SES-2, RING-4: who is in stays in sight and can be put out; the keys end everything', async () => {
    const { card, clock, steps, painted, tap, ask } = await asking(bo, [anna]);
    expect(painted[0]?.text.people.map(({ name }) => name)).toEqual(['Bo', 'Anna']);
    await clock.advance(cardLimits.settleMs);
    tap(onControl);
    card.keysPressed();
    await ask(bo, []);
    card.keysPressed();
    expect(steps.filter((step) => /ejected|refused/.test(step))).toEqual(['ejected', 'ejected', 'refused s2']);
  });

  it('SES-2: of presses that another program has taken one refuses, and none allows', async () => {
    const { clock, steps, touch } = await asking();
    await clock.advance(cardLimits.settleMs);
    touch('taken', onAllow);
    touch('taken', onRefuse);
    expect(steps.filter((step) => /allowed|refused/.test(step))).toEqual(['refused s2']);
  });

  it.each(['fails', 'room'] as const)('SES-2: says that nothing can be shown: %s', async (what) => {
    const { painter, steps, ask } = await asking();
    steps.length = 0;
    painter[what] = what === 'fails';
    await ask({ ...bo, session: 's3' });
    expect(steps).toContain('untold');
    expect(steps).not.toContain('told s3');
  });
});
