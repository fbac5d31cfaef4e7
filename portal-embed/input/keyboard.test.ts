import { beforeEach, describe, expect, test } from 'vitest';
import { InputSender, type OutgoingInput } from './input-sender.ts';
import { Keyboard, type KeyPress } from './keyboard.ts';

let told: string[];
let left: number;
let prevented: number;
let keyboard: Keyboard;
let field: { value: string };

function tell(input: OutgoingInput): void {
  if (input.key)
    told.push(`${input.key.down ? '+' : '-'}${input.key.code}:${input.key.key}${input.key.repeat ? '*' : ''}`);
  else if (input.text) told.push(`"${input.text.text}"`);
  else if (input.releaseAll) told.push('release all');
}

beforeEach(() => {
  flags = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };
  told = [];
  left = 0;
  prevented = 0;
  field = { value: '' };
  keyboard = new Keyboard(new InputSender(tell), () => left++);
});

/** Modifiers that are down, as the browser would tell with each event. */
let flags = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };
const press = (code: string, key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  code,
  key,
  repeat: false,
  isComposing: false,
  keyCode: 0,
  timeStamp: 0,
  preventDefault: () => prevented++,
  ...flags,
  ...more,
});
function flag(key: string, down: boolean): void {
  const name = { Control: 'ctrlKey', Alt: 'altKey', Shift: 'shiftKey', Meta: 'metaKey' }[key];
  if (name !== undefined) flags = { ...flags, [name]: down };
}
function down(code: string, key: string, more?: Partial<KeyPress>): void {
  flag(key, true);
  keyboard.keyDown(press(code, key, more));
}
function up(code: string, key: string, more?: Partial<KeyPress>): void {
  flag(key, false);
  keyboard.keyUp(press(code, key, more));
}

