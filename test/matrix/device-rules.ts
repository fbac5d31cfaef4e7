/**
 * What becomes of a tenant's devices, written from the rules (DEV-1 to DEV-6) and not from the code: like the model of
 * who may, it imports nothing.
 */

export type State = 'pending' | 'monitored' | 'suspended' | 'unenrolled';

export interface Machine {
  readonly state: State;
  /** The key pair that is good for it: the last of those that it was enrolled or rebound with. */
  readonly key: string;
  /** What was collected about it is deleted. */
  readonly deleted: boolean;
  /** An incident says that two machines have its identity. */
  readonly doubled: boolean;
  /** A key to rebind it with was made, and not used since. */
  readonly rebindingKey: 'none' | 'good' | 'used' | 'revoked';
}

export interface Estate {
  readonly suspended: boolean;
  /** How many may be monitored; null: any number. */
  readonly entitled: number | null;
  /** In the order in which they enrolled. */
  readonly machines: readonly Machine[];
}

/** Something that happens; a machine is meant by its place in the order of enrolment. */
export type Happening =
  | { readonly what: 'enrol'; readonly approval: 'automatic' | 'required'; readonly key: string }
  | { readonly what: 'move'; readonly machine: number; readonly to: Exclude<State, 'pending'> }
  | { readonly what: 'delete'; readonly machine: number }
  | { readonly what: 'entitle'; readonly devices: number | null }
  | { readonly what: 'suspend tenant' }
  | { readonly what: 'restore tenant' }
  | { readonly what: 'make rebinding key'; readonly machine: number }
  | { readonly what: 'rebind'; readonly machine: number; readonly key: string }
  | { readonly what: 'come twice'; readonly machine: number }
  /** By the machine itself, with the key pair named. */
  | { readonly what: 'renew'; readonly machine: number; readonly key: string }
  | { readonly what: 'leave'; readonly machine: number; readonly key: string; readonly deleteData: boolean };

export interface Outcome {
  readonly estate: Estate;
  readonly said: string;
}

/** DEV-2: approved, stopped for a while, or off for good. */
const ways: readonly (readonly [State, State])[] = [
  ['pending', 'monitored'],
  ['pending', 'suspended'],
  ['pending', 'unenrolled'],
  ['monitored', 'suspended'],
  ['monitored', 'unenrolled'],
  ['suspended', 'monitored'],
  ['suspended', 'unenrolled'],
];

/** DEV-6. */
const isFull = ({ entitled, machines }: Estate): boolean =>
  entitled !== null && machines.filter(({ state }) => state === 'monitored').length >= entitled;

/** Whether a machine that shows this key pair may connect: nothing of a tenant that is suspended may. */
export const mayConnect = ({ suspended, machines }: Estate, place: number, key: string): boolean => {
  const machine = machines[place];
  return !suspended && machine?.key === key && (machine.state === 'pending' || machine.state === 'monitored');
};

