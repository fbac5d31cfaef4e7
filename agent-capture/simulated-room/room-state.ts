/** What the simulated room is like right now, and how it changes: plain values, so that scenes only draw. */
import { roomLimits } from './limits.ts';

export type LightScene = 'meeting' | 'presentation' | 'bright';

export interface RoomState {
  /** What stands in the console's text field. */
  readonly typed: string;
  /** The text entered last: shown on the front display. */
  readonly notice: string;
  readonly call: { readonly sinceMs: number } | undefined;
  readonly lights: LightScene;
  /** 0 to 100. */
  readonly volume: number;
  readonly blindsDown: boolean;
  /** The console's button under the pressed pointer. */
  readonly pressed: string | undefined;
}

export const initialRoom: RoomState = {
  typed: '',
  notice: '',
  call: undefined,
  lights: 'meeting',
  volume: 40,
  blindsDown: false,
  pressed: undefined,
};

export type RoomAction =
  | { readonly do: 'type'; readonly text: string }
  | { readonly do: 'erase' }
  | { readonly do: 'clear' }
  | { readonly do: 'enter' }
  | { readonly do: 'press'; readonly button: string | undefined }
  | { readonly do: 'activate'; readonly button: string; readonly nowMs: number }
  | { readonly do: 'change-volume'; readonly by: number }
  | { readonly do: 'start-call'; readonly nowMs: number }
  | { readonly do: 'end-call' };

const lightScenes: readonly LightScene[] = ['meeting', 'presentation', 'bright'];
const volumeStep = 10;

export function changeRoom(room: RoomState, action: RoomAction): RoomState {
  switch (action.do) {
    case 'type': {
      // By code points: a pair of surrogates stays together.
      const typed = [...room.typed, ...action.text].filter((character) => character >= ' ');
      return { ...room, typed: typed.slice(0, roomLimits.typedUnits).join('') };
    }
    case 'erase':
      return { ...room, typed: [...room.typed].slice(0, -1).join('') };
    case 'clear':
      return { ...room, typed: '' };
    case 'enter':
      return { ...room, notice: room.typed.trim(), typed: '' };
    case 'press':
      return room.pressed === action.button ? room : { ...room, pressed: action.button };
    case 'activate':
      return activate(room, action.button, action.nowMs);
    case 'change-volume':
      return { ...room, volume: Math.min(100, Math.max(0, room.volume + action.by)) };
    case 'start-call':
      return room.call === undefined ? { ...room, call: { sinceMs: action.nowMs } } : room;
    case 'end-call':
      return { ...room, call: undefined };
  }
}

function activate(room: RoomState, button: string, nowMs: number): RoomState {
  const lights = lightScenes.find((scene) => button === `lights-${scene}`);
  if (lights !== undefined) return { ...room, lights };
  switch (button) {
    case 'call':
      return { ...room, call: room.call === undefined ? { sinceMs: nowMs } : undefined };
    case 'volume-down':
      return changeRoom(room, { do: 'change-volume', by: -volumeStep });
    case 'volume-up':
      return changeRoom(room, { do: 'change-volume', by: volumeStep });
    case 'blinds':
      return { ...room, blindsDown: !room.blindsDown };
    case 'send':
      return changeRoom(room, { do: 'enter' });
    default:
      return room;
  }
}
