/** The simulated room as a platform; its room application reports on the same socket as a real one. */
import type { CallStateDetectors } from './call-state/choose-detectors.ts';
import { systemClock } from './clock.ts';
import type { OpenPlatform } from './platform.ts';
import { openSimulatedRoom } from './simulated-room/simulated-room.ts';

export interface SimulatedPlatformOptions {
  readonly roomName: string;
  readonly callState: CallStateDetectors;
  /** Where the room's triggers listen: call, ring loss, disconnection. */
  readonly controlPath: string;
}

export function simulatedPlatform({ roomName, callState, controlPath }: SimulatedPlatformOptions): OpenPlatform {
  return async (events) => {
    const detectors = await callState.open({ reported: events.callState });
    try {
      const room = await openSimulatedRoom({
        roomName,
        clock: systemClock,
        roomApplication: callState.reporter,
        controlPath,
        cardEvents: events,
        disconnect: () => events.disconnect(),
        recorded: (state) => events.callState('operating-system', state),
        restarted: () => events.restarted(),
      });
      return {
        source: await room.openDisplaySource(events),
        sink: room.inputSink,
        frame: room.ringFrame,
        card: room.card,
        account: room.account,
        abilities: room.abilities,
        callStateSources: callState.required,
        missing: [],
        async close() {
          await room.close();
          await detectors.close();
        },
      };
    } catch (error) {
      await detectors.close();
      throw error;
    }
  };
}
