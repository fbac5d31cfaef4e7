/**
 * Keeps operators from ejecting as if they were in the room: what they press on the card's control, and the keys that
 * stand for it, do not reach the platform. All else does; they may move the card like everybody.
 */
import type { InputSink } from '../input/input-sink.ts';

export function keepOffCard(sink: InputSink, isControl: (display: number, x: number, y: number) => boolean): InputSink {
  let buttons = 0;
  /** Pressed on the control: kept up until they are released. */
  let barred = 0;
  const keysDown = new Set<string>();
  const holds = (key: string): boolean => keysDown.has(`${key}Left`) || keysDown.has(`${key}Right`);

  return {
    key(input) {
      if (input.code === ejectKey && input.down && holds('Control') && holds('Alt')) return;
      if (input.down) keysDown.add(input.code);
      else keysDown.delete(input.code);
      sink.key(input);
    },
    text: (text) => sink.text(text),
    pointer(input) {
      const pressed = input.buttons & ~buttons;
      if (isControl(input.display, input.x, input.y)) barred |= pressed;
      barred &= input.buttons;
      buttons = input.buttons;
      sink.pointer({ ...input, buttons: buttons & ~barred });
    },
    wheel: (input) => sink.wheel(input),
    releaseAll() {
      buttons = 0;
      barred = 0;
      keysDown.clear();
      sink.releaseAll();
    },
    close: () => sink.close(),
  };
}

/** With Control and Alt. As KeyboardEvent.code; it is in the same place on every layout. */
const ejectKey = 'End';
