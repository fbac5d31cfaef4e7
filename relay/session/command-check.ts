/** Which commands a viewer may have done, as far as the relay can see (CMD-3): grant, tenant, device, control. Pure. */
import {
  type AgentCapabilities,
  type CommandGrant,
  CommandKind,
  type CommandOffer,
  CommandRefusal,
  grantRefusal,
} from '@ringside/protocol';

/** What a viewer can be offered: restarting the room application is no command of a session. */
const offered: readonly CommandKind[] = [
  CommandKind.COMMAND_KIND_RESTART_DEVICE,
  CommandKind.COMMAND_KIND_RESTART_AFTER_SESSION,
  CommandKind.COMMAND_KIND_SHORTCUT,
  CommandKind.COMMAND_KIND_WAKE_DISPLAY,
];
const none = CommandRefusal.COMMAND_REFUSAL_UNSPECIFIED;

/** Each command as this viewer is told of it, with the device's own words where it cannot. */
export function offersFor(grant: CommandGrant, capabilities: AgentCapabilities | null): CommandOffer[] {
  return offered.map((kind) => {
    const refusal = standingRefusal(kind, grant, capabilities);
    const said = refusal === CommandRefusal.COMMAND_REFUSAL_UNAVAILABLE ? declared(kind, capabilities)?.reason : '';
    return { kind, refusal, reason: said ?? '' };
  });
}

/** Why this viewer may not have it done for as long as its session lives, or none. */
export function standingRefusal(
  kind: CommandKind,
  grant: CommandGrant,
  capabilities: AgentCapabilities | null,
): CommandRefusal {
  const byGrant = grantRefusal(kind, grant);
  if (byGrant !== none) return byGrant;
  // What the device does not speak of it cannot do.
  const isThere = declared(kind, capabilities)?.refusal === none;
  return isThere ? none : CommandRefusal.COMMAND_REFUSAL_UNAVAILABLE;
}

/**
 * Shortcuts are input: they need control (SES-6). A viewer that may only look can hold none, so its shortcuts pass while
 * nobody does.
 */
export function hasControl(kind: CommandKind, { permission }: CommandGrant, viewer: number, holder: number): boolean {
  if (kind !== CommandKind.COMMAND_KIND_SHORTCUT) return true;
  return holder === (permission === 'modify' ? viewer : 0);
}

function declared(kind: CommandKind, capabilities: AgentCapabilities | null): CommandOffer | undefined {
  return capabilities?.commands.find((offer) => offer.kind === kind);
}