describe('keyboard', () => {
  test('INP-2: a key goes with its physical code and its meaning, and the page does not see it', () => {
    down('KeyQ', '@');
    down('KeyQ', '@', { repeat: true });
    up('KeyQ', 'q');
    expect(told).toEqual(['+KeyQ:@', '+KeyQ:@*', '-KeyQ:@']);
    expect(prevented).toBe(3);
  });

  test('INP-2: a dead key is left to the browser; what it composes is text', () => {
    down('BracketRight', 'Dead');
    keyboard.compositionStart();
    field.value = '´';
    keyboard.input(field);
    down('KeyE', 'Process', { isComposing: true });
    field.value = 'é';
    keyboard.compositionEnd(field);
    up('BracketRight', 'Dead');
    up('KeyE', 'e');
    expect(told).toEqual(['"é"']);
    expect(prevented).toBe(0);
    expect(field.value).toBe('');
  });

  test('INP-2: a dead key that the browser resolves by itself comes as the key it makes', () => {
    down('BracketRight', 'Dead');
    down('KeyE', 'é');
    up('KeyE', 'é');
    expect(told).toEqual(['+KeyE:é', '-KeyE:é']);
  });

  test('INP-2: an input method’s keys are not sent, its text once', () => {
    down('KeyN', 'n', { keyCode: 229 });
    keyboard.compositionStart();
    field.value = '日';
    keyboard.input(field);
    field.value = '日本';
    keyboard.compositionEnd(field);
    keyboard.input(field);
    expect(told).toEqual(['"日本"']);
  });

  test('INP-2: text that arrives without a key (an on-screen keyboard) is text', () => {
    field.value = 'ok';
    keyboard.input(field);
    down('', 'x');
    down('', 'Unidentified');
    expect(told).toEqual(['"ok"', '"x"']);
  });

  test('INP-2: keys of an on-screen keyboard that are no text are pressed and let go', () => {
    for (const key of ['Backspace', 'Enter', 'ArrowLeft']) down('', key);
    for (const key of ['Shift', 'CapsLock', 'Unidentified', 'Process', '']) down('', key);
    up('', 'Backspace');
    expect(told).toEqual([
      ...['+Backspace:Backspace', '-Backspace:Backspace', '+Enter:Enter', '-Enter:Enter'],
      ...['+ArrowLeft:ArrowLeft', '-ArrowLeft:ArrowLeft'],
    ]);
  });

  test('INP-2: AltGr on Windows is not a shortcut with Control', () => {
    down('ControlLeft', 'Control', { timeStamp: 100 });
    down('AltRight', 'AltGraph', { timeStamp: 100 });
    down('KeyE', '€');
    up('KeyE', '€');
    up('ControlLeft', 'Control');
    up('AltRight', 'AltGraph');
    expect(told).toEqual([
      '+ControlLeft:Control',
      '-ControlLeft:Control',
      '+AltRight:AltGraph',
      '+KeyE:€',
      '-KeyE:€',
      '-AltRight:AltGraph',
    ]);
  });

  test('INP-2: Control that was held before AltGr stays held', () => {
    down('ControlLeft', 'Control', { timeStamp: 100 });
    down('AltRight', 'AltGraph', { timeStamp: 500 });
    expect(told).not.toContain('-ControlLeft:Control');
  });

  test('INP-3: keys that macOS never tells of come up with Command', () => {
    down('MetaLeft', 'Meta');
    down('ShiftLeft', 'Shift');
    down('KeyC', 'c');
    up('MetaLeft', 'Meta');
    expect(told.slice(3)).toEqual(['-MetaLeft:Meta', '-KeyC:c']);
  });

  test('INP-3: what is down when a composition begins comes up: nobody tells when it does', () => {
    down('ControlLeft', 'Control');
    down('ShiftLeft', 'Shift');
    down('KeyU', 'Process', { keyCode: 229 });
    keyboard.compositionStart();
    field.value = 'é';
    keyboard.compositionEnd(field);
    expect(told.slice(2)).toEqual(['-ControlLeft:Control', '-ShiftLeft:Shift', '"é"']);
    flag('Control', false);
    flag('Shift', false);
    down('KeyA', 'a');
    expect(told.at(-1)).toBe('+KeyA:a');
  });

  test('INP-3: a modifier that came up without a word comes up with the next key, composed or not', () => {
    for (const more of [{}, { keyCode: 229 }]) {
      told = [];
      for (const name of ['Control', 'Alt', 'Shift', 'Meta']) down(`${name}Left`, name);
      for (const name of ['Control', 'Shift']) flag(name, false);
      down('KeyA', 'a', more);
      expect(told.slice(4, 6)).toEqual(['-ControlLeft:Control', '-ShiftLeft:Shift']);
      expect(told).toHaveLength(more.keyCode === undefined ? 7 : 6);
      keyboard.blur(field);
    }
  });

  test('INP-3: AltGr, which no flag tells of, stays down', () => {
    down('AltRight', 'AltGraph');
    down('KeyQ', '@');
    up('KeyQ', '@');
    expect(told).toEqual(['+AltRight:AltGraph', '+KeyQ:@', '-KeyQ:@']);
  });

  test('INP-3: all is released when the operator goes elsewhere', () => {
    down('KeyA', 'a');
    keyboard.blur(field);
    expect(told).toEqual(['+KeyA:a', 'release all']);
    down('KeyB', 'b');
    expect(told.at(-1)).toBe('+KeyB:b');
  });

  test('INP-2: what was being composed then is nothing', () => {
    keyboard.compositionStart();
    field.value = '´';
    keyboard.blur(field);
    expect(field.value).toBe('');
    down('KeyB', 'b');
    expect(told).toEqual(['+KeyB:b']);
  });

  test('EMB-1: Ctrl+Alt+Shift, pressed and let go alone, leaves the displays', () => {
    down('ControlLeft', 'Control', { ctrlKey: true });
    down('AltLeft', 'Alt', { ctrlKey: true, altKey: true });
    down('ShiftLeft', 'Shift', { ctrlKey: true, altKey: true, shiftKey: true });
    expect(left).toBe(0);
    up('ShiftLeft', 'Shift', { ctrlKey: true, altKey: true });
    expect(left).toBe(1);
    expect(told.at(-1)).toBe('release all');
  });

  test('CMD-1: a shortcut with all three goes to the room', () => {
    const all = { ctrlKey: true, altKey: true, shiftKey: true };
    down('ControlLeft', 'Control', { ctrlKey: true });
    down('AltLeft', 'Alt', { ctrlKey: true, altKey: true });
    down('ShiftLeft', 'Shift', all);
    down('KeyK', 'K', all);
    up('KeyK', 'K', all);
    up('ShiftLeft', 'Shift');
    expect(left).toBe(0);
    expect(told).toContain('+KeyK:K');
  });
});
