/** What the routes need of the rest of services. */
import type { LogSigner } from '../audit/checkpoint.ts';
import type { NodeRegistry } from '../control/node-registry.ts';
import type { DeviceChallenges } from '../devices/device-challenge.ts';
import type { Issuer } from '../identity/issuer.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Log } from '../monitoring/log.ts';
import type { Recoveries } from '../recoveries/recoveries.ts';
import type { Sources } from '../sources.ts';
import type { Db, Tx } from '../store/schema.ts';

export interface Api {
  readonly db: Db;
  readonly sources: Sources;
  readonly keys: KeyRing;
  /** Signs what is exported of the log. */
  readonly logSigner: LogSigner;
  readonly relays: NodeRegistry;
  readonly recoveries: Recoveries;
  readonly challenges: DeviceChallenges;
  readonly log: Log;
  /** The identity provider, if there is one, and the tenant whose users it knows. */
  readonly issuer: Issuer | undefined;
  readonly tenantId: string;
  /** Where our own page is served. */
  ownOrigin(): string;
  /** Runs in the enrolment's transaction. */
  onEnrolled(tx: Tx, device: { readonly id: string; readonly tenantId: string }): Promise<void>;
  /** Refusals of those who are not signed in are counted, not logged one by one (AUD-2). */
  countRefusal(code: string): void;
  /** Undefined while requests can be served, else why not. */
  notReady(): Promise<string | undefined>;
}
