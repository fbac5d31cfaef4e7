/** The second report of AUD-7: the users who have remote access, to what. */
import { setImmediate } from 'node:timers/promises';
import { csvLine } from '../audit/csv.ts';
import { servicesLimits } from '../limits.ts';
import type { Queryable } from '../store/schema.ts';
import { readFactsOf } from './access-facts.ts';
import { holdsOverDevice } from './assignment-index.ts';
import { readDeviceGroups } from './device-scopes.ts';

export interface RemoteAccessRow {
  readonly operatorId: string;
  readonly operatorName: string;
  /** The most that the user may do: whoever may modify may view. */
  readonly permission: 'view' | 'modify';
  readonly deviceId: string;
  readonly deviceName: string;
}

interface Reading {
  readonly by: 'name' | 'id';
  /** Begins with this one. */
  readonly fromOperatorId?: string | undefined;
}

/**
 * Who has remote access to what at the moment, whether the device could be reached now or not. Users times devices may be
 * millions: each row as it is asked for, with room for everything else between two users.
 */
export async function* usersWithRemoteAccess(
  db: Queryable,
  tenantId: string,
  atMs: number,
  { by, fromOperatorId = '' }: Reading = { by: 'name' },
): AsyncGenerator<RemoteAccessRow> {
  const operators = await db
    .selectFrom('operators')
    .where('tenant_id', '=', tenantId)
    .where('disabled_ms', 'is', null)
    .where('id', '>=', fromOperatorId)
    .orderBy(by)
    .orderBy('id')
    .select(['id', 'name'])
    .execute();
  const devices = await db
    .selectFrom('devices')
    .where('tenant_id', '=', tenantId)
    .where('state', '!=', 'unenrolled')
    .orderBy(by)
    .orderBy('id')
    .select(['id', 'name'])
    .execute();
  const groups = await readDeviceGroups(db, { tenantId });
  for (let at = 0; at < operators.length; at += servicesLimits.reportUsersAtOnce) {
    const some = operators.slice(at, at + servicesLimits.reportUsersAtOnce);
    const facts = await readFactsOf(
      db,
      some.map(({ id }) => id),
      atMs,
    );
    for (const { id: operatorId, name: operatorName } of some) {
      const assignments = facts.get(operatorId)?.operator.assignments;
      // Most have none, and need not be compared with each device.
      if (assignments?.byPermission.get('remote-access.view') === undefined) continue;
      await setImmediate();
      for (const { id: deviceId, name: deviceName } of devices) {
        const scope = { id: deviceId, tenantId, groupIds: groups.get(deviceId) ?? [] };
        const permission = (['modify', 'view'] as const).find((each) =>
          holdsOverDevice(assignments, `remote-access.${each}`, scope, atMs),
        );
        if (permission !== undefined) yield { operatorId, operatorName, permission, deviceId, deviceName };
      }
    }
  }
}

export const remoteAccessCsvHeader = csvLine(['operator id', 'operator', 'permission', 'device id', 'device']);

export const remoteAccessCsvLine = (row: RemoteAccessRow): string =>
  csvLine([row.operatorId, row.operatorName, row.permission, row.deviceId, row.deviceName]);
