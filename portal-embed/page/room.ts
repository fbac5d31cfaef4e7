/** Rooms and past sessions as the API tells of them. Parsed, never trusted. */

export type Permission = 'view' | 'modify';

export interface Room {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly connected: boolean;
  readonly callState: string;
  /** What decides the call state now, by the name that the device gives it. */
  readonly callStateSource: string;
  readonly ring: string;
  readonly displays: readonly { readonly name: string; readonly width: number; readonly height: number }[];
  readonly relayUrl: string | undefined;
  readonly permissions: readonly Permission[];
  /** Whether the operator may see who can reach it. */
  readonly accessReadable: boolean;
  /** Whether a session needs a reason or a ticket reference. */
  readonly reasonRequired: boolean;
  /** Why no session can start now, as a code; undefined when one can. */
  readonly refusal: string | undefined;
  /** What the device lacks, in its own words. */
  readonly missing: readonly string[];
  /** What is wrong with it at the moment: kind, and what it is about. */
  readonly incidents: readonly { readonly kind: string; readonly detail: string }[];
  /** Why its device cannot do a command, by the command's name, in words; undefined when it can. */
  readonly unavailable: Readonly<Record<string, string>>;
}

export interface PastSession {
  readonly id: string;
  readonly deviceName: string;
  readonly permission: string;
  readonly requestedAtMs: number;
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
  readonly endReason: string | undefined;
}

export type StartInRoom = (room: Room, permission: Permission) => void;

/** Who has no remote access to the room, nor may see who has, is shown no page about it (EMB-4). */
export const hasRemoteAccessPage = ({ permissions, accessReadable }: Room): boolean =>
  permissions.length > 0 || accessReadable;

/** Minutes and seconds of a session that is over. */
export function lengthOf({ startedAtMs, endedAtMs }: PastSession): string {
  if (startedAtMs === undefined || endedAtMs === undefined) return '–';
  const seconds = Math.max(0, Math.round((endedAtMs - startedAtMs) / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export function parseRooms(answer: unknown): readonly Room[] {
  return list(answer, 'devices').flatMap((device) => {
    const id = text(device, 'id');
    if (id === '') return [];
    return {
      id,
      name: text(device, 'name') || id,
      state: text(device, 'state'),
      connected: member(device, 'connected') === true,
      callState: text(device, 'callState'),
      callStateSource: text(device, 'callStateSource'),
      ring: text(device, 'ring'),
      displays: list(device, 'displays').map((display) => ({
        name: text(display, 'name'),
        width: number(display, 'width') ?? 0,
        height: number(display, 'height') ?? 0,
      })),
      relayUrl: text(device, 'relayUrl') || undefined,
      permissions: list(device, 'permissions').filter(isPermission),
      accessReadable: member(device, 'accessReadable') === true,
      reasonRequired: member(device, 'reasonRequired') === true,
      refusal: member(device, 'refusal') === null ? undefined : text(device, 'refusal') || 'refused',
      missing: list(device, 'missing').filter((word) => typeof word === 'string'),
      incidents: list(device, 'incidents').map((incident) => ({
        kind: text(incident, 'kind'),
        detail: text(incident, 'detail'),
      })),
      unavailable: unavailableCommands(member(device, 'capabilities')),
    };
  });
}

export function parseSessions(answer: unknown): readonly PastSession[] {
  return list(answer, 'sessions').flatMap((session) => {
    const id = text(session, 'id');
    const requestedAtMs = time(session, 'requestedAt');
    if (id === '' || requestedAtMs === undefined) return [];
    return {
      id,
      deviceName: text(session, 'deviceName'),
      permission: text(session, 'permission'),
      requestedAtMs,
      startedAtMs: time(session, 'startedAt'),
      endedAtMs: time(session, 'endedAt'),
      endReason: text(session, 'endReason') || undefined,
    };
  });
}

function unavailableCommands(capabilities: unknown): Readonly<Record<string, string>> {
  const said = list(capabilities, 'commands').filter((one) => typeof member(one, 'unavailable') === 'string');
  return Object.fromEntries(said.map((one) => [text(one, 'command'), text(one, 'unavailable')]));
}

function isPermission(value: unknown): value is Permission {
  return value === 'view' || value === 'modify';
}

export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

export function text(value: unknown, name: string): string {
  const found = member(value, name);
  return typeof found === 'string' ? found : '';
}

function number(value: unknown, name: string): number | undefined {
  const found = member(value, name);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

function time(value: unknown, name: string): number | undefined {
  const ms = Date.parse(text(value, name));
  return Number.isNaN(ms) ? undefined : ms;
}

export function list(value: unknown, name: string): readonly unknown[] {
  const found = member(value, name);
  return Array.isArray(found) ? found : [];
}
