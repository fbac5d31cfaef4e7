/** One viewer's commands: checked, counted, passed to the device; each is answered and told to services once. */
import {
  type AgentCapabilities,
  type Command,
  type CommandGrant,
  CommandKind,
  type CommandOffer,
  CommandRefusal,
} from '@ringside/protocol';
import { TokenBucket } from '../connection/token-bucket.ts';
import { relayLimits } from '../limits.ts';
import { increment } from '../monitoring/counters.ts';
import type { RelayNode } from '../relay-node.ts';
import { hasControl, offersFor, standingRefusal } from './command-check.ts';

export interface CommandedDevice {
  readonly capabilities: AgentCapabilities | null;
  readonly control: { readonly holder: number };
}

export interface ViewerCommandsParts {
  readonly node: RelayNode;
  readonly session: string;
  readonly viewer: number;
  readonly grant: CommandGrant;
  readonly device: CommandedDevice;
  readonly forward: (command: Command) => void;
  readonly answer: (id: number, refusal: CommandRefusal) => void;
}

/** These say nothing about the session, and anybody can cause any number of them. */
const notLogged: ReadonlySet<CommandRefusal> = new Set([
  CommandRefusal.COMMAND_REFUSAL_UNKNOWN,
  CommandRefusal.COMMAND_REFUSAL_TOO_OFTEN,
]);

export class ViewerCommands {
  readonly #parts: ViewerCommandsParts;
  readonly #rate: TokenBucket;
  /** What the device has been asked and has not answered, by the viewer's number for it. */
  readonly #asked = new Map<number, CommandKind>();

  constructor(parts: ViewerCommandsParts) {
    this.#parts = parts;
    const { commandsPerSecond, commandBurst } = relayLimits;
    this.#rate = new TokenBucket(commandsPerSecond, commandBurst, parts.node.clock.monotonicMs());
  }

  get offers(): CommandOffer[] {
    return offersFor(this.#parts.grant, this.#parts.device.capabilities);
  }

  ask(command: Command): void {
    const refusal = this.#refusal(command);
    if (refusal !== CommandRefusal.COMMAND_REFUSAL_UNSPECIFIED) {
      this.#answer(command.id, command.kind, refusal);
      return;
    }
    this.#asked.set(command.id, command.kind);
    this.#parts.forward(command);
  }

  /** The device's word. @returns false when it was not asked that */
  answered(id: number, refusal: CommandRefusal): boolean {
    const kind = this.#asked.get(id);
    if (kind === undefined) return false;
    this.#asked.delete(id);
    this.#answer(id, kind, refusal);
    return true;
  }

  /** Viewer or device are gone: what is unanswered stays so, and the log says it. */
  ended(): void {
    for (const [id, kind] of this.#asked) this.#answer(id, kind, CommandRefusal.COMMAND_REFUSAL_NO_ANSWER);
    this.#asked.clear();
  }

  #refusal({ id, kind }: Command): CommandRefusal {
    const { node, grant, device, viewer } = this.#parts;
    if (!this.#rate.take(node.clock.monotonicMs()) || this.#asked.size >= relayLimits.commandsWaiting) {
      return CommandRefusal.COMMAND_REFUSAL_TOO_OFTEN;
    }
    // A number that is still in use would have two answers.
    if (this.#asked.has(id)) return CommandRefusal.COMMAND_REFUSAL_TOO_OFTEN;
    const standing = standingRefusal(kind, grant, device.capabilities);
    if (standing !== CommandRefusal.COMMAND_REFUSAL_UNSPECIFIED) return standing;
    const mayNow = hasControl(kind, grant, viewer, device.control.holder);
    return mayNow ? CommandRefusal.COMMAND_REFUSAL_UNSPECIFIED : CommandRefusal.COMMAND_REFUSAL_NO_CONTROL;
  }

  #answer(id: number, command: CommandKind, refusal: CommandRefusal): void {
    const { node, session, answer } = this.#parts;
    const done = refusal === CommandRefusal.COMMAND_REFUSAL_UNSPECIFIED;
    increment(node.counters.commands, done ? 'done' : (CommandRefusal[refusal] ?? 'COMMAND_REFUSAL_FAILED'));
    if (!notLogged.has(refusal)) node.journal.session({ commandDone: { session, command, refusal } });
    node.log.info({ session, command: CommandKind[command], refusal: CommandRefusal[refusal] }, 'command');
    answer(id, refusal);
  }
}
