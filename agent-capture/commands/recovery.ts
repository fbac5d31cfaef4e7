/**
 * The way out of an unknown call state (CALL-6): a restart that services have signed, without a session, frames or
 * input. The agent looks by itself, at that moment: nobody is in, and nobody uses a microphone or camera.
 */
import { CommandKind, CommandRefusal, type Recovery } from '@ringside/protocol';
import type { CallStates } from '../call-state/call-states.ts';
import { type Log, reasonOf } from '../log.ts';
import type { Ability, RoomAbilities } from './abilities.ts';

export interface RecoveryParts {
  readonly abilities: Pick<RoomAbilities, 'restartDevice' | 'restartRoomApplication'>;
  readonly callStates: Pick<CallStates, 'state' | 'heard'>;
  /** Somebody is in, or waits. */
  readonly accessed: () => boolean;
  readonly restartDevice: () => Promise<void>;
  readonly log: Log;
}

/** Carries it out, if it may be. @returns why not, or none */
export async function recover({ command }: Pick<Recovery, 'command'>, parts: RecoveryParts): Promise<CommandRefusal> {
  const { callStates, accessed, log } = parts;
  const restart = restartOf(command, parts);
  if (restart === undefined) return CommandRefusal.COMMAND_REFUSAL_UNKNOWN;
  if ('unavailable' in restart) return CommandRefusal.COMMAND_REFUSAL_UNAVAILABLE;
  if (callStates.state !== 'unknown' || accessed()) return CommandRefusal.COMMAND_REFUSAL_NOT_NOW;
  // Silence of the record is no proof that nothing is in use.
  if (callStates.heard('operating-system') !== 'idle') return CommandRefusal.COMMAND_REFUSAL_IN_USE;
  try {
    await restart.run();
    return CommandRefusal.COMMAND_REFUSAL_UNSPECIFIED;
  } catch (error) {
    log.warn('recovery-failed', { command: CommandKind[command], reason: reasonOf(error) });
    return CommandRefusal.COMMAND_REFUSAL_FAILED;
  }
}

function restartOf(kind: CommandKind, parts: RecoveryParts): Ability<() => Promise<void>> | undefined {
  const { restartDevice, restartRoomApplication } = parts.abilities;
  if (kind === CommandKind.COMMAND_KIND_RESTART_ROOM_APPLICATION) return restartRoomApplication;
  if (kind !== CommandKind.COMMAND_KIND_RESTART_DEVICE) return undefined;
  return 'run' in restartDevice ? { run: parts.restartDevice } : restartDevice;
}
