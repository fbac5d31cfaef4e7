/**
 * What KeyboardEvent.key names, as X keysyms, for keys that give no character. Where a name stands for several physical
 * keys the code decides; later keysyms of a list are taken when the device's keyboard lacks the earlier ones.
 */

const keysymsByCode: Readonly<Record<string, readonly number[]>> = {
  ShiftLeft: [0xffe1],
  ShiftRight: [0xffe2, 0xffe1],
  ControlLeft: [0xffe3],
  ControlRight: [0xffe4, 0xffe3],
  AltLeft: [0xffe9],
  AltRight: [0xffea, 0xffe9],
  MetaLeft: [0xffeb],
  MetaRight: [0xffec, 0xffeb],
  NumpadEnter: [0xff8d, 0xff0d],
};

const keysymsByKey: Readonly<Record<string, readonly number[]>> = {
  Shift: [0xffe1],
  Control: [0xffe3],
  Alt: [0xffe9],
  Meta: [0xffeb],
  OS: [0xffeb],
  Super: [0xffeb],
  Hyper: [0xffed],
  Backspace: [0xff08],
  Tab: [0xff09],
  Clear: [0xff0b],
  Enter: [0xff0d],
  Pause: [0xff13],
  Escape: [0xff1b],
  Home: [0xff50],
  ArrowLeft: [0xff51],
  ArrowUp: [0xff52],
  ArrowRight: [0xff53],
  ArrowDown: [0xff54],
  PageUp: [0xff55],
  PageDown: [0xff56],
  End: [0xff57],
  Select: [0xff60],
  PrintScreen: [0xff61],
  Execute: [0xff62],
  Insert: [0xff63],
  Undo: [0xff65],
  Redo: [0xff66],
  ContextMenu: [0xff67],
  Find: [0xff68],
  Cancel: [0xff69],
  Help: [0xff6a],
  Delete: [0xffff],
  Convert: [0xff23],
  NonConvert: [0xff22],
  KanaMode: [0xff2d],
  Hiragana: [0xff25],
  Katakana: [0xff26],
  HiraganaKatakana: [0xff27],
  ZenkakuHankaku: [0xff2a],
  HangulMode: [0xff31],
  HanjaMode: [0xff34],
  BrightnessUp: [0x1008_ff02],
  BrightnessDown: [0x1008_ff03],
  AudioVolumeDown: [0x1008_ff11],
  AudioVolumeMute: [0x1008_ff12],
  AudioVolumeUp: [0x1008_ff13],
  MediaPlayPause: [0x1008_ff14],
  MediaStop: [0x1008_ff15],
  MediaTrackPrevious: [0x1008_ff16],
  MediaTrackNext: [0x1008_ff17],
  BrowserHome: [0x1008_ff18],
  LaunchMail: [0x1008_ff19],
  BrowserSearch: [0x1008_ff1b],
  BrowserBack: [0x1008_ff26],
  BrowserForward: [0x1008_ff27],
  BrowserStop: [0x1008_ff28],
  BrowserRefresh: [0x1008_ff29],
  BrowserFavorites: [0x1008_ff30],
  MicrophoneToggle: [0x1008_ffb2],
  Copy: [0x1008_ff57],
  Cut: [0x1008_ff58],
  Paste: [0x1008_ff6d],
};

const firstFunctionKey = 0xffbe;
const functionKeys = 35;

/** Keys whose effect is in `key` of the others already, or that would change the device's own locks. */
const ignored: ReadonlySet<string> = new Set([
  'Dead',
  'Process',
  'Unidentified',
  'Compose',
  'AltGraph',
  'CapsLock',
  'NumLock',
  'ScrollLock',
  'Fn',
  'FnLock',
]);

/** Keysyms in order of preference; empty when the key is to be ignored or is not known. */
export function keysymsOfKey(key: string, code: string): readonly number[] {
  if (ignored.has(key)) return [];
  const functionKey = /^F([1-9][0-9]?)$/.exec(key);
  const number = Number(functionKey?.[1] ?? 0);
  if (number > 0 && number <= functionKeys) return [firstFunctionKey + number - 1];
  const byCode = Object.hasOwn(keysymsByCode, code) ? keysymsByCode[code] : undefined;
  // A remapped key means what its name says: Caps Lock as Control has the code CapsLock.
  if (byCode !== undefined && (Object.hasOwn(keysymsByKey, key) || key === 'Enter')) return byCode;
  return (Object.hasOwn(keysymsByKey, key) ? keysymsByKey[key] : undefined) ?? [];
}
