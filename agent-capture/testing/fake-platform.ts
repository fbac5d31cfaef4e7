/** A platform made of variables: displays filled with one colour, a ring that is there or not, input that is noted. */
import type { AccountSight } from '../account/account-source.ts';
import type { CallState } from '../call-state/call-state-source.ts';
import type { RoomAbilities } from '../commands/abilities.ts';
import type { DisplayInfo, DisplaySource } from '../display/display-source.ts';
import type { InputSink } from '../input/input-sink.ts';
import type { OpenPlatform, PlatformEvents } from '../platform.ts';
import type { RingFrame } from '../ring/ring-frame.ts';
import { ringStrips } from '../ring/ring-pixels.ts';

export interface FakePlatform {
  readonly open: OpenPlatform;
  displays: DisplayInfo[];
  readonly events: PlatformEvents;
  /** Displays that show no ring although they were asked to. */
  readonly ringless: Set<number>;
  readonly ringShown: readonly number[];
  /** What input did, in order: "key KeyA down", "release". */
  readonly input: string[];
  /** Grabs never resolve while true, as with a frozen display server. */
  frozen: boolean;
  readonly grabs: number;
  readonly closed: boolean;
  /** What was asked of its abilities, in order. */
  readonly done: string[];
  abilities: RoomAbilities;
  /** Who is signed in on the device itself. */
  account: AccountSight;
  /** Signing out has an effect. */
  signsOut: boolean;
  call(state: CallState): void;
  setDisplays(displays: DisplayInfo[]): void;
}

const red = [0, 0, 0xff, 0xff];
const grey = [0x80, 0x80, 0x80, 0xff];

export function fakeDisplay(id: number, name: string): DisplayInfo {
  return { id, name, width: 320, height: 192, left: 0, top: 0, widthMm: 0, asleep: false };
}

export function createFakePlatform(): FakePlatform {
  let ringShown: number[] = [];
  const ringless = new Set<number>();
  const input: string[] = [];
  const done: string[] = [];
  const note = (what: string) => async (): Promise<void> => void done.push(what);
  let events: PlatformEvents | undefined;
  let grabs = 0;
  let closed = false;
  const thickness = 12;

  function paint(display: DisplayInfo, x: number, y: number, width: number, height: number): Buffer {
    const bgrx = Buffer.alloc(width * height * 4);
    const strips = ringShown.includes(display.id) && !ringless.has(display.id) ? ringStrips(display, thickness) : [];
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const inRing = strips.some(
          (strip) =>
            x + column >= strip.x &&
            x + column < strip.x + strip.width &&
            y + row >= strip.y &&
            y + row < strip.y + strip.height,
        );
        bgrx.set(inRing ? red : grey, (row * width + column) * 4);
      }
    }
    return bgrx;
  }

  const fake = {
    displays: [fakeDisplay(1, 'console')],
    ringless,
    input,
    done,
    abilities: {
      restartDevice: { run: note('restart device') },
      restartRoomApplication: { run: note('restart room application') },
      signOut: {
        async run(): Promise<void> {
          done.push('sign out');
          if (fake.signsOut) fake.account = { user: undefined, locked: false };
        },
      },
      lock: { run: note('lock') },
      wakeDisplay: { run: async (display: number): Promise<void> => void done.push(`wake ${display}`) },
    } as RoomAbilities,
    account: { user: 'room', locked: false } as AccountSight,
    signsOut: false,
    frozen: false,
    get events() {
      if (events === undefined) throw new Error('the platform is not open yet');
      return events;
    },
    get ringShown() {
      return ringShown;
    },
    get grabs() {
      return grabs;
    },
    get closed() {
      return closed;
    },
    call(state: CallState) {
      fake.events.callState('fake', state);
    },
    setDisplays(displays: DisplayInfo[]) {
      fake.displays = displays;
      fake.events.layoutChanged(displays);
    },
    open: async (given: PlatformEvents) => {
      events = given;
      const source: DisplaySource = {
        platform: 'fake',
        get displays() {
          return fake.displays;
        },
        layoutKnown: true,
        async grab(id, rect) {
          grabs += 1;
          if (fake.frozen) return new Promise(() => undefined);
          const display = fake.displays.find((one) => one.id === id);
          if (display === undefined) return undefined;
          return { ...rect, bgrx: paint(display, rect.x, rect.y, rect.width, rect.height) };
        },
        watch: () => undefined,
        close: async () => undefined,
      };
      const sink: InputSink = {
        key: ({ code, down }) => void input.push(`key ${code} ${down ? 'down' : 'up'}`),
        text: (text) => void input.push(`text ${text}`),
        pointer: ({ display, x, y, buttons }) => void input.push(`pointer ${display} ${x},${y} ${buttons}`),
        wheel: ({ deltaY }) => void input.push(`wheel ${deltaY}`),
        proceedWhile: () => undefined,
        releaseAll: () => void input.push('release'),
        close: async () => undefined,
      };
      const frame: RingFrame = {
        async show(displays) {
          ringShown = displays.map((display) => display.id);
        },
        async hide() {
          ringShown = [];
        },
        mend: async () => undefined,
        thickness: () => thickness,
        close: async () => undefined,
      };
      return {
        source,
        sink,
        frame,
        account: { run: async () => fake.account },
        abilities: fake.abilities,
        callStateSources: ['fake'],
        missing: [],
        async close() {
          closed = true;
        },
      };
    },
  };
  return fake;
}
