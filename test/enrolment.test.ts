/** DEV-1 and DEV-2 across processes: a second device is enrolled by hand, used, and suspended. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Operator } from './support/operator.ts';
import { Program, Ringside } from './support/ringside.ts';

const agent = join(import.meta.dirname, '../agent-capture/main.ts');

let ringside: Ringside;
let operator: Operator;

beforeAll(async () => {
  ringside = await Ringside.start();
  operator = await Operator.signIn(ringside);
});

afterAll(() => ringside?.stop());

async function enrol(key: string, folder: string): Promise<{ code: number; output: string }> {
  const where = ['--data', join(ringside.folder, folder), '--platform', 'simulated'];
  try {
    const args = [agent, 'enrol', '--services', ringside.url, '--key', key, '--name', folder, ...where];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, output: stderr };
  }
}

describe('enrolling a device by hand', () => {
  it('DEV-1: with a key from the command line it enrols once, connects, and is offered to the operator', async () => {
    const key = await ringside.command('enrolment-key', '--uses', '1');
    expect(await enrol(key, 'lobby')).toMatchObject({ code: 0 });
    expect(await ringside.command('devices')).toMatch(/^[0-9a-f-]{36} {2}monitored {2}lobby$/m);
    expect(await enrol(key, 'second')).toMatchObject({ code: 1, output: expect.stringMatching(/used up/) });
    const lobby = new Program('agent-capture/main.ts', ['run'], {
      RINGSIDE_AGENT_DATA_FOLDER: join(ringside.folder, 'lobby'),
      RINGSIDE_AGENT_PLATFORM: 'simulated',
    });
    await lobby.ready;
    await vi.waitFor(async () => {
      const { body } = await operator.call('GET', '/v1/devices');
      expect(body.devices).toContainEqual(expect.objectContaining({ name: 'lobby', connected: true }));
    }, 10_000);
    expect(await lobby.stop()).toBe(0);
  });

  it('DEV-1: a key that is wrong or expired says so', async () => {
    expect(await enrol('not-a-key', 'third')).toMatchObject({ code: 1, output: expect.stringMatching(/key/) });
    const brief = await ringside.command('enrolment-key', '--hours', '0.0000001');
    expect(await enrol(brief, 'fourth')).toMatchObject({ code: 1, output: expect.stringMatching(/expired/) });
  });
});
