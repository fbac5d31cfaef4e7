/** Commands for whoever runs services, beside the running process: each works on the database and prints its result. */
import type { ParseArgsOptionsConfig } from 'node:util';
import { loadSettings } from '@ringside/settings';
import { createApiKey, revokeApiKeys } from './access/api-keys.ts';
import { ensureFirstOperator } from './access/first-start.ts';
import { acknowledgementText, readOptIn } from './access/opt-in.ts';
import { type Holding, holdByAssignment, withdrawOwn } from './access/own-assignments.ts';
import { allPermissions, isRemoteAccess, type Permission, reservedPermissions } from './access/permissions.ts';
import { remainingRights } from './access/remaining-rights.ts';
import { createSignInLink } from './access/sign-in.ts';
import { madeHere } from './access/users.ts';
import { appendEvent } from './audit/event-log.ts';
import { openLogKey, publicKeyText } from './audit/log-key.ts';
import { verifyLogFile } from './audit/verify-log-file.ts';
import { readOptions } from './command-options.ts';
import { deviceCommands, deviceUsage } from './device-commands.ts';
import { listDevices } from './devices/device-records.ts';
import { createEnrolmentKey } from './devices/enrolment-keys.ts';
import { signInUrl } from './index.ts';
import { servicesLimits } from './limits.ts';
import { addressOf } from './listener.ts';
import { isName } from './names.ts';
import { ServicesError } from './services-error.ts';
import { publicOrigin, type ServicesSettings, settingsSchema } from './settings.ts';
import { type Sources, systemSources } from './sources.ts';
import type { Db } from './store/schema.ts';
import { openSqlite } from './store/sqlite-database.ts';

interface Terminal {
  readonly db: Db;
  readonly sources: Sources;
  readonly settings: ServicesSettings;
  readonly tenantId: string;
  readonly firstOperatorId: string;
  readonly args: readonly string[];
}

const actor = { kind: 'command-line' } as const;
const notNamed = 'Give --name: 1 to 100 printable characters, with single spaces between them.';
/** Something that could be one, in one line. */
const mailAddress = /^[^\s@\p{C}]{1,64}@[^\s@\p{C}]{1,189}$/u;
export const usage = `The commands are: sign-in-link [--operator NAME]; operator --name NAME; grant|revoke --operator NAME --permission P [--device ID]; remote-access --set on --acknowledged-by E-MAIL|off; room-card --set on|off; restarts --set on|off; view-shortcuts --set on|off; api-key --name NAME --origin URL [--origin URL …] [--days N] [--scope sessions|everything]; revoke-api-key --name NAME; devices; enrolment-key [--name NAME] [--uses N] [--hours N]; ${deviceUsage}; log-key; verify-log FILE --key KEY [--checkpoints FILE].`;

const commands: Record<string, (terminal: Terminal) => Promise<string>> = {
  'sign-in-link': signInLink,
  operator: addOperator,
  grant: (terminal) => changeGrant(terminal, true),
  revoke: (terminal) => changeGrant(terminal, false),
  'remote-access': setRemoteAccess,
  'room-card': (terminal) => turn('room-card', terminal),
  restarts: (terminal) => turn('restarts', terminal),
  'view-shortcuts': (terminal) => turn('view-shortcuts', terminal),
  'api-key': addApiKey,
  'revoke-api-key': endApiKey,
  devices: showDevices,
  'enrolment-key': addEnrolmentKey,
  'log-key': showLogKey,
  ...deviceCommands,
};

export async function runCommand(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  // Anybody's, anywhere: it needs no settings and no database.
  if (command === 'verify-log') return console.log(await verifyLog(args));
  const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (run === undefined) throw new ServicesError('command-line', `There is no command "${command}". ${usage}`);
  // Commands need no secret of the control link.
  const withSecret = { RINGSIDE_SERVICES_CONTROL_SECRET: 'unused by commands'.padEnd(32), ...env };
  const settings = loadSettings(settingsSchema, { section: 'services', env: withSecret });
  const sources = systemSources();
  const db = await openSqlite(settings.dataFolder);
  try {
    const { tenantId, operatorId } = await ensureFirstOperator(db, sources, settings);
    console.log(await run({ db, sources, settings, tenantId, firstOperatorId: operatorId, args }));
  } finally {
    await db.destroy();
  }
}

