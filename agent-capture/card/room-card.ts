/**
 * Keeps the console's card as it should be: who has access now, drawn anew when that or the minute changes, moved by a
 * finger, and its control pressed by one. What the platform does to show it is behind CardFace.
 */
import type { Clock } from '../clock.ts';
import type { DisplayInfo } from '../display/display-source.ts';
import type { CardControl, CardFace, CardTouch } from './card-face.ts';
import type { CardPainter } from './card-painter.ts';
import type { CardDrawing } from './card-picture.ts';
import { cardSpace, firstPlace, placeInside } from './card-place.ts';
import { type CardNotice, type CardPerson, type CardQuestion, cardText, noticeText } from './card-words.ts';
import { cardLimits } from './limits.ts';

export interface RoomCardParts {
  readonly face: CardFace;
  readonly painter: CardPainter;
  readonly clock: Clock;
  readonly ringThickness: (display: DisplayInfo) => number;
  /** Somebody in the room wants everybody out. */
  readonly ejected: () => void;
  /** The console shows who asks for this session. */
  readonly told: (session: string) => void;
  /** It cannot be shown. */
  readonly untold: () => void;
  /** Somebody in the room has answered for this session, having seen it for a moment. */
  readonly answered: (session: string, allows: boolean) => void;
  /** It could not be shown, and will be tried again; for the log. */
  readonly trouble: (error: Error) => void;
}

