/** The agent's settings, and where its data lies when nobody says. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';

export const settingsSchema = Type.Object({
  /** Identity, private key and call state token; made with mode 0700 when it is not there. */
  dataFolder: Type.Optional(Type.String({ minLength: 1 })),
  /** Where services are; once enrolled, the identity knows it. */
  servicesUrl: Type.Optional(
    Type.String({ pattern: '^https?://', description: 'an address that begins with http:// or https://' }),
  ),
  /** With it, `run` enrols a device that is not enrolled yet. */
  enrolmentKey: Type.Optional(Type.String({ minLength: 1, maxLength: 512 })),
  /** The device's name in the portal, when it enrols; the host's name otherwise. */
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  platform: Type.Enum(['x11', 'simulated'], { default: 'x11' }),
  /** The X display, ":0"; otherwise DISPLAY. */
  display: Type.Optional(
    Type.String({ pattern: '^[^:]*:[0-9]+(\\.[0-9]+)?$', description: 'an X display such as ":0"' }),
  ),
  /** Unix socket (named pipe on Windows) on which the room application reports; otherwise in the data folder. */
  callStateSocket: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  /**
   * Sources of call state that must be heard, with commas between them: room-application, azure-call-agent,
   * operating-system. Others count when they say that the room is in a call.
   */
  callStateSources: Type.String({ minLength: 1, maxLength: 100, default: 'room-application' }),
  /** Port on 127.0.0.1 for a room application in a browser; without it there is none. */
  callStatePort: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
  /** Origins of the pages that may report there, with commas between them. */
  callStateOrigins: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
  /** Regions that keep moving become H.264 streams, where the encoder is installed; without, there are images alone. */
  videoStreams: Type.Boolean({ default: true }),
  /** What the agent may take of the processor, in cores, averaged over a second: the room's own application comes first. */
  cpuCores: Type.Number({ minimum: 0.05, maximum: 64, default: 0.5 }),
  /** Where the privileged helper listens; without it, what needs privileges cannot be done. */
  helperSocket: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  logLevel: Type.Enum(['debug', 'info', 'warn', 'error', 'silent'], { default: 'info' }),
});

export type AgentSettingsFile = Static<typeof settingsSchema>;

/** The place that the operating system has for a user's programs' data. */
export function defaultDataFolder(env: Readonly<Record<string, string | undefined>>): string {
  const local = env.LOCALAPPDATA ?? env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share');
  return join(local, 'ringside-agent');
}
