/** The commands that the relay offers this viewer, and what becomes of those that are asked for. */
import { CommandKind, type CommandOffer, CommandRefusal } from '@ringside/protocol';

export type CommandName = 'restart-device' | 'restart-after-session' | 'shortcut' | 'wake-display';

/** Why a command cannot be had, or was not done. */
export type CommandProblem =
  | 'forbidden'
  | 'withheld'
  | 'unavailable'
  | 'no-control'
  | 'too-often'
  | 'failed'
  | 'no-answer'
  | 'unknown';

export interface Offer {
  /** Undefined when it can be had. */
  readonly problem: CommandProblem | undefined;
  /** The device's own words, when it cannot do it. */
  readonly reason: string;
}

export type Offers = Readonly<Record<CommandName, Offer>>;

const kinds: Readonly<Record<CommandName, CommandKind>> = {
  'restart-device': CommandKind.COMMAND_KIND_RESTART_DEVICE,
  'restart-after-session': CommandKind.COMMAND_KIND_RESTART_AFTER_SESSION,
  shortcut: CommandKind.COMMAND_KIND_SHORTCUT,
  'wake-display': CommandKind.COMMAND_KIND_WAKE_DISPLAY,
};

export const kindOf = (command: CommandName): CommandKind => kinds[command];

const missing: Offer = { problem: 'unavailable', reason: '' };

/** What is not offered cannot be had. */
export const noOffers: Offers = {
  'restart-device': missing,
  'restart-after-session': missing,
  shortcut: missing,
  'wake-display': missing,
};

export function offersOf(offered: readonly CommandOffer[]): Offers {
  const of = (command: CommandName): Offer => {
    const offer = offered.find(({ kind }) => kind === kinds[command]);
    return offer === undefined ? missing : { problem: problemOf(offer.refusal), reason: offer.reason };
  };
  return {
    'restart-device': of('restart-device'),
    'restart-after-session': of('restart-after-session'),
    shortcut: of('shortcut'),
    'wake-display': of('wake-display'),
  };
}

/** For a host that wants no more than looking, whatever the grant allows. */
export function lookingOnly(offers: Offers): Offers {
  const forbidden: Offer = { problem: 'forbidden', reason: '' };
  return { ...offers, shortcut: forbidden, 'wake-display': forbidden };
}

/** Undefined when it was done. */
export function problemOf(refusal: CommandRefusal): CommandProblem | undefined {
  switch (refusal) {
    case CommandRefusal.COMMAND_REFUSAL_UNSPECIFIED:
      return undefined;
    case CommandRefusal.COMMAND_REFUSAL_FORBIDDEN:
      return 'forbidden';
    case CommandRefusal.COMMAND_REFUSAL_WITHHELD:
      return 'withheld';
    case CommandRefusal.COMMAND_REFUSAL_UNAVAILABLE:
      return 'unavailable';
    case CommandRefusal.COMMAND_REFUSAL_NO_CONTROL:
      return 'no-control';
    case CommandRefusal.COMMAND_REFUSAL_TOO_OFTEN:
      return 'too-often';
    case CommandRefusal.COMMAND_REFUSAL_FAILED:
      return 'failed';
    case CommandRefusal.COMMAND_REFUSAL_NO_ANSWER:
      return 'no-answer';
    default:
      return 'unknown';
  }
}

/** Numbers what is asked for on one connection, and knows again what an answer is to. */
export class CommandCalls {
  readonly #asked = new Map<number, CommandName>();
  #last = 0;

  /** @returns the number to send it with */
  ask(command: CommandName): number {
    this.#asked.set(++this.#last, command);
    return this.#last;
  }

  /** Undefined for an answer to nothing. */
  answered(id: number): CommandName | undefined {
    const command = this.#asked.get(id);
    this.#asked.delete(id);
    return command;
  }

  /** A connection begins: what an earlier one did not answer is never answered. */
  begin(): void {
    this.#asked.clear();
  }
}
