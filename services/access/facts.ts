/** The snapshot of facts that `authorize` decides on. */
import type { Ticket } from '@ringside/protocol';
import type { Coverage, DeviceScope } from './coverage.ts';
import type { Permission } from './permissions.ts';
import type { TenantSettings } from './tenant-settings.ts';

export type DeviceState = 'pending' | 'monitored' | 'suspended' | 'unenrolled';
export type KnownCallState = 'idle' | 'in-call' | 'unknown';
export type KnownRingState = 'down' | 'verified' | 'lost';

/** What of a device a live session rests on. */
export interface HeldDevice extends DeviceScope {
  readonly state: DeviceState;
}

/** A device as access sees it. `connected` means: to a relay node that services are in touch with. */
export interface DeviceFacts extends HeldDevice {
  readonly connected: boolean;
  readonly callState: KnownCallState;
  readonly ring: KnownRingState;
  /** Somebody in the room ended access just now, and nobody gets it for a while. */
  readonly ejected: boolean;
}

export interface AssignmentFacts {
  readonly id: string;
  readonly roleId: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly over: Coverage;
  /** Null: from its making on. */
  readonly startsMs: number | null;
  /** Null: until it is withdrawn. */
  readonly endsMs: number | null;
}

/** How an assignment covers somebody: by name, through a group, or because it covers everyone; the ID is of that. */
export interface Through {
  readonly kind: 'user' | 'group' | 'everyone';
  readonly id: string;
}

/** An assignment that covers the operator. */
export interface HeldAssignment extends AssignmentFacts {
  /** Of several ways the narrowest. */
  readonly through: Through;
}

/** An operator's assignments, also by the permissions that they hold. */
export interface AssignmentIndex {
  readonly all: readonly HeldAssignment[];
  readonly byPermission: ReadonlyMap<Permission, readonly HeldAssignment[]>;
}

export interface OperatorFacts {
  readonly id: string;
  readonly tenantId: string;
  readonly active: boolean;
  /** Administers the tenant, and is where its permissions come from; has remote access only by assignment. */
  readonly administrator: boolean;
  /** Signed in with something that may only be used for sessions, such as a portal's API key. */
  readonly sessionsOnly: boolean;
  /** Acts through an API key, not in person. */
  readonly byApiKey?: boolean;
  /** Who made the API key, and within whose rights it stays; none where whoever runs services made it. */
  readonly within?: Giver | undefined;
  readonly assignments: AssignmentIndex;
}

/** Somebody as far as what they may give goes (ACC-5). */
export interface Giver {
  readonly active: boolean;
  /** Where the tenant's permissions come from: gives any. */
  readonly administrator: boolean;
  readonly assignments: AssignmentIndex;
}

/** What a tenant has decided for all its rooms; tickets carry it, so it holds from the next session on. */
export type RoomRules = Pick<Ticket, 'cardOff' | 'restartsWithheld' | 'viewShortcuts'>;

export interface TenantFacts {
  readonly id: string;
  readonly active: boolean;
  readonly optedIn: boolean;
  readonly rooms: RoomRules;
  readonly settings: TenantSettings;
}

/** What is true at one moment. */
export interface AccessFacts {
  /** Unix milliseconds. */
  readonly atMs: number;
  readonly operator: OperatorFacts;
  readonly tenant: TenantFacts;
}
