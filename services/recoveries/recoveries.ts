/**
 * The way out of an unknown call state (CALL-6): who may modify a device may have its room application, or the device
 * itself, restarted without a session, while an incident says that the state is unknown. On disk before it is signed;
 * the agent decides by itself whether it may be.
 */
import { CommandKind } from '@ringside/protocol';
import { readAccessFacts } from '../access/access-facts.ts';
import { type AccessRefusal, authorize } from '../access/authorize.ts';
import { actorOf, type Principal } from '../access/principal.ts';
import { appendEvent } from '../audit/event-log.ts';
import { type HomeNode, readDevice } from '../devices/device-records.ts';
import { isOpen } from '../incidents/incidents.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { servicesLimits } from '../limits.ts';
import type { RelayLink } from '../relay-link.ts';
import { commandName } from '../sessions/command-names.ts';
import type { Sources } from '../sources.ts';
import type { Db } from '../store/schema.ts';
import type { FinishedRecovery } from './recovery-log.ts';

export const recoveryCommands = ['restart-room-application', 'restart-device'] as const;
export type RecoveryCommand = (typeof recoveryCommands)[number];

const kindOf: Readonly<Record<RecoveryCommand, CommandKind>> = {
  'restart-room-application': CommandKind.COMMAND_KIND_RESTART_ROOM_APPLICATION,
  'restart-device': CommandKind.COMMAND_KIND_RESTART_DEVICE,
};

export type RecoveryRefusal =
  | AccessRefusal
  /** What the caller acts with has ended meanwhile. */
  | 'not-signed-in'
  /** No incident says that the call state is unknown. */
  | 'no-incident'
  /** The device did not answer in time. */
  | 'no-answer';

/** What the device did: "done", or why not. */
export type RecoveryOutcome =
  | { readonly answered: true; readonly result: string }
  | { readonly answered: false; readonly reason: RecoveryRefusal };

export interface RecoveryPorts {
  readonly db: Db;
  readonly sources: Sources;
  readonly keys: KeyRing;
  readonly relays: RelayLink;
  readonly recoveries: Recoveries;
}

/** Requests whose answers somebody waits for. */
export class Recoveries {
  readonly #waiting = new Map<string, (result: string) => void>();

  /** @param patienceMs real time: somebody looks at a button */
  result(id: string, patienceMs: number): Promise<string | undefined> {
    return new Promise((resolve) => {
      const finish = (result: string | undefined): void => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(result);
      };
      const timer = setTimeout(() => finish(undefined), patienceMs);
      this.#waiting.set(id, finish);
    });
  }

  finished(recoveries: readonly FinishedRecovery[]): void {
    for (const { id, result } of recoveries) this.#waiting.get(id)?.(result);
  }
}

export async function recoverDevice(
  ports: RecoveryPorts,
  principal: Principal,
  request: { readonly deviceId: string; readonly command: RecoveryCommand },
): Promise<RecoveryOutcome> {
  const { db, sources, keys, relays, recoveries } = ports;
  const { deviceId, command } = request;
  const id = sources.newId();
  const timeMs = sources.nowMs();
  const recorded = await db.transaction().execute(async (tx): Promise<HomeNode | RecoveryRefusal> => {
    const facts = await readAccessFacts(tx, principal, sources.nowMs());
    if (facts === undefined) return 'not-signed-in';
    const device = await readDevice(tx, deviceId, relays.isLinked);
    const decision = authorize(facts, { action: 'recover-device', device });
    if (!decision.allowed) return decision.reason;
    if (device?.home === undefined) return 'device-not-connected';
    if (!(await isOpen(tx, deviceId, 'call-state-unknown'))) return 'no-incident';
    const { tenantId, operatorId } = principal;
    const { node } = device.home;
    await tx
      .insertInto('recoveries')
      .values({
        id,
        tenant_id: tenantId,
        operator_id: operatorId,
        device_id: deviceId,
        node,
        requested_ms: timeMs,
        done_ms: null,
      })
      .execute();
    await appendEvent(tx, sources, {
      kind: 'device.recovery-requested',
      tenantId,
      actor: actorOf(principal),
      operatorId,
      deviceId,
      detail: { recovery: id, command: commandName(kindOf[command]) },
    });
    return device.home;
  });
  if (typeof recorded === 'string') return { answered: false, reason: recorded };
  const statement = await keys.signRecovery({ id, device: deviceId, command: kindOf[command], timeMs });
  const coming = recoveries.result(id, servicesLimits.recoveryAnswerMs);
  relays.recoverDevice(deviceId, statement, recorded.instance);
  const result = await coming;
  return result === undefined ? { answered: false, reason: 'no-answer' } : { answered: true, result };
}

/** Kept for the answer only, which may come late: what happened stands in the log. */
export async function forgetOldRecoveries(db: Db, nowMs: number): Promise<void> {
  await db
    .deleteFrom('recoveries')
    .where('requested_ms', '<', nowMs - servicesLimits.recoveryKeptMs)
    .execute();
}
