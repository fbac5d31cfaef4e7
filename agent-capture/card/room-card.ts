/**
 * Keeps the console's card as it should be: who has access now, drawn anew when that or the minute changes, moved by a
 * finger, and its control pressed by one. What the platform does to show it is behind CardFace.
 */
import type { Clock } from '../clock.ts';
import type { DisplayInfo } from '../display/display-source.ts';
import type { CardFace, CardTouch } from './card-face.ts';
import type { CardPainter } from './card-painter.ts';
import type { CardDrawing } from './card-picture.ts';
import { cardSpace, firstPlace, placeInside } from './card-place.ts';
import { type CardNotice, type CardPerson, cardText, noticeText } from './card-words.ts';
import { cardLimits } from './limits.ts';

export interface RoomCardParts {
  readonly face: CardFace;
  readonly painter: CardPainter;
  readonly clock: Clock;
  readonly ringThickness: (display: DisplayInfo) => number;
  /** Somebody in the room wants everybody out. */
  readonly ejected: () => void;
  /** It could not be shown, and will be tried again; for the log. */
  readonly trouble: (error: Error) => void;
}

export interface RoomCard {
  /** Who has access, shown on this display, else the notice; with none of them, or no display, the card goes. */
  update(people: readonly CardPerson[], display: DisplayInfo | undefined, notice?: CardNotice): void;
  touched(touch: CardTouch): void;
  keysPressed(): void;
  /** An operator has moved the one pointer that all share. */
  operatorPointed(): void;
  /** The platform says that the card is no longer shown. */
  gone(): void;
  close(): Promise<void>;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** `wrested`: an operator has moved the pointer since, so where it is says nothing of this finger any more. */
type Finger =
  | { readonly on: 'control'; wrested: boolean }
  | { readonly on: 'card'; readonly from: Point; moving: boolean };

interface Shown {
  readonly display: DisplayInfo;
  readonly drawing: CardDrawing;
  readonly at: Point;
  readonly sinceMs: number;
}

export function createRoomCard(parts: RoomCardParts): RoomCard {
  const { face, painter, clock } = parts;
  let people: readonly CardPerson[] = [];
  let notice: CardNotice | undefined;
  let display: DisplayInfo | undefined;
  /** When each session was first on the card. */
  const since = new Map<string, number>();
  let shown: Shown | undefined;
  /** Where somebody has put it; it stays there until everybody has left. */
  let chosen: Point | undefined;
  /** Each on its own: what an operator does meanwhile does not take a press in the room back. */
  const fingers = new Map<CardTouch['by'], Finger>();
  let pressed = false;
  /** Since when a card of another size waits for the finger in the room to be lifted. */
  let heldBackMs: number | undefined;
  /** Something of the card may stand, or be taken: window, keys, painter. */
  let begun = false;
  let refreshing: Promise<void> | undefined;
  let again = false;
  let cancelRedraw = (): void => undefined;

  function wanted(): boolean {
    return people.length > 0 || notice !== undefined;
  }

  function refresh(): void {
    again = true;
    refreshing ??= keepRefreshing().finally(() => {
      refreshing = undefined;
    });
  }

  async function keepRefreshing(): Promise<void> {
    while (again) {
      again = false;
      cancelRedraw();
      try {
        await (wanted() && display !== undefined ? show(display) : hide());
      } catch (error) {
        // What failed is no longer wanted.
        if (again) continue;
        parts.trouble(error instanceof Error ? error : new Error(String(error)));
        redrawIn(cardLimits.retryMs);
      }
    }
  }

  async function show(on: DisplayInfo): Promise<void> {
    begun = true;
    const nowMs = clock.monotonicMs();
    const elapsed = (session: string): number => nowMs - (since.get(session) ?? nowMs);
    const space = cardSpace(on, parts.ringThickness(on));
    const text = people.length > 0 || notice === undefined ? cardText(people, elapsed) : noticeText(notice);
    const keys = people.length > 0 && (await face.takeKeys());
    if (again) return;
    const drawing = await painter.paint({ text: { ...text, keys: keys ? text.keys : '' }, space, pressed });
    // Somebody left or came meanwhile: what was drawn is old.
    if (again) return;
    if (drawing === undefined) {
      shown = undefined;
      return face.hide();
    }
    if (waitsForFinger(drawing, nowMs)) return redrawIn(cardLimits.fingerMs);
    heldBackMs = undefined;
    const at = placeInside(space, drawing.picture, chosen ?? firstPlace(space, drawing.picture));
    shown = { display: on, drawing, at, sinceMs: shown?.sinceMs ?? nowMs };
    await face.show(on, at.x, at.y, drawing.picture);
    // A notice is drawn anew when it changes.
    if (people.length === 0) return;
    const toNextMinute = people.map(({ session }) => cardLimits.redrawMs - (elapsed(session) % cardLimits.redrawMs));
    redrawIn(Math.min(...toNextMinute));
  }

  /** A card of another size is another one to the platform: a press under way would be lost with this one. */
  function waitsForFinger({ picture }: CardDrawing, nowMs: number): boolean {
    if (shown === undefined || !fingers.has('room')) return false;
    const { width, height } = shown.drawing.picture;
    if (picture.width === width && picture.height === height) return false;
    heldBackMs ??= nowMs;
    return nowMs - heldBackMs < cardLimits.fingerMs;
  }

  /** Nothing waits for a picture that nobody wants: the painter may take seconds. */
  function restUnwanted(): void {
    if (begun && (!wanted() || display === undefined)) painter.rest();
  }

  async function hide(): Promise<void> {
    shown = undefined;
    chosen = undefined;
    heldBackMs = undefined;
    fingers.clear();
    pressed = false;
    if (!begun) return;
    await face.hide();
    begun = false;
  }

  function redrawIn(ms: number): void {
    cancelRedraw();
    cancelRedraw = clock.after(Math.ceil(ms), refresh);
  }

  function inControl({ x, y }: Point): boolean {
    if (shown === undefined) return false;
    const { control } = shown.drawing;
    const left = shown.at.x + control.x;
    const top = shown.at.y + control.y;
    return x >= left && y >= top && x < left + control.width && y < top + control.height;
  }

  function press(on: boolean): void {
    if (pressed === on) return;
    pressed = on;
    refresh();
  }

  function drag(finger: Finger | undefined, to: Point): void {
    if (shown === undefined || finger?.on !== 'card') return;
    const { from } = finger;
    const moved = { x: to.x - from.x - shown.at.x, y: to.y - from.y - shown.at.y };
    if (!finger.moving && Math.hypot(moved.x, moved.y) < cardLimits.dragPixels) return;
    finger.moving = true;
    const space = cardSpace(shown.display, parts.ringThickness(shown.display));
    chosen = placeInside(space, shown.drawing.picture, { x: to.x - from.x, y: to.y - from.y });
    shown = { ...shown, at: chosen };
    face.move(chosen.x, chosen.y);
  }

  return {
    update(nextPeople, nextDisplay, nextNotice) {
      const isSame = JSON.stringify([nextPeople, nextNotice]) === JSON.stringify([people, notice]);
      if (nextDisplay === display && isSame) return;
      people = nextPeople;
      notice = nextNotice;
      display = nextDisplay;
      const here = new Set(people.map(({ session }) => session));
      for (const session of since.keys()) if (!here.has(session)) since.delete(session);
      for (const session of here) if (!since.has(session)) since.set(session, clock.monotonicMs());
      restUnwanted();
      refresh();
    },
    touched(touch) {
      if (shown === undefined) return;
      switch (touch.what) {
        case 'down': {
          // A finger that was on its way to something else does not press what has just come between.
          const settled = clock.monotonicMs() - shown.sinceMs >= cardLimits.settleMs;
          const control = touch.by === 'room' && settled && inControl(touch);
          const from = { x: touch.x - shown.at.x, y: touch.y - shown.at.y };
          fingers.set(touch.by, control ? { on: 'control', wrested: false } : { on: 'card', from, moving: false });
          if (control) press(true);
          return;
        }
        case 'move': {
          const finger = fingers.get(touch.by);
          if (finger?.on === 'control') {
            if (!finger.wrested) press(inControl(touch));
          }
          // Nor does an operator pull the card away from under a finger.
          else if (touch.by === 'room' || !fingers.has('room')) drag(finger, touch);
          return;
        }
        case 'up': {
          const finger = fingers.get(touch.by);
          fingers.delete(touch.by);
          if (finger?.on === 'control') {
            const stays = finger.wrested ? pressed : inControl(touch);
            press(false);
            if (stays) parts.ejected();
          }
          if (heldBackMs !== undefined) refresh();
          return;
        }
        default:
          touch.what satisfies never;
      }
    },
    operatorPointed() {
      const finger = fingers.get('room');
      if (finger?.on === 'control') finger.wrested = true;
    },
    keysPressed() {
      if (people.length > 0) parts.ejected();
    },
    gone() {
      if (shown !== undefined) redrawIn(cardLimits.returnMs);
    },
    async close() {
      people = [];
      notice = undefined;
      since.clear();
      restUnwanted();
      refresh();
      await refreshing;
      cancelRedraw();
    },
  };
}
