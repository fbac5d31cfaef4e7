import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServicesApiDouble, type ServicesApiDouble } from '../testing/services-api-double.ts';
import { enrolDevice } from './enrol-device.ts';
import { unenrolDevice } from './unenrol-device.ts';

const enrolmentKey = 'rs_enrol_canary';
let services: ServicesApiDouble;
let dataFolder: string;
beforeEach(async () => {
  services = await openServicesApiDouble(enrolmentKey);
  dataFolder = join(mkdtempSync(join(tmpdir(), 'ringside-unenrolment-')), 'agent');
});
afterEach(() => services.close());

const enrol = () =>
  enrolDevice({ dataFolder, servicesUrl: services.url, enrolmentKey, name: 'Room 1', platform: 'fake' });
const files = () => ['identity.json', 'device-key.pem'].filter((name) => existsSync(join(dataFolder, name)));

describe('unenrolment', () => {
  it('DEV-4: proves the device, asks for what was collected to be deleted, and leaves no key behind', async () => {
    const device = await enrol();
    expect(await unenrolDevice({ dataFolder, deleteData: true })).toBe(device);
    expect(services.requests.at(-1)).toMatchObject({
      path: '/v1/device-unenrolments',
      body: { deviceId: device, deleteData: true },
    });
    expect(files()).toEqual([]);
  });

  it('DEV-4: where services refuse or are away, the device stays enrolled', async () => {
    await enrol();
    services.instead.set('/v1/device-unenrolments', { status: 403, body: '{"detail":"No."}' });
    await expect(unenrolDevice({ dataFolder, deleteData: false })).rejects.toThrow(/did not take this device off: No/);
    const elsewhere = { dataFolder, deleteData: false, servicesUrl: 'http://127.0.0.1:9' };
    await expect(unenrolDevice(elsewhere)).rejects.toMatchObject({ code: 'unreachable' });
    expect(files()).toEqual(['identity.json', 'device-key.pem']);
  });

  it('a device that is not enrolled says so', async () => {
    await expect(unenrolDevice({ dataFolder, deleteData: false })).rejects.toMatchObject({ code: 'not-enrolled' });
  });
});
