/**
 * Commands about devices and keys, beside the running services: those see within 250 ms what was withdrawn, end its
 * sessions and tell relays.
 */
import type { ParseArgsOptionsConfig } from 'node:util';
import { agentVersionPattern } from '@ringside/protocol';
import { setTenantSuspended } from './access/tenant-suspension.ts';
import { appendEvent } from './audit/event-log.ts';
import { publicKeyText, rotateLogKey } from './audit/log-key.ts';
import { readOptions } from './command-options.ts';
import { changeDeviceState } from './devices/device-withdrawal.ts';
import { createEnrolmentKey, listEnrolmentKeys, revokeEnrolmentKey } from './devices/enrolment-keys.ts';
import { setEntitlement } from './devices/entitlement.ts';
import { rotateSigningKey } from './keys/key-rotation.ts';
import { servicesLimits } from './limits.ts';
import { ServicesError } from './services-error.ts';
import type { ServicesSettings } from './settings.ts';
import type { Sources } from './sources.ts';
import type { Db } from './store/schema.ts';

interface Terminal {
  readonly db: Db;
  readonly sources: Sources;
  readonly settings: ServicesSettings;
  readonly tenantId: string;
  readonly args: readonly string[];
}

const actor = { kind: 'command-line' } as const;

export const deviceUsage =
  'device --id ID --set monitored|suspended|unenrolled [--delete-data]; rebinding-key --device ID [--hours N]; enrolment-keys; revoke-enrolment-key --id ID; entitlement --devices N|any; minimum-agent --version V|any; tenant --set suspended|active; rotate-keys [--compromised]; rotate-log-key';

export const deviceCommands: Record<string, (terminal: Terminal) => Promise<string>> = {
  device: setDeviceState,
  'rebinding-key': addRebindingKey,
  'enrolment-keys': showEnrolmentKeys,
  'revoke-enrolment-key': endEnrolmentKey,
  entitlement: setNumberOfDevices,
  'minimum-agent': setMinimumAgent,
  tenant: setTenant,
  'rotate-keys': rotateKeys,
  'rotate-log-key': rotateKeyOfLog,
};

const text = { type: 'string' } as const;
const wrong = (sentence: string) => new ServicesError('command-line', sentence);

function read<const O extends ParseArgsOptionsConfig>(args: readonly string[], options: O) {
  return readOptions(args, options, `Of devices and keys there are: ${deviceUsage}.`);
}

const noDevice = (id: string) => wrong(`There is no device ${id}: the command devices lists them.`);

async function setDeviceState({ args, db, sources, tenantId }: Terminal): Promise<string> {
  const options = { id: text, set: text, 'delete-data': { type: 'boolean', default: false } } as const;
  const { id: deviceId, set, 'delete-data': deleteData } = read(args, options);
  const state = (['monitored', 'suspended', 'unenrolled'] as const).find((known) => known === set);
  if (deviceId === undefined || state === undefined) {
    throw wrong('Give --id, as the command devices prints it, and --set monitored, suspended or unenrolled.');
  }
  if (deleteData && state !== 'unenrolled') throw wrong('--delete-data goes with --set unenrolled only.');
  const ports = { db, sources, relays: undefined };
  const result = await changeDeviceState(ports, { tenantId, deviceId, state, actor, deleteData });
  if (result === 'device-not-found') throw noDevice(deviceId);
  if (result === 'state-change-not-allowed') throw wrong(`The device cannot become ${state} from the state it is in.`);
  if (result === 'entitlement-reached') throw wrong('As many devices as the entitlement allows are monitored already.');
  return `the device is ${state}${deleteData ? ', and what was collected about it is deleted' : ''}`;
}

async function addRebindingKey({ args, db, sources, tenantId }: Terminal): Promise<string> {
  const { device: deviceId, hours } = read(args, { device: text, hours: { ...text, default: '24' } });
  const lifeMs = Number(hours) * 60 * 60_000;
  const most = servicesLimits.rebindingKeySeconds;
  if (deviceId === undefined) throw wrong('Give --device, as the command devices prints it.');
  if (!(lifeMs > 0 && lifeMs <= most * 1_000)) throw wrong(`--hours is a number up to ${most / 3_600}.`);
  const row = await db
    .selectFrom('devices')
    .where('id', '=', deviceId)
    .where('tenant_id', '=', tenantId)
    .where('state', '!=', 'unenrolled')
    .select('name')
    .executeTakeFirst();
  if (row === undefined) throw noDevice(deviceId);
  const key = { tenantId, actor, name: `rebinding of ${row.name}`.slice(0, 100), approval: 'automatic' } as const;
  return (await createEnrolmentKey(db, sources, { ...key, maxUses: 1, lifeMs, deviceId })).secret;
}

