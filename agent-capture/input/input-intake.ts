/**
 * Takes the viewers' input in order: permission, sequence, rate and content are checked for every event (INP-1), then
 * it passes the gate. Dropping never leaves a key down: whatever is dropped for its rate releases all.
 */
import type { Input } from '@ringside/protocol';
import type { Clock } from '../clock.ts';
import type { DisplayInfo } from '../display/display-source.ts';
import type { Gate } from '../guard/gate.ts';
import type { Grant } from '../guard/guard-state.ts';
import { agentLimits } from '../limits.ts';
import { type CheckedInput, checkInput } from './input-check.ts';
import type { InputSink } from './input-sink.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';

export type InputVerdict =
  | 'passed'
  /** The guard is closed, or this viewer is not in. */
  | 'closed'
  | 'not-permitted'
  | 'out-of-order'
  | 'invalid'
  | 'too-fast'
  /** Too fast for so long that the session must end. */
  | 'flood';

export interface InputIntake {
  take(viewer: number, input: Input): InputVerdict;
  /** Viewers that are not among these are forgotten. */
  keep(viewers: readonly number[]): void;
}

export interface InputIntakeParts {
  readonly gate: Gate;
  /** The viewer's grant, while it is in and all is open. */
  readonly grantOf: (viewer: number) => Grant | undefined;
  readonly displays: () => readonly DisplayInfo[];
  readonly clock: Clock;
}

interface ViewerInputState {
  lastSequence: number;
  readonly rate: RateLimit;
  /** How much more than that may be dropped before it is a flood. */
  readonly drops: RateLimit;
  /** The last event was dropped for its rate. */
  dropping: boolean;
  /** What passed as pressed and not as released. While something is dropped in a row, nothing is. */
  readonly keysDown: Set<string>;
  buttonsDown: number;
}

export function createInputIntake(parts: InputIntakeParts): InputIntake {
  const { gate, clock } = parts;
  const viewers = new Map<number, ViewerInputState>();

  function stateOf(viewer: number): ViewerInputState {
    const known = viewers.get(viewer);
    if (known !== undefined) return known;
    const rate = createRateLimit(clock, agentLimits.inputPerSecond, agentLimits.inputBurst);
    const drops = createRateLimit(clock, agentLimits.inputFloodPerSecond, agentLimits.inputFlood);
    const fresh = { lastSequence: 0, rate, drops, dropping: false, keysDown: new Set<string>(), buttonsDown: 0 };
    viewers.set(viewer, fresh);
    return fresh;
  }

  function releaseAll(state: ViewerInputState): void {
    state.keysDown.clear();
    state.buttonsDown = 0;
    gate.releaseInput();
  }

  return {
    take(viewer, input) {
      const grant = parts.grantOf(viewer);
      if (grant === undefined) return 'closed';
      if (grant.permission !== 'modify') return 'not-permitted';
      const state = stateOf(viewer);
      // The relay drops what came without control, so gaps are normal here; going back is not.
      if (input.sequence <= state.lastSequence) return 'out-of-order';
      state.lastSequence = input.sequence;
      const checked = checkInput(input, parts.displays());
      if (state.rate.take()) state.dropping = false;
      else if (!releases(state, checked)) {
        if (!state.dropping) releaseAll(state);
        state.dropping = true;
        return state.drops.take() ? 'too-fast' : 'flood';
      }
      if (checked.kind === 'invalid') {
        // It may have been the release of a button on a display that has gone.
        releaseAll(state);
        return 'invalid';
      }
      if (!gate.input((sink) => perform(sink, checked))) return 'closed';
      note(state, checked);
      return 'passed';
    },
    keep(staying) {
      for (const viewer of viewers.keys()) if (!staying.includes(viewer)) viewers.delete(viewer);
    },
  };
}

/**
 * What lets something go that is down passes whatever the rate: it only makes the room safer, and each needs a press
 * that passed before. What only looks like a release, a move without buttons, is counted like the rest.
 */
function releases({ keysDown, buttonsDown }: ViewerInputState, input: CheckedInput): boolean {
  switch (input.kind) {
    case 'key':
      return !input.key.down && keysDown.has(input.key.code);
    case 'pointer': {
      const { buttons } = input.pointer;
      return (buttonsDown & ~buttons) !== 0 && (buttons & ~buttonsDown) === 0;
    }
    case 'release':
      return keysDown.size > 0 || buttonsDown !== 0;
    default:
      return false;
  }
}

function note(state: ViewerInputState, input: CheckedInput): void {
  if (input.kind === 'pointer') state.buttonsDown = input.pointer.buttons;
  else if (input.kind === 'key') {
    const { code, down } = input.key;
    if (!down) state.keysDown.delete(code);
    else if (state.keysDown.size < agentLimits.heldKeys) state.keysDown.add(code);
  } else if (input.kind === 'release') {
    state.keysDown.clear();
    state.buttonsDown = 0;
  }
}

function perform(sink: InputSink, input: Exclude<CheckedInput, { kind: 'invalid' }>): void {
  switch (input.kind) {
    case 'key':
      sink.key(input.key);
      return;
    case 'text':
      sink.text(input.text);
      return;
    case 'pointer':
      sink.pointer(input.pointer);
      return;
    case 'wheel':
      sink.wheel(input.wheel);
      return;
    case 'release':
      sink.releaseAll();
      return;
    default:
      input satisfies never;
  }
}
