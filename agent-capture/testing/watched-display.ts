/** The displays of an X server with all that they tell kept, and promises for what comes next. */
import type { DisplayInfo, DisplaySource, Rect } from '../display/display-source.ts';
import { openX11Display, type X11DisplayOptions, type X11DisplaySource } from '../display/x11-display.ts';

export interface WatchedDisplay {
  readonly source: X11DisplaySource;
  readonly damage: { readonly display: number; readonly rect: Rect }[];
  readonly failures: Error[];
  nextDamage(): Promise<{ readonly display: number; readonly rect: Rect }>;
  /** Resolves once the displays satisfy the condition. */
  layoutWhen(condition: (displays: readonly DisplayInfo[]) => boolean): Promise<readonly DisplayInfo[]>;
  nextFailure(): Promise<Error>;
}

export async function openWatchedDisplay(options: X11DisplayOptions): Promise<WatchedDisplay> {
  const damage: WatchedDisplay['damage'] = [];
  const failures: Error[] = [];
  let onDamage = (_: (typeof damage)[number]): void => undefined;
  let onLayout = (_: readonly DisplayInfo[]): void => undefined;
  let onFailure = (_: Error): void => undefined;
  const source = await openX11Display(options, {
    damaged(display, rect) {
      damage.push({ display, rect });
      onDamage({ display, rect });
    },
    layoutChanged: (displays) => onLayout(displays),
    failed(error) {
      failures.push(error);
      onFailure(error);
    },
  });
  return {
    source,
    damage,
    failures,
    nextDamage: () => new Promise((resolve) => (onDamage = resolve)),
    layoutWhen: (condition) =>
      new Promise((resolve) => {
        onLayout = (displays) => {
          if (condition(displays)) resolve(displays);
        };
        onLayout(source.displays);
      }),
    nextFailure: () => new Promise((resolve) => (onFailure = resolve)),
  };
}

export function displayNamed(source: DisplaySource, name: string): DisplayInfo {
  const display = source.displays.find((one) => one.name === name);
  if (display === undefined) throw new Error(`There is no ${name} among ${JSON.stringify(source.displays)}.`);
  return display;
}

export function wholeOf({ width, height }: DisplayInfo): Rect {
  return { x: 0, y: 0, width, height };
}
