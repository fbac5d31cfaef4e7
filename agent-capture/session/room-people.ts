/** Who has access now, as the console's card tells the room. */
import type { CardPerson } from '../card/card-words.ts';
import type { DisplayInfo } from '../display/display-source.ts';
import type { Grant, GuardState } from '../guard/guard-state.ts';

/** Those who were let in, viewers that are away included; who only asks is not in. None where the tenant wants no card. */
export function cardPeople(state: GuardState): readonly CardPerson[] {
  const seats = 'seats' in state ? state.seats : [];
  const held = 'held' in state ? state.held : [];
  const inside = seats.filter(({ stage }) => stage !== 'asking');
  return [
    ...inside.filter(({ grant }) => !grant.cardOff).map(({ grant }) => personOf(grant, false)),
    ...held.filter(({ grant }) => !grant.cardOff).map(({ grant }) => personOf(grant, true)),
  ];
}

function personOf({ session, operatorName, permission, reason }: Grant, away: boolean): CardPerson {
  return { session, name: operatorName, permission, reason, away };
}

/** The console; where no display has that name, the first. */
export function cardDisplay(displays: readonly DisplayInfo[]): DisplayInfo | undefined {
  return displays.find(({ name }) => name === 'console') ?? displays[0];
}
