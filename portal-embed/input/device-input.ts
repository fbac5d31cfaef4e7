/** Listens to keyboard, pointer, fingers and wheel over the displays and sends them to the room, while that is allowed. */
import { viewerLimits } from '../limits.ts';
import type { Clock } from '../session/clock.ts';
import { type DisplayPoint, InputSender, type OutgoingInput } from './input-sender.ts';
import { Keyboard } from './keyboard.ts';
import { Pointer } from './pointer.ts';
import { Touch } from './touch.ts';
import { Wheel } from './wheel.ts';

export interface InputPorts {
  readonly clock: Clock;
  send(input: OutgoingInput): void;
  locate(event: MouseEvent): DisplayPoint | undefined;
}

/** Where an operator works: the page, or a window of its own. */
export interface InputPlace {
  /** Hidden; takes the keys. */
  readonly field: HTMLTextAreaElement;
  /** Around all displays. */
  readonly displays: HTMLElement;
  /** The operator asks for a way out of the displays. */
  leave(): void;
}

export class DeviceInput {
  readonly #sender: InputSender;
  readonly #keyboard: Keyboard;
  readonly #pointer: Pointer;
  readonly #touch: Touch;
  readonly #wheel = new Wheel();
  readonly #locate: InputPorts['locate'];
  #enabled = false;
  /** A button of the mouse went down over a display: others are somebody else's. */
  #pressing = false;
  /** Where the operator acted last. */
  #place: InputPlace | undefined;

  constructor(ports: InputPorts) {
    this.#sender = new InputSender((input) => this.#enabled && ports.send(input));
    this.#keyboard = new Keyboard(this.#sender, () => this.#place?.leave());
    this.#pointer = new Pointer(this.#sender, (task) => ports.clock.after(viewerLimits.pictureOfScreenMs, task));
    this.#touch = new Touch(this.#pointer, ports.clock);
    this.#locate = ports.locate;
  }

  get enabled(): boolean {
    return this.#enabled;
  }

  set enabled(enabled: boolean) {
    if (!enabled) this.releaseAll();
    this.#enabled = enabled;
  }

  /** A connection begins: the room holds nothing down for it. */
  begin(): void {
    this.#sender.begin();
    this.#forget();
  }

  releaseAll(): void {
    this.#sender.releaseAll();
    this.#forget();
  }

  /** Nobody sees this place any more, or it is gone. */
  hidden(place: InputPlace): void {
    if (this.#place === place) this.releaseAll();
  }

  attach(place: InputPlace): void {
    const { field, displays } = place;
    const keyboard = this.#keyboard;
    const whileEnabled =
      <E extends Event>(handle: (event: E) => void) =>
      (event: E): void => {
        if (this.#enabled) handle(event);
      };
    field.addEventListener(
      'keydown',
      whileEnabled((event) => {
        this.#place = place;
        keyboard.keyDown(event);
      }),
    );
    field.addEventListener(
      'keyup',
      whileEnabled((event) => keyboard.keyUp(event)),
    );
    field.addEventListener('compositionstart', () => keyboard.compositionStart());
    field.addEventListener('compositionend', () => keyboard.compositionEnd(field));
    field.addEventListener('input', () => keyboard.input(field));
    field.addEventListener('blur', () => {
      keyboard.blur(field);
      this.#forget();
    });
    const point = whileEnabled<PointerEvent>((event) => this.#point(event));
    displays.addEventListener(
      'pointerdown',
      whileEnabled<PointerEvent>((event) => this.#press(event, place)),
    );
    for (const type of ['pointermove', 'pointerup', 'pointercancel'] as const) displays.addEventListener(type, point);
    // The page would zoom, scroll or go back.
    displays.addEventListener(
      'wheel',
      whileEnabled<WheelEvent>((event) => this.#turn(event)),
      { passive: false },
    );
    for (const type of ['mousedown', 'mouseup', 'auxclick'] as const) {
      displays.addEventListener(
        type,
        whileEnabled((event) => event.preventDefault()),
      );
    }
    displays.addEventListener('contextmenu', (event) => event.preventDefault());
  }

  #press(event: PointerEvent, place: InputPlace): void {
    this.#keyboard.settle(event);
    const point = this.#locate(event);
    const finger = event.pointerType === 'touch';
    if (point === undefined || !(finger || event.isPrimary)) return;
    this.#place = place;
    place.field.focus({ preventScroll: true });
    // Kept until all buttons are up, so that what went down over a display comes up there.
    captureTarget(event.target)?.setPointerCapture(event.pointerId);
    if (finger) this.#touch.down(event.pointerId, pageOf(event), point);
    else {
      this.#pressing = true;
      this.#point(event);
    }
  }

  #point(event: PointerEvent): void {
    const point = this.#locate(event);
    if (event.pointerType === 'touch') {
      this.#finger(event, point);
      return;
    }
    if (!event.isPrimary) return;
    // A cancelled pointer presses nothing any more, whatever the event says, and wherever it is.
    if (event.type === 'pointercancel' || event.buttons === 0) this.#pressing = false;
    if (point === undefined) return;
    this.#pointer.point(point, this.#pressing ? event.buttons & deviceButtons : 0);
  }

  #finger(event: PointerEvent, point: DisplayPoint | undefined): void {
    if (point === undefined || event.type === 'pointercancel') this.#touch.cancel(event.pointerId);
    else if (event.type === 'pointerup') this.#touch.up(event.pointerId, pageOf(event), point);
    else this.#touch.move(event.pointerId, pageOf(event), point);
  }

  #turn(event: WheelEvent): void {
    const point = this.#locate(event);
    if (point === undefined) return;
    event.preventDefault();
    const { x, y } = this.#wheel.units(event);
    this.#pointer.turn(point, x, y);
  }

  /** Nothing is down at the room any more, and what was begun has no end. */
  #forget(): void {
    this.#pressing = false;
    this.#pointer.reset();
    this.#touch.reset();
  }
}

function pageOf({ clientX, clientY }: PointerEvent): { readonly x: number; readonly y: number } {
  return { x: clientX, y: clientY };
}

/** Each window has an Element of its own: what can capture is told by what it can do. */
function captureTarget(target: EventTarget | null): Element | undefined {
  return target !== null && 'setPointerCapture' in target ? (target as Element) : undefined;
}

/** Primary, secondary, middle, back, forward: what the wire carries. */
const deviceButtons = 0b11111;
