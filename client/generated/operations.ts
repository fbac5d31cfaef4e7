/** Made from the API's description by `npm run generate`. */
export interface Operations {
  /** Revokes a key: it stops acting at once, and sessions that it started end */
  readonly "DELETE /v1/api-keys/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: undefined;
  };
  readonly "DELETE /v1/assignments/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: undefined;
  };
  readonly "DELETE /v1/device-groups/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: undefined;
  };
  readonly "DELETE /v1/device-groups/{id}/members/{member}": {
    readonly input: {
      readonly path: {
        readonly id: string;
        readonly member: string;
      };
    };
    readonly answer: undefined;
  };
  /** Unenrols a device, and deletes what was collected about it; the log stays */
  readonly "DELETE /v1/devices/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: undefined;
  };
  readonly "DELETE /v1/enrolment-keys/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: undefined;
  };
  readonly "DELETE /v1/roles/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string | "manager" | "site-lead" | "site-technician";
      };
    };
    readonly answer: undefined;
  };
  readonly "DELETE /v1/sites/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: undefined;
  };
  readonly "DELETE /v1/sites/{id}/members/{member}": {
    readonly input: {
      readonly path: {
        readonly id: string;
        readonly member: string;
      };
    };
    readonly answer: undefined;
  };
  readonly "DELETE /v1/user-groups/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: undefined;
  };
  readonly "DELETE /v1/user-groups/{id}/members/{member}": {
    readonly input: {
      readonly path: {
        readonly id: string;
        readonly member: string;
      };
    };
    readonly answer: undefined;
  };
  readonly "GET /.well-known/jwks.json": {
    readonly input: Record<never, never>;
    readonly answer: {
      readonly keys: ReadonlyArray<{
        readonly kty: "OKP";
        readonly crv: "Ed25519";
        readonly x: string;
        readonly kid: string;
        readonly use: "sig";
        readonly alg: "EdDSA";
      }>;
    };
  };
  readonly "GET /healthz": {
    readonly input: Record<never, never>;
    readonly answer: {
      readonly status: string;
    };
  };
  readonly "GET /readyz": {
    readonly input: Record<never, never>;
    readonly answer: {
      readonly status: string;
    };
  };
  readonly "GET /v1/api-keys": {
    readonly input: {
      readonly query?: {
        readonly limit?: number | undefined;
        /** The answer’s `next` of the page before */
        readonly cursor?: string | undefined;
      };
    };
    readonly answer: {
      readonly apiKeys: ReadonlyArray<{
        readonly id: string;
        readonly name: string;
        readonly scope: "sessions" | "everything";
        readonly origins: ReadonlyArray<string>;
        readonly createdAt: string;
        /** Null: whoever runs services */
        readonly createdBy: string | null;
        readonly expiresAt: string;
        readonly revokedAt: string | null;
      }>;
      /** The cursor of the next page */
      readonly next: string | null;
    };
  };
  readonly "GET /v1/assignments": {
    readonly input: {
      readonly query?: {
        readonly limit?: number | undefined;
        /** The answer’s `next` of the page before */
        readonly cursor?: string | undefined;
      };
    };
    readonly answer: {
      readonly assignments: ReadonlyArray<{
        readonly id: string;
        readonly roleId: string;
        readonly everyone: boolean;
        readonly userIds: ReadonlyArray<string>;
        readonly userGroupIds: ReadonlyArray<string>;
        readonly everyDevice: boolean;
        readonly deviceIds: ReadonlyArray<string>;
        readonly deviceGroupIds: ReadonlyArray<string>;
        readonly siteIds: ReadonlyArray<string>;
        readonly startsAt: string | null;
        readonly endsAt: string | null;
        readonly createdAt: string;
        readonly createdBy: string;
        readonly warnings: ReadonlyArray<"covers-everyone" | "covers-every-device">;
      }>;
      /** The cursor of the next page */
      readonly next: string | null;
    };
  };
  readonly "GET /v1/assignments/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: {
      readonly id: string;
      readonly roleId: string;
      readonly everyone: boolean;
      readonly userIds: ReadonlyArray<string>;
      readonly userGroupIds: ReadonlyArray<string>;
      readonly everyDevice: boolean;
      readonly deviceIds: ReadonlyArray<string>;
      readonly deviceGroupIds: ReadonlyArray<string>;
      readonly siteIds: ReadonlyArray<string>;
      readonly startsAt: string | null;
      readonly endsAt: string | null;
      readonly createdAt: string;
      readonly createdBy: string;
      readonly warnings: ReadonlyArray<"covers-everyone" | "covers-every-device">;
    };
  };
  readonly "GET /v1/device-groups": {
    readonly input: {
      readonly query?: {
        readonly limit?: number | undefined;
        /** The answer’s `next` of the page before */
        readonly cursor?: string | undefined;
      };
    };
    readonly answer: {
      readonly groups: ReadonlyArray<{
        readonly id: string;
        readonly name: string;
      }>;
      /** The cursor of the next page */
      readonly next: string | null;
    };
  };
  readonly "GET /v1/device-groups/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
    };
  };
  readonly "GET /v1/device-groups/{id}/members": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
      readonly query?: {
        readonly limit?: number | undefined;
        /** The answer’s `next` of the page before */
        readonly cursor?: string | undefined;
      };
    };
    readonly answer: {
      readonly members: ReadonlyArray<string>;
      /** The cursor of the next page */
      readonly next: string | null;
    };
  };
  readonly "GET /v1/device-rules": {
    readonly input: Record<never, never>;
    readonly answer: {
      /** The oldest agent that may connect; null: any */
      readonly minimumAgentVersion: string | null;
      /** How many devices may be monitored; null: any number */
      readonly entitledDevices: number | null;
      readonly monitoredDevices: number;
    };
  };
  readonly "GET /v1/devices": {
    readonly input: {
      readonly query?: {
        readonly limit?: number | undefined;
        /** The answer’s `next` of the page before */
        readonly cursor?: string | undefined;
      };
    };
    readonly answer: {
      readonly devices: ReadonlyArray<{
        readonly id: string;
        readonly name: string;
        readonly platform: string;
        readonly state: "pending" | "monitored" | "suspended" | "unenrolled";
        readonly connected: boolean;
        readonly callState: "idle" | "in-call" | "unknown";
        readonly callStateSource: string;
        readonly ring: "down" | "verified" | "lost";
        readonly displays: ReadonlyArray<{
          readonly id: number;
          readonly name: string;
          readonly width: number;
          readonly height: number;
          readonly asleep: boolean;
        }>;
        readonly relayUrl: string | null;
        readonly permissions: ReadonlyArray<"view" | "modify">;
        readonly accessReadable: boolean;
        readonly refusal: string | null;
        readonly incidents: ReadonlyArray<{
          readonly kind: "call-state-unknown" | "ring-lost" | "agent-outdated" | "identity-doubled";
          /** What it is about, as the device names it */
          readonly detail: string;
          readonly openedAt: string;
        }>;
        readonly reasonRequired: boolean;
        readonly missing: ReadonlyArray<string>;
        readonly capabilities: {
          readonly agentVersion: string;
          readonly platform: string;
          readonly callStateSources: ReadonlyArray<string>;
          readonly input: boolean;
          readonly missing: ReadonlyArray<string>;
          readonly commands: ReadonlyArray<{
            readonly command: string;
            readonly unavailable: string | null;
          }>;
        } | null;
      }>;
      /** The cursor of the next page */
      readonly next: string | null;
    };
  };
  readonly "GET /v1/devices/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
      readonly platform: string;
      readonly state: "pending" | "monitored" | "suspended" | "unenrolled";
      readonly connected: boolean;
      readonly callState: "idle" | "in-call" | "unknown";
      readonly callStateSource: string;
      readonly ring: "down" | "verified" | "lost";
      readonly displays: ReadonlyArray<{
        readonly id: number;
        readonly name: string;
        readonly width: number;
        readonly height: number;
        readonly asleep: boolean;
      }>;
      readonly relayUrl: string | null;
      readonly permissions: ReadonlyArray<"view" | "modify">;
      readonly accessReadable: boolean;
      readonly refusal: string | null;
      readonly incidents: ReadonlyArray<{
        readonly kind: "call-state-unknown" | "ring-lost" | "agent-outdated" | "identity-doubled";
        /** What it is about, as the device names it */
        readonly detail: string;
        readonly openedAt: string;
      }>;
      readonly reasonRequired: boolean;
      readonly missing: ReadonlyArray<string>;
      readonly capabilities: {
        readonly agentVersion: string;
        readonly platform: string;
        readonly callStateSources: ReadonlyArray<string>;
        readonly input: boolean;
        readonly missing: ReadonlyArray<string>;
        readonly commands: ReadonlyArray<{
          readonly command: string;
          readonly unavailable: string | null;
        }>;
      } | null;
    };
  };
  /** Who can reach the device now, and why */
  readonly "GET /v1/devices/{id}/access": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: {
      readonly refusal: string | null;
      readonly users: ReadonlyArray<{
        readonly id: string;
        readonly name: string;
        readonly permission: "view" | "modify";
        readonly because: ReadonlyArray<{
          readonly assignmentId: string;
          readonly role: {
            readonly id: string;
            readonly name: string;
          };
          readonly user: {
            /** By name (`user`), through a `group`, or as one of `everyone` */
            readonly kind: string;
            readonly id: string;
            readonly name: string;
          };
          readonly device: ReadonlyArray<{
            /** By name (`device`), in a group (`devices`) or `site`, or as one of all (`tenant`) */
            readonly kind: string;
            readonly id: string;
            readonly name: string;
          }>;
          readonly endsAt: string | null;
        }>;
        readonly sessions: ReadonlyArray<string>;
      }>;
    };
  };
  readonly "GET /v1/enrolment-keys": {
    readonly input: {
      readonly query?: {
        readonly limit?: number | undefined;
        /** The answer’s `next` of the page before */
        readonly cursor?: string | undefined;
      };
    };
    readonly answer: {
      readonly enrolmentKeys: ReadonlyArray<{
        readonly id: string;
        readonly name: string;
        readonly approval: "automatic" | "required";
        readonly maxUses: number;
        readonly uses: number;
        readonly createdAt: string;
        readonly expiresAt: string;
        readonly revokedAt: string | null;
      }>;
      /** The cursor of the next page */
      readonly next: string | null;
    };
  };
  readonly "GET /v1/log": {
    readonly input: {
      readonly query?: {
        /** Records of this time and later */
        readonly from?: string | undefined;
        /** Records before this time */
        readonly to?: string | undefined;
        readonly kind?: "tenant.created" | "tenant.opted-in" | "tenant.opted-out" | "tenant.suspended" | "tenant.restored" | "tenant.entitlement-changed" | "tenant.minimum-agent-changed" | "tenant.settings-changed" | "tenant.room-card-on" | "tenant.room-card-off" | "tenant.restarts-on" | "tenant.restarts-off" | "tenant.view-shortcuts-on" | "tenant.view-shortcuts-off" | "operator.created" | "operator.signed-in" | "operator.signed-out" | "operator.sign-in-refused" | "operator.changed" | "operator.administrator" | "role.created" | "role.changed" | "role.deleted" | "assignment.created" | "assignment.changed" | "assignment.withdrawn" | "assignment.user-added" | "assignment.user-removed" | "group.created" | "group.renamed" | "group.claim-changed" | "group.deleted" | "group.member-added" | "group.member-removed" | "api-key.created" | "api-key.revoked" | "enrolment-key.created" | "enrolment-key.revoked" | "device.enrolled" | "device.state-changed" | "device.rebound" | "device.data-deleted" | "signing-key.rotated" | "signing-key.retired" | "log-key.rotated" | "incident.opened" | "incident.closed" | "access.refused" | "session.requested" | "session.resume-requested" | "session.refused" | "session.command" | "session.account" | "device.recovery-requested" | "device.recovery-done" | "session.started" | "session.resumed" | "session.suspended" | "session.ended" | "log.read" | "report.read" | "log.retention-changed" | "log.pruned" | "log.aged-persons-erased" | "log.person-erased" | "log.verification-failed" | "log.verification-passed" | undefined;
        /** Who acted, or whom it is about */
        readonly operator?: string | undefined;
        readonly device?: string | undefined;
        readonly session?: string | undefined;
        /** What the page before gave as next */
        readonly cursor?: string | undefined;
        readonly limit?: number | undefined;
      };
    };
    readonly answer: {
      readonly entries: ReadonlyArray<{
        /** Its number in the log, without gaps */
        readonly sequence: number;
        readonly time: string;
        readonly recorded: string;
        readonly kind: string;
        readonly actorKind: string;
        readonly actorId: string | null;
        readonly actorOperatorId: string | null;
        readonly actorName: string | null;
        readonly operatorId: string | null;
        readonly operatorName: string | null;
        readonly deviceId: string | null;
        readonly deviceName: string | null;
        readonly sessionId: string | null;
        readonly detail: Readonly<Record<string, unknown>>;
        readonly personal: Readonly<Record<string, unknown>>;
      }>;
      readonly next: string | null;
    };
  };
  readonly "GET /v1/log.csv": {
    readonly input: {
      readonly query?: {
        /** Records of this time and later */
        readonly from?: string | undefined;
        /** Records before this time */
        readonly to?: string | undefined;
        readonly kind?: "tenant.created" | "tenant.opted-in" | "tenant.opted-out" | "tenant.suspended" | "tenant.restored" | "tenant.entitlement-changed" | "tenant.minimum-agent-changed" | "tenant.settings-changed" | "tenant.room-card-on" | "tenant.room-card-off" | "tenant.restarts-on" | "tenant.restarts-off" | "tenant.view-shortcuts-on" | "tenant.view-shortcuts-off" | "operator.created" | "operator.signed-in" | "operator.signed-out" | "operator.sign-in-refused" | "operator.changed" | "operator.administrator" | "role.created" | "role.changed" | "role.deleted" | "assignment.created" | "assignment.changed" | "assignment.withdrawn" | "assignment.user-added" | "assignment.user-removed" | "group.created" | "group.renamed" | "group.claim-changed" | "group.deleted" | "group.member-added" | "group.member-removed" | "api-key.created" | "api-key.revoked" | "enrolment-key.created" | "enrolment-key.revoked" | "device.enrolled" | "device.state-changed" | "device.rebound" | "device.data-deleted" | "signing-key.rotated" | "signing-key.retired" | "log-key.rotated" | "incident.opened" | "incident.closed" | "access.refused" | "session.requested" | "session.resume-requested" | "session.refused" | "session.command" | "session.account" | "device.recovery-requested" | "device.recovery-done" | "session.started" | "session.resumed" | "session.suspended" | "session.ended" | "log.read" | "report.read" | "log.retention-changed" | "log.pruned" | "log.aged-persons-erased" | "log.person-erased" | "log.verification-failed" | "log.verification-passed" | undefined;
        /** Who acted, or whom it is about */
        readonly operator?: string | undefined;
        readonly device?: string | undefined;
        readonly session?: string | undefined;
      };
    };
    readonly answer: string;
  };
  readonly "GET /v1/log.ndjson": {
    readonly input: Record<never, never>;
    readonly answer: string;
  };
  readonly "GET /v1/log/retention": {
    readonly input: Record<never, never>;
    readonly answer: {
      readonly days: number;
    };
  };
  readonly "GET /v1/log/status": {
    readonly input: Record<never, never>;
    readonly answer: {
      /** How many there ever were */
      readonly records: number;
      readonly retentionDays: number;
      /** After how many days what is personal is gone */
      readonly personalDays: number;
      /** What verify-log checks an export with */
      readonly publicKey: string;
      readonly keyId: string;
      readonly checkpointAt: string | null;
      /** When all of it was last found to be intact */
      readonly verifiedAt: string | null;
      readonly intact: boolean | null;
      /** While it is not intact */
      readonly failure: {
        readonly since: string;
        /** The first record that cannot be trusted */
        readonly sequence: number;
        /** Why, as a code of verify-log’s */
        readonly problem: string;
      } | null;
      /** Of records: what `kind` filters by */
      readonly kinds: ReadonlyArray<string>;
    };
  };
  readonly "GET /v1/me": {
    readonly input: Record<never, never>;
    readonly answer: {
      readonly operator: {
        readonly id: string;
        readonly name: string;
      };
      readonly tenant: {
        readonly id: string;
        readonly name: string;
      };
      /** Whether remote access can be switched on and off */
      readonly administrator: boolean;
      /** What the operator may do for the whole organisation */
      readonly permissions: ReadonlyArray<"enrolment-keys.manage" | "users.manage" | "sites.manage" | "settings.manage" | "api-keys.manage" | "roles.manage" | "log.read" | "log.manage">;
    };
  };
  readonly "GET /v1/opt-in": {
    readonly input: Record<never, never>;
    readonly answer: {
      readonly enabled: boolean;
      readonly since: string | null;
      readonly acknowledgedBy: string | null;
      readonly acknowledgedText: string | null;
      readonly text: {
        readonly version: string;
        readonly text: string;
      };
    };
  };
  readonly "GET /v1/permissions": {
    readonly input: Record<never, never>;
    readonly answer: {
      readonly permissions: ReadonlyArray<{
        readonly name: "remote-access.view" | "remote-access.modify" | "devices.read" | "devices.manage" | "sessions.read" | "sessions.end" | "access.read" | "enrolment-keys.manage" | "users.manage" | "sites.manage" | "settings.manage" | "api-keys.manage" | "roles.manage" | "log.read" | "log.manage";
        readonly allows: string;
        readonly scope: "device" | "tenant";
        readonly reserved: boolean;
      }>;
    };
  };
  readonly "GET /v1/reports/remote-access": {
    readonly input: {
      readonly query?: {
        readonly limit?: number | undefined;
        /** The answer’s `next` of the page before */
        readonly cursor?: string | undefined;
      };
    };
    readonly answer: {
      readonly users: ReadonlyArray<{
        readonly operatorId: string;
        readonly operatorName: string;
        readonly permission: "view" | "modify";
        readonly deviceId: string;
        readonly deviceName: string;
      }>;
      readonly next: string | null;
    };
  };
  readonly "GET /v1/reports/remote-access.csv": {
    readonly input: Record<never, never>;
    readonly answer: string;
  };
  readonly "GET /v1/reports/sessions": {
    readonly input: {
      readonly query: {
        /** Sessions asked for at this time and later */
        readonly from: string;
        /** and before this one */
        readonly to: string;
        /** What the page before gave as next */
        readonly cursor?: string | undefined;
        readonly limit?: number | undefined;
      };
    };
    readonly answer: {
      readonly sessions: ReadonlyArray<{
        readonly id: string;
        readonly operatorId: string | null;
        readonly operatorName: string | null;
        readonly deviceId: string;
        readonly deviceName: string;
        readonly permission: string;
        readonly reason: string;
        readonly requestedAt: string;
        readonly startedAt: string | null;
        readonly endedAt: string | null;
        readonly durationSeconds: number | null;
        readonly endReason: string | null;
      }>;
      readonly next: string | null;
    };
  };
  readonly "GET /v1/reports/sessions.csv": {
    readonly input: {
      readonly query: {
        /** Sessions asked for at this time and later */
        readonly from: string;
        /** and before this one */
        readonly to: string;
      };
    };
    readonly answer: string;
  };
  readonly "GET /v1/roles": {
    readonly input: {
      readonly query?: {
        readonly limit?: number | undefined;
        /** The answer’s `next` of the page before */
        readonly cursor?: string | undefined;
      };
    };
    readonly answer: {
      readonly roles: ReadonlyArray<{
        readonly id: string;
        readonly name: string;
        readonly description: string;
        readonly permissions: ReadonlyArray<"remote-access.view" | "remote-access.modify" | "devices.read" | "devices.manage" | "sessions.read" | "sessions.end" | "access.read" | "enrolment-keys.manage" | "users.manage" | "sites.manage" | "settings.manage" | "api-keys.manage" | "roles.manage" | "log.read" | "log.manage">;
        readonly builtIn: boolean;
      }>;
      /** The cursor of the next page */
      readonly next: string | null;
    };
  };
  readonly "GET /v1/roles/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string | "manager" | "site-lead" | "site-technician";
      };
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
      readonly description: string;
      readonly permissions: ReadonlyArray<"remote-access.view" | "remote-access.modify" | "devices.read" | "devices.manage" | "sessions.read" | "sessions.end" | "access.read" | "enrolment-keys.manage" | "users.manage" | "sites.manage" | "settings.manage" | "api-keys.manage" | "roles.manage" | "log.read" | "log.manage">;
      readonly builtIn: boolean;
    };
  };
  readonly "GET /v1/sessions": {
    readonly input: {
      readonly query?: {
        readonly limit?: number | undefined;
        /** The answer’s `next` of the page before */
        readonly cursor?: string | undefined;
      };
    };
    readonly answer: {
      readonly sessions: ReadonlyArray<{
        readonly id: string;
        /** Null once what is said of the person was erased */
        readonly operatorId: string | null;
        readonly operatorName: string | null;
        readonly deviceId: string;
        readonly deviceName: string;
        readonly permission: "view" | "modify";
        readonly reason: string;
        readonly state: "requested" | "started" | "suspended" | "ended";
        readonly requestedAt: string;
        readonly startedAt: string | null;
        readonly endedAt: string | null;
        readonly durationSeconds: number | null;
        readonly endReason: string | null;
      }>;
      /** The cursor of the next page */
      readonly next: string | null;
    };
  };
  readonly "GET /v1/settings": {
    readonly input: Record<never, never>;
    readonly answer: {
      /** How long a session may last */
      readonly sessionMinutes: number;
      /** How long it may last untouched */
      readonly idleMinutes: number;
      /** Viewers that a device may have at a time */
      readonly viewersPerDevice: number;
      /** A session needs a sign-in that is no older than this; 0: any sign-in will do */
      readonly stepUpMinutes: number;
      /** Whether a session needs a reason or a reference */
      readonly reasonRequired: boolean;
      /** Whether the room is told of a session, or asked for it, before anything is shown */
      readonly roomConsent: "none" | "notice" | "prompt";
    };
  };
  readonly "GET /v1/sign-in": {
    readonly input: Record<never, never>;
    readonly answer: {
      /** Whether there is an identity provider */
      readonly issuer: boolean;
    };
  };
  readonly "GET /v1/sign-in/issuer": {
    readonly input: {
      readonly query?: {
        /** The user proves anew who they are */
        readonly fresh?: "yes" | undefined;
      };
    };
    readonly answer: string;
  };
  readonly "GET /v1/sites": {
    readonly input: {
      readonly query?: {
        readonly limit?: number | undefined;
        /** The answer’s `next` of the page before */
        readonly cursor?: string | undefined;
      };
    };
    readonly answer: {
      readonly groups: ReadonlyArray<{
        readonly id: string;
        readonly name: string;
      }>;
      /** The cursor of the next page */
      readonly next: string | null;
    };
  };
  readonly "GET /v1/sites/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
    };
  };
  readonly "GET /v1/sites/{id}/members": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
      readonly query?: {
        readonly limit?: number | undefined;
        /** The answer’s `next` of the page before */
        readonly cursor?: string | undefined;
      };
    };
    readonly answer: {
      readonly members: ReadonlyArray<string>;
      /** The cursor of the next page */
      readonly next: string | null;
    };
  };
  readonly "GET /v1/user-groups": {
    readonly input: {
      readonly query?: {
        readonly limit?: number | undefined;
        /** The answer’s `next` of the page before */
        readonly cursor?: string | undefined;
      };
    };
    readonly answer: {
      readonly groups: ReadonlyArray<{
        readonly id: string;
        readonly name: string;
        /** The identity provider’s group whose members these are; null where members are named here */
        readonly claim: string | null;
      }>;
      /** The cursor of the next page */
      readonly next: string | null;
    };
  };
  readonly "GET /v1/user-groups/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
      /** The identity provider’s group whose members these are; null where members are named here */
      readonly claim: string | null;
    };
  };
  readonly "GET /v1/user-groups/{id}/members": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
      readonly query?: {
        readonly limit?: number | undefined;
        /** The answer’s `next` of the page before */
        readonly cursor?: string | undefined;
      };
    };
    readonly answer: {
      readonly members: ReadonlyArray<string>;
      /** The cursor of the next page */
      readonly next: string | null;
    };
  };
  readonly "GET /v1/users": {
    readonly input: {
      readonly query?: {
        readonly limit?: number | undefined;
        /** The answer’s `next` of the page before */
        readonly cursor?: string | undefined;
      };
    };
    readonly answer: {
      readonly users: ReadonlyArray<{
        readonly id: string;
        readonly name: string;
        readonly disabled: boolean;
        readonly administrator: boolean;
      }>;
      /** The cursor of the next page */
      readonly next: string | null;
    };
  };
  readonly "GET /v1/users/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
      readonly disabled: boolean;
      readonly administrator: boolean;
    };
  };
  /** Makes a key, which is shown this once and stays within its maker’s rights */
  readonly "POST /v1/api-keys": {
    readonly input: {
      readonly body: {
        readonly name: string;
        /** sessions: start, see and end sessions. everything: whatever the named operator may do */
        readonly scope?: "sessions" | "everything";
        /** Of the pages that may show its sessions, such as https://portal.example */
        readonly origins: ReadonlyArray<string>;
        readonly expiresInSeconds: number;
      };
      /** Chosen by the caller, a UUID best: asked for again under it within a day, it is made once */
      readonly idempotencyKey?: string;
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
      readonly scope: "sessions" | "everything";
      readonly origins: ReadonlyArray<string>;
      readonly createdAt: string;
      /** Null: whoever runs services */
      readonly createdBy: string | null;
      readonly expiresAt: string;
      readonly revokedAt: string | null;
      readonly apiKey: string;
    };
  };
  readonly "POST /v1/assignments": {
    readonly input: {
      readonly body: {
        readonly roleId: string | "manager" | "site-lead" | "site-technician";
        /** Every user, those included who are still to come */
        readonly everyone?: boolean;
        readonly userIds?: ReadonlyArray<string>;
        readonly userGroupIds?: ReadonlyArray<string>;
        /** Every device, those included that are still to come */
        readonly everyDevice?: boolean;
        readonly deviceIds?: ReadonlyArray<string>;
        readonly deviceGroupIds?: ReadonlyArray<string>;
        readonly siteIds?: ReadonlyArray<string>;
        readonly startsAt?: string | null;
        readonly endsAt?: string | null;
      };
      /** Chosen by the caller, a UUID best: asked for again under it within a day, it is made once */
      readonly idempotencyKey?: string;
    };
    readonly answer: {
      readonly id: string;
      readonly roleId: string;
      readonly everyone: boolean;
      readonly userIds: ReadonlyArray<string>;
      readonly userGroupIds: ReadonlyArray<string>;
      readonly everyDevice: boolean;
      readonly deviceIds: ReadonlyArray<string>;
      readonly deviceGroupIds: ReadonlyArray<string>;
      readonly siteIds: ReadonlyArray<string>;
      readonly startsAt: string | null;
      readonly endsAt: string | null;
      readonly createdAt: string;
      readonly createdBy: string;
      readonly warnings: ReadonlyArray<"covers-everyone" | "covers-every-device">;
    };
  };
  readonly "POST /v1/device-challenges": {
    readonly input: Record<never, never>;
    readonly answer: {
      readonly nonce: string;
    };
  };
  readonly "POST /v1/device-credentials": {
    readonly input: {
      readonly body: {
        readonly deviceId: string;
        readonly nonce: string;
        readonly proof: string;
      };
    };
    readonly answer: {
      readonly credential: string;
      readonly relayUrl: string;
    };
  };
  readonly "POST /v1/device-groups": {
    readonly input: {
      readonly body: {
        readonly name: string;
      };
      /** Chosen by the caller, a UUID best: asked for again under it within a day, it is made once */
      readonly idempotencyKey?: string;
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
    };
  };
  readonly "POST /v1/device-unenrolments": {
    readonly input: {
      readonly body: {
        readonly deviceId: string;
        readonly nonce: string;
        readonly proof: string;
        /** Whether what was collected about the device goes too */
        readonly deleteData: boolean;
      };
    };
    readonly answer: undefined;
  };
  /** Makes an enrolment key, good once, with which another machine takes the record of this device over */
  readonly "POST /v1/devices/{id}/rebinding": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
      readonly body: {
        readonly expiresInSeconds: number;
      };
      /** Chosen by the caller, a UUID best: asked for again under it within a day, it is made once */
      readonly idempotencyKey?: string;
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
      readonly approval: "automatic" | "required";
      readonly maxUses: number;
      readonly uses: number;
      readonly createdAt: string;
      readonly expiresAt: string;
      readonly revokedAt: string | null;
      readonly enrolmentKey: string;
    };
  };
  readonly "POST /v1/devices/{id}/recovery": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
      readonly body: {
        readonly command: "restart-room-application" | "restart-device";
      };
    };
    readonly answer: {
      /** "done", or why the device did not: "in-use", "not-now", "unavailable", "failed" */
      readonly result: string;
    };
  };
  readonly "POST /v1/devices/{id}/state": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
      readonly body: {
        readonly state: "monitored" | "suspended" | "unenrolled";
      };
    };
    readonly answer: undefined;
  };
  readonly "POST /v1/enrolment-keys": {
    readonly input: {
      readonly body: {
        readonly maxUses: number;
        readonly expiresInSeconds: number;
        readonly name?: string;
        /** Whether devices that use the key stay pending until somebody approves them */
        readonly approval?: "automatic" | "required";
      };
      /** Chosen by the caller, a UUID best: asked for again under it within a day, it is made once */
      readonly idempotencyKey?: string;
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
      readonly approval: "automatic" | "required";
      readonly maxUses: number;
      readonly uses: number;
      readonly createdAt: string;
      readonly expiresAt: string;
      readonly revokedAt: string | null;
      readonly enrolmentKey: string;
    };
  };
  readonly "POST /v1/enrolments": {
    readonly input: {
      readonly body: {
        readonly enrolmentKey: string;
        readonly nonce: string;
        /** A P-256 public key as a JWK */
        readonly publicKey: {
          readonly kty: "EC";
          readonly crv: "P-256";
          readonly x: string;
          readonly y: string;
          readonly ext?: boolean;
          readonly key_ops?: ReadonlyArray<string>;
        };
        readonly proof: string;
        readonly name: string;
        readonly platform: string;
      };
    };
    readonly answer: {
      readonly deviceId: string;
      readonly tenantId: string;
      readonly credential: string;
      readonly relayUrl: string;
      readonly issuer: string;
      readonly rootKey: {
        readonly kty: "OKP";
        readonly crv: "Ed25519";
        readonly x: string;
        readonly kid: string;
      };
    };
  };
  readonly "POST /v1/log/erasures": {
    readonly input: {
      readonly body: {
        readonly operatorId: string;
      };
    };
    readonly answer: {
      /** Entries of the log */
      readonly erased: number;
    };
  };
  readonly "POST /v1/roles": {
    readonly input: {
      readonly body: {
        readonly name: string;
        readonly description: string;
        readonly permissions: ReadonlyArray<"remote-access.view" | "remote-access.modify" | "devices.read" | "devices.manage" | "sessions.read" | "sessions.end" | "access.read" | "enrolment-keys.manage" | "users.manage" | "sites.manage" | "settings.manage" | "api-keys.manage" | "roles.manage" | "log.read" | "log.manage">;
      };
      /** Chosen by the caller, a UUID best: asked for again under it within a day, it is made once */
      readonly idempotencyKey?: string;
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
      readonly description: string;
      readonly permissions: ReadonlyArray<"remote-access.view" | "remote-access.modify" | "devices.read" | "devices.manage" | "sessions.read" | "sessions.end" | "access.read" | "enrolment-keys.manage" | "users.manage" | "sites.manage" | "settings.manage" | "api-keys.manage" | "roles.manage" | "log.read" | "log.manage">;
      readonly builtIn: boolean;
    };
  };
  /** What a change to a role would do */
  readonly "POST /v1/roles/{id}/preview": {
    readonly input: {
      readonly path: {
        readonly id: string | "manager" | "site-lead" | "site-technician";
      };
      readonly body: {
        readonly permissions: ReadonlyArray<"remote-access.view" | "remote-access.modify" | "devices.read" | "devices.manage" | "sessions.read" | "sessions.end" | "access.read" | "enrolment-keys.manage" | "users.manage" | "sites.manage" | "settings.manage" | "api-keys.manage" | "roles.manage" | "log.read" | "log.manage">;
      };
    };
    readonly answer: {
      readonly added: ReadonlyArray<"remote-access.view" | "remote-access.modify" | "devices.read" | "devices.manage" | "sessions.read" | "sessions.end" | "access.read" | "enrolment-keys.manage" | "users.manage" | "sites.manage" | "settings.manage" | "api-keys.manage" | "roles.manage" | "log.read" | "log.manage">;
      readonly removed: ReadonlyArray<"remote-access.view" | "remote-access.modify" | "devices.read" | "devices.manage" | "sessions.read" | "sessions.end" | "access.read" | "enrolment-keys.manage" | "users.manage" | "sites.manage" | "settings.manage" | "api-keys.manage" | "roles.manage" | "log.read" | "log.manage">;
      readonly assignments: ReadonlyArray<string>;
      readonly users: ReadonlyArray<{
        readonly id: string;
        readonly name: string;
      }>;
      readonly endingSessions: ReadonlyArray<string>;
      readonly refusal: string | null;
    };
  };
  readonly "POST /v1/sessions": {
    readonly input: {
      readonly body: {
        readonly deviceId: string;
        readonly permission: "view" | "modify";
        /** Why, as people in the room will read it */
        readonly reason?: string;
        /** A P-256 public key as a JWK */
        readonly publicKey: {
          readonly kty: "EC";
          readonly crv: "P-256";
          readonly x: string;
          readonly y: string;
          readonly ext?: boolean;
          readonly key_ops?: ReadonlyArray<string>;
        };
        /** With API keys only: the origin of the page that will show the session */
        readonly origin?: string;
        /** With API keys only: when the operator last proved who they are to the portal */
        readonly authenticatedAt?: string;
      };
      /** Chosen by the caller, a UUID best: asked for again under it within a day, it is made once */
      readonly idempotencyKey?: string;
    };
    readonly answer: {
      readonly sessionId: string;
      readonly ticket: string;
      readonly relayUrl: string;
      readonly permission: "view" | "modify";
      readonly expiresAt: string;
    };
  };
  readonly "POST /v1/sessions/{id}/end": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: undefined;
  };
  readonly "POST /v1/sessions/{id}/tickets": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
      readonly body: {
        /** A P-256 public key as a JWK */
        readonly publicKey: {
          readonly kty: "EC";
          readonly crv: "P-256";
          readonly x: string;
          readonly y: string;
          readonly ext?: boolean;
          readonly key_ops?: ReadonlyArray<string>;
        };
      };
      /** Chosen by the caller, a UUID best: asked for again under it within a day, it is made once */
      readonly idempotencyKey?: string;
    };
    readonly answer: {
      readonly sessionId: string;
      readonly ticket: string;
      readonly relayUrl: string;
      readonly permission: "view" | "modify";
      readonly expiresAt: string;
    };
  };
  readonly "POST /v1/sign-in": {
    readonly input: {
      readonly body: {
        readonly secret: string;
      };
    };
    readonly answer: undefined;
  };
  readonly "POST /v1/sign-out": {
    readonly input: Record<never, never>;
    readonly answer: undefined;
  };
  readonly "POST /v1/sites": {
    readonly input: {
      readonly body: {
        readonly name: string;
      };
      /** Chosen by the caller, a UUID best: asked for again under it within a day, it is made once */
      readonly idempotencyKey?: string;
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
    };
  };
  readonly "POST /v1/suspension": {
    readonly input: Record<never, never>;
    readonly answer: undefined;
  };
  readonly "POST /v1/user-groups": {
    readonly input: {
      readonly body: {
        readonly name: string;
        /** The identity provider’s group whose members these are; null where members are named here */
        readonly claim?: string | null;
      };
      /** Chosen by the caller, a UUID best: asked for again under it within a day, it is made once */
      readonly idempotencyKey?: string;
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
      /** The identity provider’s group whose members these are; null where members are named here */
      readonly claim: string | null;
    };
  };
  readonly "POST /v1/users": {
    readonly input: {
      readonly body: {
        readonly name: string;
      };
      /** Chosen by the caller, a UUID best: asked for again under it within a day, it is made once */
      readonly idempotencyKey?: string;
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
      readonly disabled: boolean;
      readonly administrator: boolean;
    };
  };
  readonly "PUT /v1/assignments/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
      readonly body: {
        readonly roleId: string | "manager" | "site-lead" | "site-technician";
        /** Every user, those included who are still to come */
        readonly everyone?: boolean;
        readonly userIds?: ReadonlyArray<string>;
        readonly userGroupIds?: ReadonlyArray<string>;
        /** Every device, those included that are still to come */
        readonly everyDevice?: boolean;
        readonly deviceIds?: ReadonlyArray<string>;
        readonly deviceGroupIds?: ReadonlyArray<string>;
        readonly siteIds?: ReadonlyArray<string>;
        readonly startsAt?: string | null;
        readonly endsAt?: string | null;
      };
      /** The ETag of what was seen, or * for whatever is there */
      readonly ifMatch?: string;
    };
    readonly answer: {
      readonly id: string;
      readonly roleId: string;
      readonly everyone: boolean;
      readonly userIds: ReadonlyArray<string>;
      readonly userGroupIds: ReadonlyArray<string>;
      readonly everyDevice: boolean;
      readonly deviceIds: ReadonlyArray<string>;
      readonly deviceGroupIds: ReadonlyArray<string>;
      readonly siteIds: ReadonlyArray<string>;
      readonly startsAt: string | null;
      readonly endsAt: string | null;
      readonly createdAt: string;
      readonly createdBy: string;
      readonly warnings: ReadonlyArray<"covers-everyone" | "covers-every-device">;
    };
  };
  readonly "PUT /v1/device-groups/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
      readonly body: {
        readonly name: string;
      };
      /** The ETag of what was seen, or * for whatever is there */
      readonly ifMatch?: string;
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
    };
  };
  readonly "PUT /v1/device-groups/{id}/members/{member}": {
    readonly input: {
      readonly path: {
        readonly id: string;
        readonly member: string;
      };
    };
    readonly answer: undefined;
  };
  readonly "PUT /v1/device-rules": {
    readonly input: {
      readonly body: {
        /** The oldest agent that may connect, such as 1.4.0; null: any */
        readonly minimumAgentVersion: string | null;
      };
      /** The ETag of what was seen, or * for whatever is there */
      readonly ifMatch?: string;
    };
    readonly answer: {
      /** The oldest agent that may connect; null: any */
      readonly minimumAgentVersion: string | null;
      /** How many devices may be monitored; null: any number */
      readonly entitledDevices: number | null;
      readonly monitoredDevices: number;
    };
  };
  readonly "PUT /v1/log/retention": {
    readonly input: {
      readonly body: {
        readonly days: number;
      };
      /** The ETag of what was seen, or * for whatever is there */
      readonly ifMatch?: string;
    };
    readonly answer: {
      readonly days: number;
    };
  };
  readonly "PUT /v1/opt-in": {
    readonly input: {
      readonly body: {
        readonly enabled: true;
        /** Of the administrator who acknowledges the text */
        readonly email: string;
        readonly textVersion: string;
      } | {
        readonly enabled: false;
      };
      /** The ETag of what was seen, or * for whatever is there */
      readonly ifMatch?: string;
    };
    readonly answer: {
      readonly enabled: boolean;
      readonly since: string | null;
      readonly acknowledgedBy: string | null;
      readonly acknowledgedText: string | null;
      readonly text: {
        readonly version: string;
        readonly text: string;
      };
    };
  };
  readonly "PUT /v1/roles/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string | "manager" | "site-lead" | "site-technician";
      };
      readonly body: {
        readonly name: string;
        readonly description: string;
        readonly permissions: ReadonlyArray<"remote-access.view" | "remote-access.modify" | "devices.read" | "devices.manage" | "sessions.read" | "sessions.end" | "access.read" | "enrolment-keys.manage" | "users.manage" | "sites.manage" | "settings.manage" | "api-keys.manage" | "roles.manage" | "log.read" | "log.manage">;
      };
      /** The ETag of what was seen, or * for whatever is there */
      readonly ifMatch?: string;
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
      readonly description: string;
      readonly permissions: ReadonlyArray<"remote-access.view" | "remote-access.modify" | "devices.read" | "devices.manage" | "sessions.read" | "sessions.end" | "access.read" | "enrolment-keys.manage" | "users.manage" | "sites.manage" | "settings.manage" | "api-keys.manage" | "roles.manage" | "log.read" | "log.manage">;
      readonly builtIn: boolean;
    };
  };
  readonly "PUT /v1/settings": {
    readonly input: {
      readonly body: {
        /** How long a session may last */
        readonly sessionMinutes: number;
        /** How long it may last untouched */
        readonly idleMinutes: number;
        /** Viewers that a device may have at a time */
        readonly viewersPerDevice: number;
        /** A session needs a sign-in that is no older than this; 0: any sign-in will do */
        readonly stepUpMinutes: number;
        /** Whether a session needs a reason or a reference */
        readonly reasonRequired: boolean;
        /** Whether the room is told of a session, or asked for it, before anything is shown */
        readonly roomConsent: "none" | "notice" | "prompt";
      };
      /** The ETag of what was seen, or * for whatever is there */
      readonly ifMatch?: string;
    };
    readonly answer: {
      /** How long a session may last */
      readonly sessionMinutes: number;
      /** How long it may last untouched */
      readonly idleMinutes: number;
      /** Viewers that a device may have at a time */
      readonly viewersPerDevice: number;
      /** A session needs a sign-in that is no older than this; 0: any sign-in will do */
      readonly stepUpMinutes: number;
      /** Whether a session needs a reason or a reference */
      readonly reasonRequired: boolean;
      /** Whether the room is told of a session, or asked for it, before anything is shown */
      readonly roomConsent: "none" | "notice" | "prompt";
    };
  };
  readonly "PUT /v1/sites/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
      readonly body: {
        readonly name: string;
      };
      /** The ETag of what was seen, or * for whatever is there */
      readonly ifMatch?: string;
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
    };
  };
  readonly "PUT /v1/sites/{id}/members/{member}": {
    readonly input: {
      readonly path: {
        readonly id: string;
        readonly member: string;
      };
    };
    readonly answer: undefined;
  };
  readonly "PUT /v1/user-groups/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
      readonly body: {
        readonly name: string;
        /** The identity provider’s group whose members these are; null where members are named here */
        readonly claim?: string | null;
      };
      /** The ETag of what was seen, or * for whatever is there */
      readonly ifMatch?: string;
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
      /** The identity provider’s group whose members these are; null where members are named here */
      readonly claim: string | null;
    };
  };
  readonly "PUT /v1/user-groups/{id}/members/{member}": {
    readonly input: {
      readonly path: {
        readonly id: string;
        readonly member: string;
      };
    };
    readonly answer: undefined;
  };
  readonly "PUT /v1/users/{id}": {
    readonly input: {
      readonly path: {
        readonly id: string;
      };
      readonly body: {
        /** A name, or the one that the user has */
        readonly name: string;
        readonly disabled: boolean;
      };
      /** The ETag of what was seen, or * for whatever is there */
      readonly ifMatch?: string;
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
      readonly disabled: boolean;
      readonly administrator: boolean;
    };
  };
}
