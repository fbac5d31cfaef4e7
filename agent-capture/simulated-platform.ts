/** The simulated room as a platform; its room application reports on the same socket as a real one. */
import { openRoomApplication, roomApplicationName } from './call-state/room-application.ts';
import { systemClock } from './clock.ts';
import type { OpenPlatform } from './platform.ts';
import { openSimulatedRoom } from './simulated-room/simulated-room.ts';

export interface SimulatedPlatformOptions {
  readonly roomName: string;
  readonly callState: { readonly path: string; readonly token: string };
  /** Where the room's triggers listen: call, ring loss, disconnection. */
  readonly controlPath: string;
}

export function simulatedPlatform({ roomName, callState, controlPath }: SimulatedPlatformOptions): OpenPlatform {
  return async (events) => {
    const reporter = await openRoomApplication(
      { ...callState, clock: systemClock },
      { reported: (state) => events.callState(roomApplicationName, state) },
    );
    try {
      const room = await openSimulatedRoom({
        roomName,
        clock: systemClock,
        roomApplication: callState,
        controlPath,
        disconnect: () => events.disconnect(),
      });
      return {
        source: await room.openDisplaySource(events),
        sink: room.inputSink,
        frame: room.ringFrame,
        callStateSources: [reporter.name],
        missing: [],
        async close() {
          await room.close();
          await reporter.close();
        },
      };
    } catch (error) {
      await reporter.close();
      throw error;
    }
  };
}