export interface RoomCard {
  /**
   * Who asks and who has access, shown on this display, else the notice; with none of them, or no display, the card
   * goes.
   */
  update(
    people: readonly CardPerson[],
    display: DisplayInfo | undefined,
    notice?: CardNotice,
    question?: CardQuestion,
  ): void;
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

type Pressable = CardControl['does'];

/** `wrested`: an operator has moved the pointer since, so where it is says nothing of this finger any more. */
type Finger =
  | { readonly on: 'control'; readonly does: Pressable; readonly question: string | undefined; wrested: boolean }
  | { readonly on: 'card'; readonly from: Point; moving: boolean };

interface Shown {
  readonly display: DisplayInfo;
  readonly drawing: CardDrawing;
  readonly at: Point;
  /** The session that it asks for. */
  readonly question: string | undefined;
  /** Since when it says that. */
  readonly sinceMs: number;
}

export function createRoomCard(parts: RoomCardParts): RoomCard {
  const { face, painter, clock } = parts;
  let people: readonly CardPerson[] = [];
  let notice: CardNotice | undefined;
  let question: CardQuestion | undefined;
  let display: DisplayInfo | undefined;
  /** When each session was first on the card. */
  const since = new Map<string, number>();
  let shown: Shown | undefined;
  /** Where somebody has put it; it stays there until everybody has left. */
  let chosen: Point | undefined;
  /** Each on its own: what an operator does meanwhile does not take a press in the room back. */
  const fingers = new Map<CardTouch['by'], Finger>();
  let pressed: Pressable | undefined;
  /** Since when a card of another size waits for the finger in the room to be lifted. */
  let heldBackMs: number | undefined;
  /** Something of the card may stand, or be taken: window, keys, painter. */
  let begun = false;
  let refreshing: Promise<void> | undefined;
  let again = false;
  let cancelRedraw = (): void => undefined;

  function wanted(): boolean {
    return people.length > 0 || question !== undefined || notice !== undefined;
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
        if (question !== undefined) parts.untold();
        redrawIn(cardLimits.retryMs);
      }
    }
  }

  async function show(on: DisplayInfo): Promise<void> {
    begun = true;
    const nowMs = clock.monotonicMs();
    const elapsed = (session: string): number => nowMs - (since.get(session) ?? nowMs);
    const space = cardSpace(on, parts.ringThickness(on));
    const asked = question;
    const notices = people.length === 0 && asked === undefined;
    const text = notices && notice !== undefined ? noticeText(notice) : cardText(people, elapsed, asked);
    const keys = !notices && (await face.takeKeys());
    if (again) return;
    const drawing = await painter.paint({ text: { ...text, keys: keys ? text.keys : '' }, space, pressed });
    // Somebody left or came meanwhile: what was drawn is old.
    if (again) return;
    if (drawing === undefined) {
      shown = undefined;
      if (asked !== undefined) parts.untold();
      return face.hide();
    }
    if (waitsForFinger(drawing, nowMs)) return redrawIn(cardLimits.fingerMs);
    heldBackMs = undefined;
    const at = placeInside(space, drawing.picture, chosen ?? firstPlace(space, drawing.picture));
    const sinceMs = shown !== undefined && shown.question === asked?.session ? shown.sinceMs : nowMs;
    shown = { display: on, drawing, at, question: asked?.session, sinceMs };
    await face.show(on, at.x, at.y, drawing.picture, drawing.controls);
    if (asked !== undefined) parts.told(asked.session);
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
    pressed = undefined;
    if (!begun) return;
    await face.hide();
    begun = false;
  }

  function redrawIn(ms: number): void {
    cancelRedraw();
    cancelRedraw = clock.after(Math.ceil(ms), refresh);
  }

  function controlAt({ x, y }: Point): Pressable | undefined {
    if (shown === undefined) return undefined;
    const [left, top] = [x - shown.at.x, y - shown.at.y];
    const isOn = ({ rect }: CardControl): boolean =>
      left >= rect.x && top >= rect.y && left < rect.x + rect.width && top < rect.y + rect.height;
    return shown.drawing.controls.find(isOn)?.does;
  }

  function press(control: Pressable | undefined): void {
    if (pressed === control) return;
    pressed = control;
    refresh();
  }

  /** A finger has come up where it went down. An answer is for what was read then, not for what came since. */
  function release({ does, question: read }: Pick<Extract<Finger, { on: 'control' }>, 'does' | 'question'>): void {
    if (does === 'eject') parts.ejected();
    else if (read !== undefined && read === shown?.question) parts.answered(read, does === 'allow');
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
    update(nextPeople, nextDisplay, nextNotice, nextQuestion) {
      const next = JSON.stringify([nextPeople, nextNotice, nextQuestion]);
      const isSame = next === JSON.stringify([people, notice, question]);
      if (nextDisplay === display && isSame) return;
      people = nextPeople;
      notice = nextNotice;
      question = nextQuestion;
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
          const does = touch.by === 'room' && settled ? controlAt(touch) : undefined;
          const from = { x: touch.x - shown.at.x, y: touch.y - shown.at.y };
          const { question: read } = shown;
          const onControl = does && ({ on: 'control', does, question: read, wrested: false } as const);
          fingers.set(touch.by, onControl ?? { on: 'card', from, moving: false });
          if (does !== undefined) press(does);
          return;
        }
        case 'move': {
          const finger = fingers.get(touch.by);
          if (finger?.on === 'control') {
            if (!finger.wrested) press(controlAt(touch) === finger.does ? finger.does : undefined);
          }
          // Nor does an operator pull the card away from under a finger, or what lets others in to where one comes down.
          else if (touch.by === 'room' || (!fingers.has('room') && shown.question === undefined)) drag(finger, touch);
          return;
        }
        case 'up': {
          const finger = fingers.get(touch.by);
          fingers.delete(touch.by);
          if (finger?.on === 'control') {
            // Where an operator has the pointer now says nothing: then it ends access, and lets nobody in.
            const stays = finger.wrested
              ? pressed !== undefined && pressed !== 'allow'
              : controlAt(touch) === finger.does;
            press(undefined);
            if (stays) release(finger);
          }
          if (heldBackMs !== undefined) refresh();
          return;
        }
        case 'taken': {
          // Where it comes up is not heard: what was pressed counts, but it lets nobody in.
          const does = clock.monotonicMs() - shown.sinceMs >= cardLimits.settleMs ? controlAt(touch) : undefined;
          if (touch.by === 'room' && does !== undefined && does !== 'allow')
            release({ does, question: shown.question });
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
      else if (shown?.question !== undefined) parts.answered(shown.question, false);
    },
    gone() {
      if (shown !== undefined) redrawIn(cardLimits.returnMs);
    },
    async close() {
      people = [];
      notice = undefined;
      question = undefined;
      since.clear();
      restUnwanted();
      refresh();
      await refreshing;
      cancelRedraw();
    },
  };
}
