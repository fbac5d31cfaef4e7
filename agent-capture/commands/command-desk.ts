/**
 * Takes the viewers' commands: each is checked against the grant of who asks, whatever the relay has let through, and
 * against what the device can do; then it is done, and answered.
 */
import { type Command, CommandKind, type CommandOffer, CommandRefusal, grantRefusal } from '@ringside/protocol';
import type { Clock } from '../clock.ts';
import type { Gate } from '../guard/gate.ts';
import type { Grant } from '../guard/guard-state.ts';
import { createRateLimit, type RateLimit } from '../input/rate-limit.ts';
import { type Log, reasonOf } from '../log.ts';
import type { Ability, RoomAbilities } from './abilities.ts';
import { commandLimits } from './limits.ts';
import { shortcutKeys } from './shortcut-keys.ts';

export interface CommandDesk {
  ask(viewer: number, command: Command): void;
  /** Viewers that are not among these are forgotten. */
  keep(viewers: readonly number[]): void;
}

export interface CommandDeskParts {
  readonly abilities: RoomAbilities;
  readonly gate: Pick<Gate, 'input'>;
  /** The viewer's grant, while it is in and all is open. */
  readonly grantOf: (viewer: number) => Grant | undefined;
  readonly setRestartAfterSession: (on: boolean) => void;
  /** Restarts the device, sessions to be resumed. */
  readonly restartDevice: () => Promise<void>;
  readonly answer: (viewer: number, id: number, refusal: CommandRefusal) => void;
  readonly clock: Clock;
  readonly log: Log;
}

const done = CommandRefusal.COMMAND_REFUSAL_UNSPECIFIED;

export function createCommandDesk(parts: CommandDeskParts): CommandDesk {
  const { abilities, gate, clock, log } = parts;
  const rates = new Map<number, RateLimit>();

  function rateOf(viewer: number): RateLimit {
    const known = rates.get(viewer);
    if (known !== undefined) return known;
    const rate = createRateLimit(clock, commandLimits.perSecond, commandLimits.burst);
    rates.set(viewer, rate);
    return rate;
  }

  async function carryOut(command: Command): Promise<CommandRefusal> {
    switch (command.kind) {
      case CommandKind.COMMAND_KIND_RESTART_DEVICE:
        await parts.restartDevice();
        return done;
      case CommandKind.COMMAND_KIND_RESTART_AFTER_SESSION:
        parts.setRestartAfterSession(command.on);
        return done;
      case CommandKind.COMMAND_KIND_SHORTCUT: {
        const keys = shortcutKeys(command.shortcut);
        if (keys === undefined) return CommandRefusal.COMMAND_REFUSAL_UNKNOWN;
        const passed = gate.input((sink) => {
          for (const key of keys) sink.key({ ...key, down: true, repeat: false });
          for (const key of keys.toReversed()) sink.key({ ...key, down: false, repeat: false });
        });
        return passed ? done : CommandRefusal.COMMAND_REFUSAL_FAILED;
      }
      case CommandKind.COMMAND_KIND_WAKE_DISPLAY:
        if ('run' in abilities.wakeDisplay) await abilities.wakeDisplay.run(command.display);
        return done;
      default:
        return CommandRefusal.COMMAND_REFUSAL_UNKNOWN;
    }
  }

  async function take(viewer: number, command: Command): Promise<CommandRefusal> {
    const grant = parts.grantOf(viewer);
    if (grant === undefined) return CommandRefusal.COMMAND_REFUSAL_FORBIDDEN;
    if (!rateOf(viewer).take()) return CommandRefusal.COMMAND_REFUSAL_TOO_OFTEN;
    const refusal = commandRefusal(command.kind, grant, abilities);
    if (refusal !== done) return refusal;
    try {
      return await carryOut(command);
    } catch (error) {
      log.warn('command-failed', { command: CommandKind[command.kind], reason: reasonOf(error) });
      return CommandRefusal.COMMAND_REFUSAL_FAILED;
    }
  }

  return {
    ask(viewer, command) {
      void take(viewer, command).then((refusal) => {
        // Which keys a shortcut has is nobody's business afterwards.
        log.info('command', { command: CommandKind[command.kind], result: CommandRefusal[refusal] });
        parts.answer(viewer, command.id, refusal);
      });
    },
    keep(staying) {
      for (const viewer of rates.keys()) if (!staying.includes(viewer)) rates.delete(viewer);
    },
  };
}

/** Why this grant cannot have it done here (CMD-3), or none. */
function commandRefusal(kind: CommandKind, grant: Grant, abilities: RoomAbilities): CommandRefusal {
  const refusal = grantRefusal(kind, grant);
  if (refusal !== done) return refusal;
  switch (kind) {
    case CommandKind.COMMAND_KIND_SHORTCUT:
      return done;
    case CommandKind.COMMAND_KIND_WAKE_DISPLAY:
      return unavailable(abilities.wakeDisplay);
    default:
      return unavailable(abilities.restartDevice);
  }
}

function unavailable(ability: Ability<unknown>): CommandRefusal {
  return 'unavailable' in ability ? CommandRefusal.COMMAND_REFUSAL_UNAVAILABLE : done;
}

/** What the device declares: each command, and why it cannot. */
export function commandOffers(abilities: RoomAbilities): CommandOffer[] {
  const offer = (kind: CommandKind, ability: Ability<unknown>): CommandOffer => ({
    kind,
    refusal: unavailable(ability),
    reason: 'unavailable' in ability ? ability.unavailable : '',
  });
  return [
    offer(CommandKind.COMMAND_KIND_RESTART_DEVICE, abilities.restartDevice),
    offer(CommandKind.COMMAND_KIND_RESTART_AFTER_SESSION, abilities.restartDevice),
    offer(CommandKind.COMMAND_KIND_SHORTCUT, { run: undefined }),
    offer(CommandKind.COMMAND_KIND_WAKE_DISPLAY, abilities.wakeDisplay),
    offer(CommandKind.COMMAND_KIND_RESTART_ROOM_APPLICATION, abilities.restartRoomApplication),
  ];
}
