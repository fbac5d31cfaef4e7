/**
 * A System V shared-memory segment mapped into this process. It is marked for removal as soon as it is mapped, so nothing
 * is left behind however the processes end; Linux lets others map it by its id all the same, as long as we do.
 */
import { koffi } from '../koffi-package.ts';
import { X11Error } from './x11-error.ts';

export interface SharedMemory {
  readonly id: number;
  readonly bytes: Buffer;
}

interface SharedMemoryCalls {
  shmget(key: number, size: number, flags: number): number;
  shmat(id: number, address: null, flags: number): unknown;
  shmdt(address: unknown): number;
  shmctl(id: number, command: number, buffer: null): number;
}

const ipcPrivate = 0;
const ipcCreate = 0o1000;
const ownerOnly = 0o600;
const ipcRemove = 0;

let calls: SharedMemoryCalls | undefined;

function systemCalls(): SharedMemoryCalls {
  if (calls !== undefined) return calls;
  // The C library's own name differs between glibc and musl; null is the process itself, which has either.
  const library = koffi.load(null);
  const shmget = library.func('int shmget(int key, size_t size, int flags)');
  const shmat = library.func('void *shmat(int id, void *address, int flags)');
  const shmdt = library.func('int shmdt(void *address)');
  const shmctl = library.func('int shmctl(int id, int command, void *buffer)');
  calls = {
    shmget: (key, size, flags) => Number(shmget(key, size, flags)),
    shmat: (id, address, flags) => shmat(id, address, flags),
    shmdt: (address) => Number(shmdt(address)),
    shmctl: (id, command, buffer) => Number(shmctl(id, command, buffer)),
  };
  return calls;
}

/** Buffers handed out may outlive the grabber; the mapping goes when none is left. */
const mappings = new FinalizationRegistry((address: unknown) => systemCalls().shmdt(address));

/** @throws X11Error 'unsupported' when the system gives no such memory */
export function createSharedMemory(size: number): SharedMemory {
  const { shmget, shmat, shmctl } = systemCalls();
  const id = shmget(ipcPrivate, size, ipcCreate | ownerOnly);
  if (id < 0) throw new X11Error('unsupported', `The system gives no shared memory of ${size} bytes.`);
  const address = shmat(id, null, 0);
  shmctl(id, ipcRemove, null);
  if (address === null || koffi.address(address) === 0xffff_ffff_ffff_ffffn) {
    throw new X11Error('unsupported', `The system does not map shared memory of ${size} bytes.`);
  }
  const memory = koffi.view(address, size);
  mappings.register(memory, address);
  return { id, bytes: Buffer.from(memory) };
}
