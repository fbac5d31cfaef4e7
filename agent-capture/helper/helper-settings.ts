/** The privileged helper's settings: the section `helper`, in a file that only root may change. */
import { Type } from 'typebox';

const commandLine = Type.Array(Type.String({ minLength: 1, maxLength: 1_000 }), {
  minItems: 1,
  maxItems: 64,
  description: 'a list: the absolute path of an executable, then its arguments',
});

export const helperSettingsSchema = Type.Object({
  /** The Unix socket on which the agent asks. */
  socket: Type.String({ minLength: 1, maxLength: 100, default: '/run/ringside/helper.sock' }),
  /** What restarts the device; without, it cannot be restarted. */
  restartDevice: Type.Optional(commandLine),
  /** What restarts the room application; without, it cannot be restarted. */
  restartRoomApplication: Type.Optional(commandLine),
  /** What signs out whoever is signed in on the device itself; without, nobody can be. */
  signOut: Type.Optional(commandLine),
  /** What locks the device's screen; without, it cannot be locked. */
  lock: Type.Optional(commandLine),
});
