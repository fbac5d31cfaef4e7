import { CommandKind, CommandRefusal } from '@ringside/protocol';
import { expect, it } from 'vitest';
import { recover } from './recovery.ts';

it.each([
  [true, CommandRefusal.COMMAND_REFUSAL_NOT_NOW, 0],
  [false, CommandRefusal.COMMAND_REFUSAL_UNSPECIFIED, 1],
])('CALL-6: whether somebody is in, or asks: %s', async (isAccessed, refusal, expected) => {
  let restarts = 0;
  const restart = async () => void restarts++;
  const said = await recover(
    { command: CommandKind.COMMAND_KIND_RESTART_DEVICE },
    {
      abilities: { restartDevice: { run: restart }, restartRoomApplication: { run: restart } },
      callStates: { state: 'unknown', heard: () => 'idle' },
      accessed: () => isAccessed,
      restartDevice: restart,
      log: { info: () => undefined, warn: () => undefined },
    },
  );
  expect([said, restarts]).toEqual([refusal, expected]);
});
