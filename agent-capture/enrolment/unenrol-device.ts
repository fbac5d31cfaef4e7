/** Takes this machine off: services stop its access at once, then its key and identity go (DEV-4). */
import { readIdentity, removeIdentity } from './device-identity.ts';
import { EnrolmentError } from './enrolment-error.ts';
import { createServicesClient, type Fetch } from './services-client.ts';

export interface Unenrolment {
  readonly dataFolder: string;
  /** Where services are now, if not where the identity says. */
  readonly servicesUrl?: string | undefined;
  /** Whether services also delete what they collected about the device. */
  readonly deleteData: boolean;
}

/** @returns the device that it was @throws EnrolmentError: then nothing has changed here */
export async function unenrolDevice(
  { dataFolder, servicesUrl, deleteData }: Unenrolment,
  request: Fetch = fetch,
): Promise<string> {
  const identity = await readIdentity(dataFolder);
  if (identity === undefined) {
    throw new EnrolmentError('not-enrolled', `This device is not enrolled: there is nothing in ${dataFolder}.`);
  }
  const client = createServicesClient(servicesUrl ?? identity.servicesUrl, request);
  await client.unenrol(identity.device, identity.privateKey, deleteData);
  removeIdentity(dataFolder);
  return identity.device;
}
