/** Listens to keyboard, pointer and wheel over the displays and sends them to the room, while that is allowed. */
import { type DisplayPoint, InputSender, type OutgoingInput } from './input-sender.ts';
import { Keyboard } from './keyboard.ts';
import { Pointer, wheelUnits } from './pointer.ts';

export interface InputPorts {
  send(input: OutgoingInput): void;
  locate(event: MouseEvent): DisplayPoint | undefined;
  leaveDisplays(): void;
}

export class DeviceInput {
  readonly #sender: InputSender;
  readonly #keyboard: Keyboard;
  readonly #pointer: Pointer;
  readonly #locate: InputPorts['locate'];
  #enabled = false;
  #field: HTMLTextAreaElement | undefined;

  constructor(ports: InputPorts) {
    this.#sender = new InputSender((input) => this.#enabled && ports.send(input));
    this.#keyboard = new Keyboard(this.#sender, () => ports.leaveDisplays());
    this.#pointer = new Pointer(this.#sender, (task) => requestAnimationFrame(task));
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
    this.#pointer.reset();
  }

  releaseAll(): void {
    this.#sender.releaseAll();
    this.#pointer.reset();
  }

  focus(): void {
    this.#field?.focus({ preventScroll: true });
  }

  /**
   * @param field the hidden text field that takes the keys
   * @param displays the element around all displays
   */
  attach(field: HTMLTextAreaElement, displays: HTMLElement): void {
    this.#field = field;
    const keyboard = this.#keyboard;
    const whileEnabled =
      <E extends Event>(handle: (event: E) => void) =>
      (event: E): void => {
        if (this.#enabled) handle(event);
      };
    field.addEventListener(
      'keydown',
      whileEnabled((event) => keyboard.keyDown(event)),
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
      this.#pointer.reset();
    });
    const point = whileEnabled<PointerEvent>((event) => this.#point(event));
    displays.addEventListener(
      'pointerdown',
      whileEnabled<PointerEvent>((event) => this.#press(event)),
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

  #press(event: PointerEvent): void {
    if (!event.isPrimary || this.#locate(event) === undefined) return;
    this.focus();
    // Kept until all buttons are up, so that what went down over a display comes up there.
    if (event.target instanceof Element) event.target.setPointerCapture(event.pointerId);
    this.#point(event);
  }

  #point(event: PointerEvent): void {
    const point = event.isPrimary ? this.#locate(event) : undefined;
    if (point === undefined) return;
    // A cancelled pointer presses nothing any more, whatever the event says.
    this.#pointer.point(point, event.type === 'pointercancel' ? 0 : event.buttons & deviceButtons);
  }

  #turn(event: WheelEvent): void {
    const point = this.#locate(event);
    if (point === undefined) return;
    event.preventDefault();
    this.#pointer.turn(point, wheelUnits(event.deltaX, event.deltaMode), wheelUnits(event.deltaY, event.deltaMode));
  }
}

/** Primary, secondary, middle, back, forward: what the wire carries. */
const deviceButtons = 0b11111;
