/** A Linux machine on X11 as a platform. */
import type { LookAtAccount } from './account/account-source.ts';
import type { CallStateDetectors } from './call-state/choose-detectors.ts';
import { createProcessCardPainter } from './card/process-card-painter.ts';
import { systemClock } from './clock.ts';
import type { Ability } from './commands/abilities.ts';
import { missingForDrawing } from './drawing/canvas.ts';
import type { HelperAbilities } from './helper/helper-client.ts';
import type { OpenPlatform } from './platform.ts';
import { openX11Room } from './x11/x11-room.ts';

export interface X11PlatformOptions {
  /** The X display: ":0". */
  readonly display: string;
  readonly callState: CallStateDetectors;
  /** Who is signed in on the machine. */
  readonly account: Ability<LookAtAccount>;
  /** What a privileged helper does for the agent. */
  readonly helper: HelperAbilities;
}

export function x11Platform({ display, callState, account, helper }: X11PlatformOptions): OpenPlatform {
  return async (events) => {
    const room = await openX11Room({ display }, events);
    const withoutCard = missingForDrawing();
    try {
      const source = await room.openDisplaySource(events);
      const detectors = await callState.open({ reported: events.callState });
      return {
        source,
        sink: room.inputSink,
        frame: room.ringFrame,
        card: { face: room.cardFace, painter: createProcessCardPainter(systemClock) },
        account,
        abilities: { ...helper, wakeDisplay: source.wake },
        callStateSources: callState.required,
        missing: [
          ...(withoutCard === undefined ? [] : [`The console shows no card: ${withoutCard} is not installed.`]),
          ...('unavailable' in account ? [account.unavailable] : []),
        ],
        async close() {
          await detectors.close();
          await room.close();
        },
      };
    } catch (error) {
      await room.close();
      throw error;
    }
  };
}