async function signInLink({ args, ...terminal }: Terminal): Promise<string> {
  const { operator } = read(args, { operator: { type: 'string' } });
  const { db, sources, settings } = terminal;
  const operatorId = operator === undefined ? terminal.firstOperatorId : await operatorByName(terminal, operator);
  const url = publicOrigin(settings) ?? addressOf('http', settings, settings.host, settings.port);
  if (settings.publicUrl === undefined && settings.port === 0) {
    throw new ServicesError('command-line', 'Set services.port or services.publicUrl: a link needs an address.');
  }
  return signInUrl(url, await createSignInLink(db, sources, operatorId));
}

async function addOperator({ args, db, sources, tenantId }: Terminal): Promise<string> {
  const { name } = read(args, { name: { type: 'string' } });
  if (name === undefined || !isName(name)) throw new ServicesError('command-line', notNamed);
  const id = sources.newId();
  return db.transaction().execute(async (tx) => {
    const since = { created_ms: sources.nowMs(), disabled_ms: null, administrator_ms: null, ...madeHere };
    const operator = { id, tenant_id: tenantId, name, ...since };
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('operators')
      .values(operator)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 0n) throw new ServicesError('command-line', `There is an operator "${name}".`);
    await appendEvent(tx, sources, {
      kind: 'operator.created',
      tenantId,
      actor,
      operatorId: id,
      detail: {},
      personal: { name },
    });
    return id;
  });
}

async function changeGrant(terminal: Terminal, give: boolean): Promise<string> {
  const { db, sources, tenantId } = terminal;
  const options = { operator: { type: 'string' }, permission: { type: 'string' }, device: { type: 'string' } } as const;
  const { operator, permission: asked, device } = read(terminal.args, options);
  const all = allPermissions.filter((known) => !reservedPermissions.has(known));
  const permission = all.find((known) => known === asked);
  if (operator === undefined || permission === undefined) {
    throw new ServicesError('command-line', `Give --operator and --permission, one of ${all.join(', ')}.`);
  }
  const forDevice = isRemoteAccess(permission);
  if (forDevice !== (device !== undefined)) {
    throw new ServicesError('command-line', `${permission} is granted ${forDevice ? 'with' : 'without'} --device.`);
  }
  const operatorId = await operatorByName(terminal, operator);
  if (device !== undefined) {
    const known = db.selectFrom('devices').where('id', '=', device).where('tenant_id', '=', tenantId).select('id');
    if ((await known.executeTakeFirst()) === undefined) {
      throw new ServicesError('command-line', `There is no device ${device}.`);
    }
  }
  const holding = { tenantId, operatorId, deviceId: device, permissions: [permission], actor };
  if (!give) return revoke(terminal, { ...holding, permission, operator });
  await db.transaction().execute(async (tx) => {
    if (forDevice && !(await readOptIn(tx, tenantId)).enabled) {
      throw new ServicesError('command-line', 'Remote access is off: switch it on first, with remote-access --set on.');
    }
    await holdByAssignment(tx, sources, holding);
  });
  return 'granted';
}

/** What was granted goes in any case; whoever has the permission in another way is said to have it still. */
async function revoke(
  { db, sources }: Terminal,
  holding: Holding & { readonly permission: Permission; readonly operator: string },
): Promise<string> {
  const { permission, operator, deviceId } = holding;
  const { any, remaining } = await db.transaction().execute(async (tx) => {
    const any = await withdrawOwn(tx, sources, holding);
    return { any, remaining: await remainingRights(tx, { ...holding, deviceId }, sources.nowMs()) };
  });
  const what = `${permission}${deviceId === undefined ? '' : ` on ${deviceId}`}`;
  const ways = [
    ...(remaining.administrator ? ['as an administrator'] : []),
    ...remaining.assignmentIds.map((id) => `by assignment ${id}`),
  ];
  if (ways.length > 0) {
    const done = any ? 'What was granted is revoked, but' : 'Nothing was granted that could be revoked, and';
    throw new ServicesError('command-line', `${done} ${operator} still has ${what}: ${ways.join(', ')}.`);
  }
  return any ? 'revoked' : `${operator} did not have ${what}`;
}

