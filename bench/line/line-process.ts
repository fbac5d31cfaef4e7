/** A line as a process of its own, so that it keeps its pace whatever the bench computes: one IPC message per command. */
import type { LineShape } from './bottleneck.ts';
import { LineServer } from './line-server.ts';

/** What the bench asks of its line. Both ends are this folder's own code, of one type. */
export type LineCommand =
  | { readonly kind: 'open'; readonly shape: LineShape; readonly targets: readonly number[] }
  | { readonly kind: 'reshape'; readonly shape: LineShape }
  | { readonly kind: 'stall'; readonly durationMs: number }
  | { readonly kind: 'count' };

let line: LineServer | undefined;

async function obey(command: LineCommand): Promise<object> {
  switch (command.kind) {
    case 'open': {
      line = new LineServer(command.shape);
      const ports: number[] = [];
      for (const target of command.targets) ports.push(await line.openDoor(target));
      return { ports };
    }
    case 'reshape':
      line?.reshape(command.shape);
      return {};
    case 'stall':
      line?.stall(command.durationMs);
      return {};
    case 'count':
      return { bytes: line?.bytes };
  }
}

process.on('disconnect', () => process.exit(0));
// Commands come one at a time: each is answered before the next.
process.on('message', (command: LineCommand) => void obey(command).then((answer) => process.send?.({ answer })));