export function happen(estate: Estate, happening: Happening): Outcome {
  const { machines } = estate;
  const place = 'machine' in happening ? happening.machine : -1;
  const machine = machines[place];
  const unchanged = (said: string): Outcome => ({ estate, said });
  const changed = (change: Partial<Machine>): Outcome => {
    const after = machines.map((each, at) => (at === place ? { ...each, ...change } : each));
    return { estate: { ...estate, machines: after }, said: 'done' };
  };
  /** A device that is off for good is rebound by nobody; who lets one back in has seen to its double. */
  const moved = (from: Machine, state: State, deleted: boolean): Outcome =>
    changed({
      state,
      deleted,
      ...(state === 'monitored' ? { doubled: false } : {}),
      ...(state === 'unenrolled' && from.rebindingKey !== 'none' ? { rebindingKey: 'revoked' } : {}),
      ...(deleted ? { key: 'none', doubled: false } : {}),
    });

  if (happening.what === 'enrol') {
    if (estate.suspended) return unchanged('tenant-suspended');
    const monitored = happening.approval === 'automatic' && !isFull(estate);
    const state = monitored ? 'monitored' : 'pending';
    const enrolled = { state, key: happening.key, deleted: false, doubled: false, rebindingKey: 'none' } as const;
    return { estate: { ...estate, machines: [...machines, enrolled] }, said: 'done' };
  }
  if (happening.what === 'entitle') {
    // Those beyond the number are suspended, the newest first.
    const monitored = machines.flatMap(({ state }, at) => (state === 'monitored' ? [at] : []));
    const over = happening.devices === null ? [] : monitored.slice(happening.devices);
    const after = machines.map((each, at) => (over.includes(at) ? { ...each, state: 'suspended' as const } : each));
    return { estate: { ...estate, entitled: happening.devices, machines: after }, said: 'done' };
  }
  if (happening.what === 'suspend tenant') return { estate: { ...estate, suspended: true }, said: 'done' };
  if (happening.what === 'restore tenant') return { estate: { ...estate, suspended: false }, said: 'done' };

  if (machine === undefined) return unchanged('nothing');
  switch (happening.what) {
    case 'move': {
      if (machine.deleted) return unchanged('device-not-found');
      if (machine.state === happening.to) return unchanged('done');
      if (!ways.some(([from, to]) => from === machine.state && to === happening.to)) {
        return unchanged('state-change-not-allowed');
      }
      if (happening.to === 'monitored' && isFull(estate)) return unchanged('entitlement-reached');
      return moved(machine, happening.to, false);
    }
    case 'delete':
      if (machine.deleted) return unchanged('device-not-found');
      return moved(machine, 'unenrolled', true);
    case 'make rebinding key':
      // Refused before it comes to that.
      if (machine.state === 'unenrolled') return unchanged('state-change-not-allowed');
      return changed({ rebindingKey: 'good' });
    case 'rebind':
      if (machine.rebindingKey === 'none') return unchanged('enrolment-key-unknown');
      if (machine.rebindingKey === 'revoked') return unchanged('enrolment-key-revoked');
      if (machine.rebindingKey === 'used') return unchanged('enrolment-key-used-up');
      if (estate.suspended) return unchanged('tenant-suspended');
      // Its state stays: who was stopped has to be let back in by somebody.
      return changed({ key: happening.key, doubled: false, rebindingKey: 'used' });
    case 'come twice':
      if (machine.state !== 'pending' && machine.state !== 'monitored') return unchanged('done');
      return changed({ state: 'suspended', doubled: true });
    case 'renew':
      if (machine.key !== happening.key) return unchanged('proof-invalid');
      return unchanged(mayConnect(estate, place, happening.key) ? 'done' : 'device-withdrawn');
    case 'leave': {
      if (machine.key !== happening.key) return unchanged('proof-invalid');
      return moved(machine, 'unenrolled', happening.deleteData);
    }
    default:
      return happening satisfies never;
  }
}

/**
 * DEV-5: whether an agent is older than the oldest that its tenant lets connect. Versions are numbers with dots between,
 * of which left out ones are 0; what comes before a release is older than it; what names no version is older than any.
 */
export function isTooOld(version: string, minimum: string | null): boolean {
  if (minimum === null) return false;
  const [release = ''] = version.split(/[-+]/);
  const suffix = version.slice(release.length);
  const numbers = release.split('.');
  const isVersion = numbers.length <= 4 && numbers.every((each) => /^[0-9]{1,6}$/.test(each));
  if (!isVersion) return true;
  // As long as each other, they are in the order of the alphabet.
  const inOrder = (of: readonly string[]) => [0, 1, 2, 3].map((place) => (of[place] ?? '').padStart(6, '0')).join('.');
  const [own, least] = [inOrder(numbers), inOrder(minimum.split('.'))];
  if (own !== least) return own < least;
  return suffix !== '' && !suffix.startsWith('+');
}
