/** What a ticket's grant lets its viewer command (CMD-3). Relay and agent both ask: neither relies on the other. Pure. */
import { CommandKind, CommandRefusal } from './enums.ts';
import type { GrantPermission } from './token.ts';

/** What of a ticket decides. */
export interface CommandGrant {
  readonly permission: GrantPermission;
  /** The tenant lets no operator restart devices. */
  readonly restartsWithheld: boolean;
  /** The tenant lets those who may only look press the shortcuts. */
  readonly viewShortcuts: boolean;
}

/** @returns why this grant does not cover it, COMMAND_REFUSAL_UNSPECIFIED when it does; what no viewer may ask is unknown */
export function grantRefusal(kind: CommandKind, grant: CommandGrant): CommandRefusal {
  const mayModify = grant.permission === 'modify';
  switch (kind) {
    case CommandKind.COMMAND_KIND_RESTART_DEVICE:
    case CommandKind.COMMAND_KIND_RESTART_AFTER_SESSION:
      return grant.restartsWithheld ? CommandRefusal.COMMAND_REFUSAL_WITHHELD : covered;
    case CommandKind.COMMAND_KIND_SHORTCUT:
      return mayModify || grant.viewShortcuts ? covered : CommandRefusal.COMMAND_REFUSAL_FORBIDDEN;
    case CommandKind.COMMAND_KIND_WAKE_DISPLAY:
      return mayModify ? covered : CommandRefusal.COMMAND_REFUSAL_FORBIDDEN;
    // Restarting the room application belongs to no session.
    default:
      return CommandRefusal.COMMAND_REFUSAL_UNKNOWN;
  }
}

const covered = CommandRefusal.COMMAND_REFUSAL_UNSPECIFIED;
