/** Commands and what became of them, as the log and the API name them: closed lists. */
import { CommandKind, CommandRefusal } from '@ringside/protocol';

/** "restart-device"; "unknown" for one that a newer relay named. */
export function commandName(kind: CommandKind): string {
  return nameOf(CommandKind[kind], 'COMMAND_KIND_');
}

/** "done", or why not: "withheld". */
export function resultName(refusal: CommandRefusal): string {
  if (refusal === CommandRefusal.COMMAND_REFUSAL_UNSPECIFIED) return 'done';
  return nameOf(CommandRefusal[refusal], 'COMMAND_REFUSAL_');
}

function nameOf(name: string | undefined, prefix: string): string {
  if (name === undefined || name.endsWith('_UNSPECIFIED')) return 'unknown';
  return name.slice(prefix.length).toLowerCase().replaceAll('_', '-');
}
