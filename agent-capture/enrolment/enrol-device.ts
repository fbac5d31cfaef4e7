/** Enrols this machine: a key pair that never leaves it, an enrolment key for a place in a tenant, files for both. */
import { exportPublicKey, generateProofKeys } from '@ringside/protocol';
import { readIdentity, writeIdentity } from './device-identity.ts';
import { EnrolmentError } from './enrolment-error.ts';
import { createServicesClient, type Fetch } from './services-client.ts';

export interface Enrolment {
  readonly dataFolder: string;
  readonly servicesUrl: string;
  readonly enrolmentKey: string;
  readonly name: string;
  readonly platform: string;
}

/** @returns the new device's id */
export async function enrolDevice(enrolment: Enrolment, request: Fetch = fetch): Promise<string> {
  const { dataFolder, servicesUrl, enrolmentKey, name, platform } = enrolment;
  const known = await readIdentity(dataFolder);
  if (known !== undefined) {
    throw new EnrolmentError(
      'already-enrolled',
      `This device is enrolled already (device ${known.device}): remove ${dataFolder} to enrol it anew.`,
    );
  }
  const client = createServicesClient(servicesUrl, request);
  const keys = await generateProofKeys(true);
  const publicKey = await exportPublicKey(keys);
  const file = await client.enrol({ enrolmentKey, publicKey, privateKey: keys.privateKey, name, platform });
  await writeIdentity(dataFolder, file, keys.privateKey);
  return file.device;
}