async function setRemoteAccess({ args, db, sources, tenantId, firstOperatorId }: Terminal): Promise<string> {
  const { set, ...given } = read(args, { set: { type: 'string' }, 'acknowledged-by': { type: 'string' } });
  const email = given['acknowledged-by'];
  if (set !== 'on' && set !== 'off') throw new ServicesError('command-line', 'Give --set on or --set off.');
  if (set === 'on' && (email === undefined || !mailAddress.test(email))) {
    const why = `Give --acknowledged-by, the e-mail address of the administrator who acknowledges this: ${acknowledgementText.text}`;
    throw new ServicesError('command-line', why);
  }
  await db.transaction().execute(async (tx) => {
    const on = set === 'on' && email !== undefined;
    const textVersion = acknowledgementText.version;
    const columns = on
      ? { opted_in_ms: sources.nowMs(), acknowledged_by: email, acknowledged_text: textVersion }
      : { opted_in_ms: null, acknowledged_by: null, acknowledged_text: null };
    await tx.updateTable('tenants').set(columns).where('id', '=', tenantId).execute();
    const event = on
      ? ({
          kind: 'tenant.opted-in',
          operatorId: firstOperatorId,
          detail: { textVersion },
          personal: { email },
        } as const)
      : ({ kind: 'tenant.opted-out', detail: {} } as const);
    await appendEvent(tx, sources, { ...event, tenantId, actor });
  });
  return `remote access is ${set}`;
}

type TenantSwitch = keyof typeof tenantSwitches;

/** What a tenant turns on and off. Tickets carry them, so each holds from the next session on. The column is since when. */
const tenantSwitches = {
  /** The card in the rooms that says who has access (RING-4). */
  'room-card': { column: 'card_off_ms', since: 'off', what: 'the card in the rooms, beside the ring,' },
  /** Whether operators may restart devices (CMD-3). */
  restarts: { column: 'restarts_withheld_ms', since: 'off', what: 'restarting by operators' },
  /** Whether those who may only look may press the shortcuts (CMD-3). */
  'view-shortcuts': { column: 'view_shortcuts_ms', since: 'on', what: 'pressing shortcuts for who may only view' },
} as const;

async function turn(name: TenantSwitch, { args, db, sources, tenantId }: Terminal): Promise<string> {
  const { set } = read(args, { set: { type: 'string' } });
  if (set !== 'on' && set !== 'off') throw new ServicesError('command-line', 'Give --set on or --set off.');
  const { column, since, what } = tenantSwitches[name];
  await db.transaction().execute(async (tx) => {
    const value = set === since ? sources.nowMs() : null;
    await tx
      .updateTable('tenants')
      .set({ [column]: value })
      .where('id', '=', tenantId)
      .execute();
    await appendEvent(tx, sources, { kind: `tenant.${name}-${set}`, tenantId, actor, detail: {} });
  });
  return `${what} is ${set}, from each next session on`;
}

async function addApiKey({ args, db, sources, tenantId }: Terminal): Promise<string> {
  const { name, origin, days, scope } = read(args, {
    name: { type: 'string' },
    origin: { type: 'string', multiple: true },
    days: { type: 'string', default: String(servicesLimits.apiKeyDays) },
    scope: { type: 'string', default: 'sessions' },
  });
  const origins = origin ?? [];
  if (name === undefined || !isName(name)) throw new ServicesError('command-line', notNamed);
  if (origins.length === 0 || origins.length > servicesLimits.apiKeyOrigins) {
    throw new ServicesError('command-line', 'Give at least one --origin, such as https://portal.example.');
  }
  const bad = origins.find((value) => !URL.canParse(value) || new URL(value).origin !== value);
  if (bad !== undefined)
    throw new ServicesError('command-line', `"${bad}" is not an origin: https://portal.example is.`);
  if (scope !== 'sessions' && scope !== 'everything') {
    throw new ServicesError('command-line', '--scope is "sessions" or "everything".');
  }
  const lifeDays = Number(days);
  if (!Number.isInteger(lifeDays) || lifeDays < 1 || lifeDays > servicesLimits.apiKeyDays) {
    throw new ServicesError('command-line', `--days is a number from 1 to ${servicesLimits.apiKeyDays}.`);
  }
  const lifeMs = lifeDays * 24 * 60 * 60_000;
  return createApiKey(db, sources, { tenantId, actor, name, scope, origins, lifeMs });
}

