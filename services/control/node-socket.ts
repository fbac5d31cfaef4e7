/** A control connection as the rest of this folder sees it; the adapter is the only one that knows the library. */
import type { CloseName } from '@ringside/protocol';

export interface NodeSocket {
  send(bytes: Uint8Array): void;
  close(name: CloseName): void;
  /** Stops and starts reading, so that a node cannot outrun the disk. */
  pause(): void;
  resume(): void;
  ping(): void;
  readonly bufferedBytes: number;
}
