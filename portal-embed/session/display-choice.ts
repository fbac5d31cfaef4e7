/** Which displays are shown: one at a time or several side by side, chosen by name so that a new layout keeps them. */
import type { Display } from '@ringside/protocol';

export type Layout = 'single' | 'side-by-side';

export interface DisplayChoice {
  readonly layout: Layout;
  /** Names; empty means all of them (side by side), or the first (single). */
  readonly names: readonly string[];
}

/** @param attribute "all", or names in any order: "console front-1" */
export function parseChoice(attribute: string, layout: Layout): DisplayChoice {
  const names = attribute.split(/[\s,]+/).filter((name) => name !== '' && name !== 'all');
  return { layout, names };
}

/** The displays shown now, in the layout's order; never none while there are any. */
export function shownDisplays(choice: DisplayChoice, displays: readonly Display[]): readonly number[] {
  const named = displays.filter(({ name }) => choice.names.includes(name));
  const chosen = named.length > 0 ? named : displays;
  return (choice.layout === 'single' ? chosen.slice(0, 1) : chosen).map(({ display }) => display);
}

/** Presses the button of one display: alone in single, on or off side by side, where the last one stays. */
export function pressDisplay(choice: DisplayChoice, name: string, displays: readonly Display[]): DisplayChoice {
  if (choice.layout === 'single') return { ...choice, names: [name] };
  const shown = shownDisplays(choice, displays);
  const names = displays.filter(({ display }) => shown.includes(display)).map((display) => display.name);
  const next = names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
  return { ...choice, names: next.length === 0 ? [name] : next };
}

/** Comes back to the page: beside those that are shown there, or in their place. */
export function withDisplay(choice: DisplayChoice, name: string): DisplayChoice {
  if (choice.layout === 'single') return { ...choice, names: [name] };
  const all = choice.names.length === 0 || choice.names.includes(name);
  return all ? choice : { ...choice, names: [...choice.names, name] };
}

/** Going to single keeps the first one shown; going side by side shows all. */
export function switchLayout(choice: DisplayChoice, displays: readonly Display[]): DisplayChoice {
  if (choice.layout === 'single') return { layout: 'side-by-side', names: [] };
  const [first] = shownDisplays(choice, displays);
  const name = displays.find(({ display }) => display === first)?.name;
  return { layout: 'single', names: name === undefined ? [] : [name] };
}