async function endApiKey({ args, db, sources, tenantId }: Terminal): Promise<string> {
  const { name } = read(args, { name: { type: 'string' } });
  const revoked = name === undefined ? 0 : await revokeApiKeys(db, sources, { tenantId, actor, name });
  if (revoked === 0) throw new ServicesError('command-line', 'Give the --name of an API key that is in force.');
  return revoked === 1 ? 'revoked' : `revoked all ${revoked} of this name`;
}

/** One line each, for `grant --device`. Who is connected only the running services know. */
async function showDevices({ args, db, tenantId }: Terminal): Promise<string> {
  read(args, {});
  const devices = await listDevices(db, tenantId, () => false);
  return devices.map(({ id, state, name }) => `${id}  ${state}  ${name}`).join('\n') || 'There are no devices yet.';
}

async function addEnrolmentKey({ args, db, sources, tenantId }: Terminal): Promise<string> {
  const { name, uses, hours } = read(args, {
    name: { type: 'string', default: 'command line' },
    uses: { type: 'string', default: '1' },
    hours: { type: 'string', default: '24' },
  });
  if (!isName(name)) throw new ServicesError('command-line', notNamed);
  const maxUses = Number(uses);
  const lifeMs = Number(hours) * 60 * 60_000;
  const { enrolmentKeyUses, enrolmentKeySeconds } = servicesLimits;
  if (!Number.isInteger(maxUses) || maxUses < 1 || maxUses > enrolmentKeyUses) {
    throw new ServicesError('command-line', `--uses is a whole number from 1 to ${enrolmentKeyUses}.`);
  }
  if (!(lifeMs > 0 && lifeMs <= enrolmentKeySeconds * 1_000)) {
    throw new ServicesError('command-line', `--hours is a number up to ${enrolmentKeySeconds / 3_600}.`);
  }
  const request = { tenantId, actor, name, approval: 'automatic', maxUses, lifeMs } as const;
  return (await createEnrolmentKey(db, sources, request)).secret;
}

/** What `verify-log` needs: to be kept where the log's readers can rely on it. */
async function showLogKey({ args, settings, sources }: Terminal): Promise<string> {
  read(args, {});
  return publicKeyText(openLogKey(settings.dataFolder, sources.newId()));
}

async function verifyLog(args: readonly string[]): Promise<string> {
  const [file, ...options] = args;
  // One public key in 64 begins with a dash, which a value that stands by itself may not.
  const at = options.indexOf('--key');
  const joined = at < 0 ? options : options.toSpliced(at, 2, options.slice(at, at + 2).join('='));
  const { key, checkpoints } = read(joined, { key: { type: 'string' }, checkpoints: { type: 'string' } });
  if (file === undefined || file.startsWith('-') || key === undefined) {
    throw new ServicesError('command-line', 'Give the exported FILE, and --key: the public key that log-key prints.');
  }
  return verifyLogFile(file, key, checkpoints);
}

async function operatorByName({ db, tenantId }: Pick<Terminal, 'db' | 'tenantId'>, name: string): Promise<string> {
  const row = await db
    .selectFrom('operators')
    .where('tenant_id', '=', tenantId)
    .where('name', '=', name)
    .select('id')
    .executeTakeFirst();
  if (row === undefined) throw new ServicesError('command-line', `There is no operator "${name}".`);
  return row.id;
}

function read<const O extends ParseArgsOptionsConfig>(args: readonly string[], options: O) {
  return readOptions(args, options, usage);
}
