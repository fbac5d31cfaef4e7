/** A Linux machine on X11 as a platform; its call state comes from the room application. */
import { openRoomApplication, roomApplicationName } from './call-state/room-application.ts';
import { systemClock } from './clock.ts';
import type { OpenPlatform } from './platform.ts';
import { openX11Room } from './x11/x11-room.ts';

export interface X11PlatformOptions {
  /** The X display: ":0". */
  readonly display: string;
  /** Where the room application reports, and what it proves itself with. */
  readonly callState: { readonly path: string; readonly token: string };
}

export function x11Platform({ display, callState }: X11PlatformOptions): OpenPlatform {
  return async (events) => {
    const room = await openX11Room({ display }, events);
    try {
      const source = await room.openDisplaySource(events);
      const reporter = await openRoomApplication(
        { ...callState, clock: systemClock },
        { reported: (state) => events.callState(roomApplicationName, state) },
      );
      return {
        source,
        sink: room.inputSink,
        frame: room.ringFrame,
        callStateSources: [reporter.name],
        missing: [],
        async close() {
          await reporter.close();
          await room.close();
        },
      };
    } catch (error) {
      await room.close();
      throw error;
    }
  };
}