/** One line each, the newest first. The keys themselves are not known here. */
async function showEnrolmentKeys({ args, db, sources, tenantId }: Terminal): Promise<string> {
  read(args, {});
  const nowMs = sources.nowMs();
  const keys = await listEnrolmentKeys(db, tenantId);
  const lines = keys.map(({ id, name, uses, maxUses, expiresMs, revokedMs }) => {
    const over =
      revokedMs !== null ? 'revoked' : expiresMs <= nowMs ? 'expired' : uses >= maxUses ? 'used up' : undefined;
    return `${id}  ${over ?? `until ${new Date(expiresMs).toISOString()}`}  ${uses} of ${maxUses}  ${name}`;
  });
  return lines.join('\n') || 'There are no enrolment keys yet.';
}

async function endEnrolmentKey({ args, db, sources, tenantId }: Terminal): Promise<string> {
  const { id } = read(args, { id: text });
  const revoked = (id: string) =>
    db.transaction().execute((tx) => revokeEnrolmentKey(tx, sources, { tenantId, id, actor }));
  if (id === undefined || !(await revoked(id))) {
    throw wrong('Give --id, as the command enrolment-keys prints it.');
  }
  return 'revoked';
}

async function setNumberOfDevices({ args, db, sources, tenantId }: Terminal): Promise<string> {
  const { devices: given } = read(args, { devices: text });
  const devices = given === 'any' ? null : Number(given);
  if (given === undefined || (devices !== null && !(Number.isSafeInteger(devices) && devices >= 0))) {
    throw wrong('Give --devices, a whole number, or any.');
  }
  const suspended = await setEntitlement({ db, sources }, { tenantId, devices, actor });
  const over = suspended === 0 ? '' : `; ${suspended} that enrolled last are suspended`;
  return `${given === 'any' ? 'any number of' : given} devices may be monitored${over}`;
}

async function setMinimumAgent({ args, db, sources, tenantId }: Terminal): Promise<string> {
  const { version } = read(args, { version: text });
  if (version === undefined || (version !== 'any' && !new RegExp(agentVersionPattern).test(version))) {
    throw wrong('Give --version, such as 1.4.0, or any.');
  }
  const after = version === 'any' ? null : version;
  await db.transaction().execute(async (tx) => {
    const tenants = tx.selectFrom('tenants').where('id', '=', tenantId).select('minimum_agent');
    const { minimum_agent: before } = await tenants.executeTakeFirstOrThrow();
    await tx.updateTable('tenants').set({ minimum_agent: after }).where('id', '=', tenantId).execute();
    const detail = { before, after };
    await appendEvent(tx, sources, { kind: 'tenant.minimum-agent-changed', tenantId, actor, detail });
  });
  return after === null ? 'any agent may connect' : `agents from ${after} on may connect`;
}

async function setTenant({ args, db, sources, tenantId }: Terminal): Promise<string> {
  const { set } = read(args, { set: text });
  if (set !== 'suspended' && set !== 'active') throw wrong('Give --set suspended or --set active.');
  const change = { tenantId, suspended: set === 'suspended', actor };
  await db.transaction().execute((tx) => setTenantSuspended(tx, sources, change));
  return `the organisation is ${set}`;
}

async function rotateKeys({ args, db, sources, settings }: Terminal): Promise<string> {
  const { compromised } = read(args, { compromised: { type: 'boolean', default: false } });
  const ports = { db, sources, dataFolder: settings.dataFolder };
  const { key, signsFromMs } = await rotateSigningKey(ports, { actor, compromised });
  const old = compromised
    ? 'the old keys are void now: devices fetch new credentials by themselves; restart relays to have each prove itself anew'
    : 'what the old key signed stays valid until it lapses';
  return `${key} signs from ${new Date(signsFromMs).toISOString()} on; ${old}`;
}

async function rotateKeyOfLog({ args, db, sources, settings }: Terminal): Promise<string> {
  read(args, {});
  return publicKeyText(await rotateLogKey({ db, sources, dataFolder: settings.dataFolder }, actor));
}
