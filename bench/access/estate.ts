/** A database of services with many users and devices, made before services start on it. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, type IncomingMessage, request as openRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApiKey } from '../../services/access/api-keys.ts';
import { createTenant } from '../../services/access/first-start.ts';
import { createEnrolmentKey } from '../../services/devices/enrolment-keys.ts';
import { systemSources } from '../../services/sources.ts';
import type { Tx } from '../../services/store/schema.ts';
import { openSqlite } from '../../services/store/sqlite-database.ts';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { type Child, nextMessage, startNode } from '../process/child.ts';
import { fieldAt, textAt } from '../process/message-field.ts';

export const origin = 'https://portal.bench';
export const controlSecret = 'a control secret of the bench, long enough';
const actor = { kind: 'services' } as const;
const sources = systemSources();

export interface Estate {
  readonly folder: string;
  readonly apiKey: string;
  readonly enrolmentKey: string;
  readonly administrators: readonly string[];
  readonly users: readonly string[];
  /** In the order of their making. */
  readonly devices: readonly string[];
  /** A custom role that holds remote access. */
  readonly roleId: string;
  remove(): Promise<void>;
}

/** Users and devices in equal shares over the assignments: the first users may use the first devices, and so on. */
export async function makeEstate(size: {
  readonly users: number;
  readonly devices: number;
  readonly assignments: number;
}): Promise<Estate> {
  const folder = await mkdtemp(join(tmpdir(), 'ringside-bench-access-'));
  const db = await openSqlite(folder);
  try {
    const { tenantId } = await db.transaction().execute((tx) => createTenant(tx, sources, 'Bench', actor));
    const key = { tenantId, actor, name: 'bench', scope: 'everything', origins: [origin], lifeMs: 3_600_000 } as const;
    const apiKey = await createApiKey(db, sources, key);
    const enrolment = { tenantId, actor, name: 'bench', approval: 'automatic', maxUses: 1_000 } as const;
    const { key: enrolmentKey, secret } = await createEnrolmentKey(db, sources, { ...enrolment, lifeMs: 3_600_000 });
    const ids = (count: number) => Array.from({ length: count }, () => sources.newId());
    const [administrators, users, devices] = [ids(limits.accessAdministrators), ids(size.users), ids(size.devices)];
    const roleId = sources.newId();
    await db.transaction().execute(async (tx) => {
      await tx.updateTable('tenants').set({ opted_in_ms: sources.nowMs() }).where('id', '=', tenantId).execute();
      await addOperators(tx, tenantId, administrators, sources.nowMs());
      await addOperators(tx, tenantId, users, null);
      await addDevices(tx, tenantId, devices, enrolmentKey.id);
      const role = { id: roleId, tenant_id: tenantId, name: 'Remote access', description: '' };
      await tx
        .insertInto('roles')
        .values({ ...role, created_ms: 1 })
        .execute();
      await tx.insertInto('role_permissions').values({ role_id: roleId, permission: 'remote-access.modify' }).execute();
      const share = <T>(all: readonly T[], index: number): T[] => {
        const each = Math.ceil(all.length / size.assignments);
        return all.slice(index * each, (index + 1) * each);
      };
      for (let index = 0; index < size.assignments; index++) {
        await assign(tx, { tenantId, roleId, users: share(users, index), devices: share(devices, index), index });
      }
    });
    const remove = () => rm(folder, { recursive: true, force: true });
    return { folder, apiKey, enrolmentKey: secret, administrators, users, devices, roleId, remove };
  } finally {
    await db.destroy();
  }
}

async function addOperators(tx: Tx, tenant_id: string, ids: readonly string[], administrator_ms: number | null) {
  for (const id of ids) {
    const since = { created_ms: sources.nowMs(), disabled_ms: null, administrator_ms };
    await tx
      .insertInto('operators')
      .values({ id, tenant_id, name: `Operator ${id}`, ...since })
      .execute();
  }
}

/** Rows only: they are reported by a played node, and never prove a key. */
async function addDevices(tx: Tx, tenant_id: string, ids: readonly string[], enrolment_key_id: string) {
  for (const id of ids) {
    const device = { id, tenant_id, name: `Room ${id}`, platform: 'bench', state: 'monitored', public_key: '{}' };
    const keys = { key_thumbprint: id, enrolment_key_id, created_ms: 1, credential_expires_ms: 1 };
    await tx
      .insertInto('devices')
      .values({ ...device, ...keys })
      .execute();
  }
}

interface Assigned {
  readonly tenantId: string;
  readonly roleId: string;
  readonly users: readonly string[];
  readonly devices: readonly string[];
  readonly index: number;
}

/** To users by name, over a group of the devices. */
async function assign(tx: Tx, { tenantId, roleId, users, devices, index }: Assigned): Promise<void> {
  const group_id = sources.newId();
  const group = { id: group_id, tenant_id: tenantId, kind: 'devices', name: `Group ${index}`, created_ms: 1 };
  await tx.insertInto('groups').values(group).execute();
  for (const member_id of devices) await tx.insertInto('group_members').values({ group_id, member_id }).execute();
  const assignment_id = sources.newId();
  const times = { starts_ms: null, ends_ms: null, created_ms: 1, created_by: 'services' };
  await tx
    .insertInto('assignments')
    .values({ id: assignment_id, tenant_id: tenantId, role_id: roleId, ...times })
    .execute();
  for (const subject_id of users) {
    await tx.insertInto('assignment_subjects').values({ assignment_id, kind: 'user', subject_id }).execute();
  }
  await tx.insertInto('assignment_targets').values({ assignment_id, kind: 'group', target_id: group_id }).execute();
}

export interface RunningServices {
  readonly child: Child;
  readonly url: string;
  readonly controlUrl: string;
}

const servicesMain = fileURLToPath(new URL('../../services/main.ts', import.meta.url));

export async function startServices({ folder }: Estate): Promise<RunningServices> {
  const child = startNode('services', servicesMain, [], {
    env: { RINGSIDE_SERVICES_DATA_FOLDER: folder, RINGSIDE_SERVICES_CONTROL_SECRET: controlSecret },
  });
  const ready = await nextMessage(child, (message) => fieldAt(message, 'ready'), limits.startMs);
  const [url, controlUrl] = [textAt(ready, 'url'), textAt(ready, 'controlUrl')];
  if (url === undefined || controlUrl === undefined) throw new BenchError('not-ready', 'services named no address.');
  return { child, url, controlUrl };
}

/** Connections are kept, as a portal's backend does. Not fetch(): it takes twice as much of the cores that services need. */
const agent = new Agent({ keepAlive: true });

/** Asks services as a portal's backend does, for an operator. @returns the answer; @throws BenchError when it is refused */
export async function ask(
  { url }: Pick<RunningServices, 'url'>,
  { apiKey }: Pick<Estate, 'apiKey'>,
  { operator, method, path, body }: { operator: string; method: string; path: string; body?: unknown },
): Promise<unknown> {
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const request = openRequest(`${url}${path}`, {
    method,
    agent,
    headers: {
      authorization: `Bearer ${apiKey}`,
      'ringside-operator': operator,
      'if-match': '*',
      ...(sent === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
    },
  });
  // A connection that breaks within the answer is told here, too: what reads the answer hears of it.
  request.on('error', () => undefined);
  const answered = once(request, 'response');
  request.end(sent);
  const [response]: IncomingMessage[] = await answered;
  const text = response === undefined ? '' : (await response.setEncoding('utf8').toArray()).join('');
  const { statusCode = 0 } = response ?? {};
  if (statusCode < 200 || statusCode >= 300) throw new BenchError('refused', `${method} ${path} was refused: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
