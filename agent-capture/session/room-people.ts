/** Who has access now: for the console's card, and for what waits until nobody has. */
import type { CardPerson, CardQuestion } from '../card/card-words.ts';
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

/** The grants of those who were let in, viewers that are away included. */
export function inside(state: GuardState): readonly Grant[] {
  const seats = 'seats' in state ? state.seats : [];
  const held = 'held' in state ? state.held : [];
  return [...seats.filter(({ stage }) => stage !== 'asking'), ...held].map(({ grant }) => grant);
}

/** Somebody waits to be let in: for the ring, or for the room. */
export function asks(state: GuardState): boolean {
  return state.waiting.length > 0 || ('seats' in state && state.seats.some(({ stage }) => stage === 'asking'));
}

/** Of whom the room is told, or for whom it is asked: one after the other, also where the tenant wants no card. */
export function cardQuestion({ waiting: [first] }: GuardState): CardQuestion | undefined {
  if (first === undefined) return undefined;
  const { session, operatorName: name, permission, reason, roomConsent } = first.grant;
  return { session, name, permission, reason, prompt: roomConsent === 'prompt' };
}

export function isAccessed(state: GuardState): boolean {
  return asks(state) || inside(state).length > 0;
}

function personOf({ session, operatorName, permission, reason }: Grant, away: boolean): CardPerson {
  return { session, name: operatorName, permission, reason, away };
}

/** The console; where no display has that name, the first. */
export function cardDisplay(displays: readonly DisplayInfo[]): DisplayInfo | undefined {
  return displays.find(({ name }) => name === 'console') ?? displays[0];
}
