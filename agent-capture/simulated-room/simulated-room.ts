/**
 * A whole room without hardware: a touch panel and two front displays that are drawn, answer keys and pointer, carry
 * ring and card in their pixels, and report calls as a room application does. Runs on any platform.
 */
import type { LookAtAccount } from '../account/account-source.ts';
import type { CallState } from '../call-state/call-state-source.ts';
import type { CardEvents, CardFace } from '../card/card-face.ts';
import { type CardPainter, paintHere } from '../card/card-painter.ts';
import type { Clock } from '../clock.ts';
import type { Ability, RoomAbilities } from '../commands/abilities.ts';
import type { OpenDisplaySource } from '../display/display-source.ts';
import { loadCanvas } from '../drawing/canvas.ts';
import type { InputSink } from '../input/input-sink.ts';
import type { RingFrame } from '../ring/ring-frame.ts';
import { openControlSocket } from './control-socket.ts';
import { roomLimits } from './limits.ts';
import { RoomApplicationClient } from './room-application-client.ts';
import type { RoomControls } from './room-controls.ts';
import { changeRoom, initialRoom, type RoomAction } from './room-state.ts';
import { SimulatedAccount } from './simulated-account.ts';
import { SimulatedCard } from './simulated-card.ts';
import { SimulatedDisplays } from './simulated-displays.ts';
import { SimulatedInput } from './simulated-input.ts';
import { SimulatedRecord } from './simulated-record.ts';
import { SimulatedRing } from './simulated-ring.ts';

export interface SimulatedRoomOptions {
  /** Shown on the displays. */
  readonly roomName: string;
  readonly clock: Clock;
  /** The agent's call state socket and its token; without, nobody reports a call state. */
  readonly roomApplication?: { readonly path: string; readonly token: string };
  /** Where the control interface listens: a Unix socket or a named pipe; without, there is none. */
  readonly controlPath?: string;
  /** Hears what is done to the card. */
  readonly cardEvents?: CardEvents;
  /** Drops the agent's link, when the controls ask for it. */
  readonly disconnect: () => void;
  /** Hears the device's own record of its microphone. */
  readonly recorded?: (state: CallState) => void;
  /** The device goes down, and is to come back. */
  readonly restarted?: () => void;
}

export interface SimulatedRoom {
  readonly openDisplaySource: OpenDisplaySource;
  readonly inputSink: InputSink;
  readonly ringFrame: RingFrame;
  readonly card: { readonly face: CardFace; readonly painter: CardPainter };
  readonly account: Ability<LookAtAccount>;
  readonly abilities: RoomAbilities;
  readonly controls: RoomControls;
  close(): Promise<void>;
}

export async function openSimulatedRoom(options: SimulatedRoomOptions): Promise<SimulatedRoom> {
  const { clock, roomName } = options;
  const createSurface = await loadCanvas();
  let room = initialRoom;
  const displays = new SimulatedDisplays({ createSurface, clock, roomName, room: () => room });
  const account = new SimulatedAccount();
  const ring = new SimulatedRing(displays);
  const card = new SimulatedCard(displays, options.cardEvents);
  const input = new SimulatedInput({ displays, card, room: () => room, act, wallMs: () => clock.wallMs() });
  const application =
    options.roomApplication === undefined
      ? undefined
      : new RoomApplicationClient({
          ...options.roomApplication,
          clock,
          state: callState,
        });
  const { recorded } = options;
  const record =
    recorded === undefined ? undefined : new SimulatedRecord({ clock, state: callState, reported: recorded });

  function callState(): 'idle' | 'in-call' {
    return room.call === undefined ? 'idle' : 'in-call';
  }

  function act(action: RoomAction): void {
    const before = room;
    room = changeRoom(room, action);
    if (room === before) return;
    // The call first: protecting the room does not wait for drawing it.
    if ((room.call === undefined) !== (before.call === undefined)) {
      application?.report();
      record?.report();
    }
    displays.roomChanged();
  }

  const controls: RoomControls = {
    get room() {
      return room;
    },
    get displays() {
      return displays.infos;
    },
    get ringUp() {
      return ring.up;
    },
    get cardUp() {
      return card.up;
    },
    get held() {
      return input.held;
    },
    startCall: () => act({ do: 'start-call', nowMs: clock.wallMs() }),
    endCall: () => act({ do: 'end-call' }),
    silence: () => application?.setSilent(true),
    speak: () => application?.setSilent(false),
    loseRing(name) {
      const lost = displays.infos.filter((display) => name === undefined || display.name === name);
      for (const display of lost) ring.lose(display.name);
      return lost.length > 0;
    },
    restoreRing: () => ring.restore(),
    pressCard() {
      if (card.up) card.press();
      return card.up;
    },
    touchCard: (does) => card.touch(does),
    account,
    disconnect: options.disconnect,
    addDisplay: () => displays.addFront(),
    removeDisplay: (name) => displays.removeFront(name),
    sleep: (name) => displays.setAsleep(true, ({ name: known }) => name === undefined || known === name),
    wake: (name) => displays.setAsleep(false, ({ name: known }) => name === undefined || known === name),
  };
  let cancelRestart = (): void => undefined;
  let cancelApplicationStart = (): void => undefined;
  const abilities: RoomAbilities = {
    restartDevice: {
      run: async () => {
        cancelRestart();
        cancelRestart = clock.after(roomLimits.goDownMs, () => options.restarted?.());
      },
    },
    restartRoomApplication: {
      run: async () => {
        controls.endCall();
        controls.silence();
        cancelApplicationStart();
        cancelApplicationStart = clock.after(roomLimits.applicationStartMs, controls.speak);
      },
    },
    signOut: { run: async () => account.signOut() },
    lock: { run: async () => void account.setLocked(true) },
    wakeDisplay: {
      run: async (display) => void displays.setAsleep(false, ({ id }) => id === display),
    },
  };

  const controlSocket =
    options.controlPath === undefined ? undefined : await openControlSocket(options.controlPath, controls);

  return {
    openDisplaySource: async (events) => displays.openSource(events),
    inputSink: input,
    ringFrame: ring,
    card: { face: card, painter: paintHere(createSurface) },
    account: { run: async () => account.sight },
    abilities,
    controls,
    async close() {
      cancelRestart();
      cancelApplicationStart();
      record?.close();
      await controlSocket?.close();
      application?.close();
      displays.stop();
    },
  };
}
