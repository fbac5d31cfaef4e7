import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { apiKeyPrincipal } from './access/api-keys.ts';
import { runCommand } from './command-line.ts';
import { openKeyRing } from './keys/key-ring.ts';
import { systemSources } from './sources.ts';
import { openSqlite } from './store/sqlite-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringside-commands-'));
const env = { RINGSIDE_SERVICES_DATA_FOLDER: folder, RINGSIDE_SERVICES_PORT: '8400' };
const printed: string[] = [];
beforeAll(() => {
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<string> {
  const [command = '', ...rest] = args;
  try {
    await runCommand(command, rest, env);
    return printed.pop() ?? '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('the command line', () => {
  it('ACC-7: makes sign-in links, operators, API keys and enrolment keys', async () => {
    expect(await run('sign-in-link')).toMatch(/^http:\/\/127\.0\.0\.1:8400\/#sign-in=rs_signin_[\w-]{43}$/);
    expect(await run('operator', '--name', 'Ada')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await run('operator', '--name', 'Ada')).toBe('There is an operator "Ada".');
    expect(await run('sign-in-link', '--operator', 'Ada')).toMatch(/#sign-in=rs_signin_/);
    expect(await run('api-key', '--name', 'p', '--origin', 'https://portal.example')).toMatch(/^rs_api_[\w-]{43}$/);
    expect(await run('enrolment-key', '--uses', '5')).toMatch(/^rs_enrol_[\w-]{43}$/);
  });

  it('ACC-1, ACC-3: grants, revokes and opts in, and logs each', async () => {
    const grant = ['--operator', 'Ada', '--permission', 'sessions.read'];
    expect(await run('grant', ...grant)).toBe('granted');
    expect(await run('revoke', ...grant)).toBe('revoked');
    expect(await run('revoke', ...grant)).toBe('Ada did not have sessions.read');
    const access = ['--operator', 'Ada', '--permission', 'remote-access.view', '--device', 'nothing'];
    expect(await run('remote-access', '--set', 'on')).toMatch(/^Give --acknowledged-by, the e-mail address/);
    expect(await run('remote-access', '--set', 'on', '--acknowledged-by', 'ada@example.org')).toBe(
      'remote access is on',
    );
    expect(await run('remote-access', '--set', 'off')).toBe('remote access is off');
    expect(await run('room-card', '--set', 'off')).toMatch(/^the card in the rooms, beside the ring, is off/);
    expect(await run('room-card', '--set', 'sideways')).toBe('Give --set on or --set off.');
    expect(await run('restarts', '--set', 'off')).toMatch(/^restarting by operators is off/);
    expect(await run('view-shortcuts', '--set', 'on')).toMatch(/^pressing shortcuts for who may only view is on/);
    expect(await run('view-shortcuts', '--set', 'maybe')).toBe('Give --set on or --set off.');
    expect(await run('grant', ...access)).toMatch(/no device/);
    const db = await openSqlite(folder);
    const kinds = (
      await db.selectFrom('events').select('kind').orderBy('sequence', 'desc').limit(10).execute()
    ).reverse();
    await db.destroy();
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'role.created',
      'assignment.created',
      'assignment.user-added',
      'assignment.withdrawn',
      'assignment.user-removed',
      'tenant.opted-in',
      'tenant.opted-out',
      'tenant.room-card-off',
      'tenant.restarts-off',
      'tenant.view-shortcuts-on',
    ]);
  });

  it('ACC-3, SES-4: says that it revoked only what is not held in another way', async () => {
    const id = await run('operator', '--name', 'Olga');
    const grant = ['--operator', 'Olga', '--permission', 'log.read'];
    expect(await run('grant', ...grant)).toBe('granted');
    const db = await openSqlite(folder);
    const sources = systemSources();
    const { tenant_id: tenantId } = await db.selectFrom('operators').select('tenant_id').executeTakeFirstOrThrow();
    // Another role of the same, and one that holds more.
    const add = (role_id: string, ends_ms: number | null) =>
      db.transaction().execute(async (tx) => {
        const assignment_id = sources.newId();
        const made = { tenant_id: tenantId, created_ms: 1, created_by: 'services' };
        await tx
          .insertInto('assignments')
          .values({ id: assignment_id, role_id, starts_ms: null, ends_ms, ...made })
          .execute();
        await tx.insertInto('assignment_subjects').values({ assignment_id, kind: 'user', subject_id: id }).execute();
        await tx
          .insertInto('assignment_targets')
          .values({ assignment_id, kind: 'tenant', target_id: tenantId })
          .execute();
        return assignment_id;
      });
    const role = { id: sources.newId(), tenant_id: tenantId, name: 'Readers', description: '', created_ms: 1 };
    await db.insertInto('roles').values(role).execute();
    await db.insertInto('role_permissions').values({ role_id: role.id, permission: 'log.read' }).execute();
    await add(role.id, null);
    await add('manager', 1);
    expect(await run('revoke', ...grant)).toBe('revoked');
    const managing = await add('manager', null);
    expect(await run('revoke', ...grant)).toBe(
      `Nothing was granted that could be revoked, and Olga still has log.read: by assignment ${managing}.`,
    );
    expect(await run('grant', ...grant)).toBe('granted');
    expect(await run('revoke', ...grant)).toMatch(
      /^What was granted is revoked, but Olga still has log.read: by assig/,
    );
    await db.updateTable('operators').set({ administrator_ms: 1 }).where('id', '=', id).execute();
    expect(await run('revoke', ...grant)).toMatch(/still has log.read: as an administrator, by assignment/);
    await db.destroy();
  });

  it('ACC-5: an API key that is revoked speaks for nobody, and the log says so', async () => {
    const ada = await run('operator', '--name', 'Grace');
    const key = await run('api-key', '--name', 'old portal', '--origin', 'https://portal.example');
    const db = await openSqlite(folder);
    expect(await apiKeyPrincipal(db, systemSources(), key, ada)).toMatchObject({ operatorName: 'Grace' });
    expect(await run('revoke-api-key', '--name', 'old portal')).toBe('revoked');
    expect(await apiKeyPrincipal(db, systemSources(), key, ada)).toBeUndefined();
    const last = db.selectFrom('events').select('kind').orderBy('sequence', 'desc').limit(1);
    expect(await last.execute()).toEqual([{ kind: 'api-key.revoked' }]);
    await db.destroy();
    expect(await run('revoke-api-key', '--name', 'old portal')).toMatch(/^Give the --name of an API key/);
  });

  it('DEV-2 to DEV-6: devices, enrolment keys, agents, entitlement and tenant, each in the log', async () => {
    const key = await run('enrolment-key', '--name', 'for one room');
    expect(key).toMatch(/^rs_enrol_/);
    const [line = ''] = (await run('enrolment-keys')).split('\n').filter((each) => each.endsWith('for one room'));
    expect(line).toMatch(/^[0-9a-f-]{36} {2}until \S+Z {2}0 of 1 {2}for one room$/);
    expect(await run('revoke-enrolment-key', '--id', line.slice(0, 36))).toBe('revoked');
    expect(await run('enrolment-keys')).toMatch(/revoked {2}0 of 1 {2}for one room/);
    expect(await run('revoke-enrolment-key', '--id', 'x')).toMatch(/^Give --id, as the command enrolment-keys/);
    expect(await run('entitlement', '--devices', '5')).toBe('5 devices may be monitored');
    expect(await run('entitlement', '--devices', 'any')).toBe('any number of devices may be monitored');
    expect(await run('entitlement', '--devices=-1')).toMatch(/^Give --devices/);
    expect(await run('minimum-agent', '--version', '1.4.0')).toBe('agents from 1.4.0 on may connect');
    expect(await run('minimum-agent', '--version', 'any')).toBe('any agent may connect');
    expect(await run('minimum-agent', '--version', 'new')).toMatch(/^Give --version/);
    expect(await run('tenant', '--set', 'suspended')).toBe('the organisation is suspended');
    expect(await run('tenant', '--set', 'active')).toBe('the organisation is active');
    expect(await run('tenant', '--set', 'off')).toMatch(/^Give --set suspended or --set active/);
    expect(await run('device', '--id', 'x', '--set', 'suspended')).toMatch(/^There is no device x/);
    expect(await run('device', '--id', 'x', '--set', 'gone')).toMatch(/^Give --id/);
    expect(await run('device', '--id', 'x', '--set', 'suspended', '--delete-data')).toMatch(/^--delete-data goes with/);
    expect(await run('rebinding-key', '--device', 'x')).toMatch(/^There is no device x/);
    expect(await run('rebinding-key', '--device', 'x', '--hours', '1000')).toMatch(/^--hours is a number up to 168/);
    expect(await run('device', '--wrong')).toMatch(
      /^These arguments are not understood\. Of devices and keys there are/,
    );
    const db = await openSqlite(folder);
    const rows = await db.selectFrom('events').select('kind').orderBy('sequence', 'desc').limit(7).execute();
    await db.destroy();
    expect(rows.map(({ kind }) => kind).reverse()).toEqual([
      'enrolment-key.revoked',
      'tenant.entitlement-changed',
      'tenant.entitlement-changed',
      'tenant.minimum-agent-changed',
      'tenant.minimum-agent-changed',
      'tenant.suspended',
      'tenant.restored',
    ]);
  });

  it('TOK-6, AUD-4: rotates the signing key and the log’s key', async () => {
    expect(await run('rotate-keys')).toMatch(/^There are no keys yet: start services once/);
    await openKeyRing(folder, systemSources());
    expect(await run('rotate-keys')).toMatch(/^[\w-]{43} signs from \S+Z on; what the old key signed stays valid/);
    expect(await run('rotate-keys', '--compromised')).toMatch(/the old keys are void now/);
    const before = await run('log-key');
    const after = await run('rotate-log-key');
    expect(after).toMatch(/^[\w-]{43}$/);
    expect(after).not.toBe(before);
    expect(await run('log-key')).toBe(after);
  });

  it('AUD-4: verify-log takes a key that begins with a dash, and nothing else in its place', async () => {
    const verify = (...options: string[]) => run('verify-log', join(folder, 'none.ndjson'), ...options);
    for (const key of [`-${'A'.repeat(42)}`, `--${'A'.repeat(41)}`]) {
      expect(await verify('--key', key)).toMatch(/cannot be read/);
      expect(await verify('--checkpoints', 'file', `--key=${key}`)).toMatch(/cannot be read/);
    }
    expect(await verify('--key', '--checkpoints', 'file')).toMatch(/^These arguments are not understood/);
    expect(await verify('--key')).toMatch(/^These arguments are not understood/);
    expect(await verify('--key', '--help')).toMatch(/^--key is no public key/);
    expect(await verify('--checkpoints', '-file', '--key', 'A'.repeat(43))).toMatch(/^These arguments/);
  });

  it('says what is wrong with a command', async () => {
    expect(await run('nonsense')).toMatch(/^There is no command "nonsense"\. The commands are: /);
    expect(await run('constructor')).toMatch(/^There is no command/);
    expect(await run('devices')).toBe('There are no devices yet.');
    expect(await run('api-key', '--name', 'a\u202eb', '--origin', 'https://a.b')).toMatch(/printable characters/);
    expect(await run('enrolment-key', '--name', '\u0007')).toMatch(/printable characters/);
    // Each would look like Ada, who is there, or like nobody.
    for (const name of ['Ada ', 'Ada\u3164', '\u2800', 'Ada\u00a0Lovelace', 'Ada  Lovelace']) {
      expect(await run('operator', '--name', name)).toMatch(/^Give --name: /);
    }
    expect(await run('api-key', '--wrong')).toMatch(/^These arguments are not understood/);
    expect(await run('api-key', '--name', 'p', '--origin', 'https://portal.example/path')).toMatch(/is not an origin/);
    expect(await run('api-key', '--name', 'p', '--origin', 'https://a.b', '--days', '0')).toMatch(
      /^--days is a number/,
    );
    expect(await run('api-key', '--name', 'p', '--origin', 'https://a.b', '--scope', 'x')).toMatch(/^--scope is/);
    expect(await run('grant', '--operator', 'Ada', '--permission', 'x')).toMatch(/^Give --operator and --permission/);
    expect(await run('grant', '--operator', 'X', '--permission', 'sessions.read')).toBe('There is no operator "X".');
    expect(await run('grant', '--operator', 'Ada', '--permission', 'remote-access.view')).toMatch(/with --device/);
    const device = ['--device', 'nothing'];
    expect(await run('grant', '--operator', 'Ada', '--permission', 'remote-access.view', ...device)).toMatch(
      /no device/,
    );
  });
});
