/**
 * Fingers as a pointer: a tap is a click, a finger that moves drags, one that rests presses the secondary button, two
 * that move together turn the wheel. Nothing is pressed before it is clear which of them it is.
 */
import { viewerLimits } from '../limits.ts';
import type { Clock } from '../session/clock.ts';
import type { DisplayPoint } from './input-sender.ts';
import { type Pointer, primaryButton, secondaryButton } from './pointer.ts';

/** A point of the page, in CSS pixels. */
export interface PagePoint {
  readonly x: number;
  readonly y: number;
}

type Gesture =
  | { readonly kind: 'none' }
  /** One finger, where it came down: a tap, a drag or a long press. */
  | { readonly kind: 'undecided'; readonly from: PagePoint; readonly start: DisplayPoint; readonly stop: () => void }
  /** This finger holds these buttons down. */
  | { readonly kind: 'pressing'; readonly finger: number; readonly buttons: number; readonly point: DisplayPoint }
  /** Two fingers, the display's point that they turn the wheel over, and what they have turned it by. */
  | { readonly kind: 'turning'; readonly point: DisplayPoint; readonly from: ReadonlyMap<number, PagePoint> }
  /** It has had its effect: nothing more until all fingers are up. */
  | { readonly kind: 'over' };

export class Touch {
  readonly #pointer: Pointer;
  readonly #clock: Clock;
  readonly #fingers = new Map<number, PagePoint>();
  #gesture: Gesture = { kind: 'none' };
  #tap: { readonly at: PagePoint; readonly point: DisplayPoint; readonly atMs: number } | undefined;

  constructor(pointer: Pointer, clock: Clock) {
    this.#pointer = pointer;
    this.#clock = clock;
  }

  down(finger: number, at: PagePoint, point: DisplayPoint): void {
    this.#fingers.set(finger, at);
    const gesture = this.#gesture;
    if (gesture.kind === 'none') {
      const stop = this.#clock.after(viewerLimits.longPressMs, () => this.#press(finger, point, secondaryButton));
      this.#gesture = { kind: 'undecided', from: at, start: point, stop };
    } else if (gesture.kind === 'undecided') {
      gesture.stop();
      this.#gesture = { kind: 'turning', point: gesture.start, from: new Map(this.#fingers) };
    } else if (gesture.kind === 'turning') {
      this.#gesture = { kind: 'over' };
    }
  }

  move(finger: number, at: PagePoint, point: DisplayPoint): void {
    if (!this.#fingers.has(finger)) return;
    this.#fingers.set(finger, at);
    const gesture = this.#gesture;
    if (gesture.kind === 'undecided') {
      if (distance(at, gesture.from) < viewerLimits.touchSlopPixels) return;
      gesture.stop();
      this.#press(finger, gesture.start, primaryButton);
      this.#drag(finger, point);
    } else if (gesture.kind === 'pressing') {
      this.#drag(finger, point);
    } else if (gesture.kind === 'turning') {
      const moves = [...gesture.from].map(([other, from]) => minus(this.#fingers.get(other) ?? from, from));
      const both = { x: shared(moves.map(({ x }) => x)), y: shared(moves.map(({ y }) => y)) };
      const from = new Map([...gesture.from].map(([other, place]) => [other, plus(place, both)]));
      this.#gesture = { ...gesture, from };
      // What is under the fingers goes along with them: the wheel turns the other way.
      this.#pointer.turn(gesture.point, -units(both.x), -units(both.y));
    }
  }

  up(finger: number, at: PagePoint, point: DisplayPoint): void {
    if (!this.#fingers.delete(finger)) return;
    const gesture = this.#gesture;
    if (gesture.kind === 'undecided') {
      gesture.stop();
      this.#click(at, gesture.start);
      this.#gesture = { kind: 'over' };
    } else if (gesture.kind === 'pressing' && gesture.finger === finger) {
      this.#pointer.point(point, 0);
      this.#gesture = { kind: 'over' };
    } else if (gesture.kind === 'turning') {
      this.#gesture = { kind: 'over' };
    }
    if (this.#fingers.size === 0) this.#gesture = { kind: 'none' };
  }

  /** The system took the finger for itself: what it pressed comes up, and it has clicked nothing. */
  cancel(finger: number): void {
    if (!this.#fingers.delete(finger)) return;
    const gesture = this.#gesture;
    if (gesture.kind === 'undecided') gesture.stop();
    if (gesture.kind === 'pressing') {
      if (gesture.finger !== finger) return;
      this.#pointer.point(gesture.point, 0);
    }
    this.#gesture = this.#fingers.size === 0 ? { kind: 'none' } : { kind: 'over' };
  }

  /** The room has let go of everything: fingers that are down mean nothing any more. */
  reset(): void {
    if (this.#gesture.kind === 'undecided') this.#gesture.stop();
    this.#gesture = { kind: 'none' };
    this.#fingers.clear();
    this.#tap = undefined;
  }

  #press(finger: number, point: DisplayPoint, buttons: number): void {
    this.#gesture = { kind: 'pressing', finger, buttons, point };
    this.#pointer.point(point, buttons);
  }

  #drag(finger: number, point: DisplayPoint): void {
    if (this.#gesture.kind !== 'pressing' || this.#gesture.finger !== finger) return;
    this.#gesture = { ...this.#gesture, point };
    this.#pointer.point(point, this.#gesture.buttons);
  }

  /** The second tap of two clicks where the first did: rooms take only what comes close for a double click. */
  #click(at: PagePoint, start: DisplayPoint): void {
    const atMs = this.#clock.now();
    const last = this.#tap;
    const again =
      last !== undefined &&
      last.point.display === start.display &&
      atMs - last.atMs < viewerLimits.doubleTapMs &&
      distance(at, last.at) < viewerLimits.doubleTapPixels;
    const point = again ? last.point : start;
    this.#tap = again ? undefined : { at, point, atMs };
    this.#pointer.point(point, primaryButton);
    this.#pointer.point(point, 0);
  }
}

/** How far all of them went together: fingers that part or turn around one another go nowhere. */
function shared(moves: readonly number[]): number {
  const [least, most] = [Math.min(...moves), Math.max(...moves)];
  return least > 0 ? least : Math.min(0, most);
}

function plus(a: PagePoint, b: PagePoint): PagePoint {
  return { x: a.x + b.x, y: a.y + b.y };
}

function minus(a: PagePoint, b: PagePoint): PagePoint {
  return { x: a.x - b.x, y: a.y - b.y };
}

function distance(a: PagePoint, b: PagePoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function units(pixels: number): number {
  return (pixels / viewerLimits.wheelNotchPixels) * viewerLimits.wheelNotchUnits;
}
