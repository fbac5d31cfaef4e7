/**
 * The operating system's own record of microphone and camera use as a source of call state: what the sound server, ALSA
 * and V4L2 say, whichever exist on this machine. It only asks and opens no device (RING-5).
 */
import type { Clock } from '../clock.ts';
import { createAlsaRecordings } from './alsa-recordings.ts';
import type { CallState, CallStateDetector, CallStateEvents } from './call-state-source.ts';
import type { DeviceUse } from './device-use.ts';
import { createFileWatch } from './file-watch.ts';
import { callStateLimits as limits } from './limits.ts';
import { openPulseRecordings } from './pulse-recordings.ts';
import type { RecordPlaces } from './record-places.ts';
import { createCameras } from './v4l2-cameras.ts';

export interface OperatingSystemRecordParts {
  readonly places: RecordPlaces;
  readonly clock: Clock;
  readonly events: CallStateEvents;
}

export function openOperatingSystemRecord({ places, clock, events }: OperatingSystemRecordParts): CallStateDetector {
  const watch = createFileWatch();
  const alsa = createAlsaRecordings(places.alsaFolder, clock);
  const cameras = createCameras({ ...places, watch, clock });
  const recordings = openPulseRecordings({ ...places, clock, changed: report });
  let cancelLook = (): void => undefined;
  let looked: readonly DeviceUse[] = [];

  function report(): void {
    const uses = [recordings.use, ...looked];
    // A call that was seen is over when it is seen to be: what never can be seen must not make it last for good.
    const seen = uses.map((use) => (use === 'unseen' ? 'free' : use));
    events.reported('operating-system', callStateOf(uses), callStateOf(seen));
  }

  function look(): void {
    cancelLook = clock.after(limits.lookMs, look);
    try {
      looked = [alsa.look(), cameras.look()];
    } catch {
      // No file can be opened: this process has too many.
      looked = ['unsure'];
    }
    report();
  }

  look();
  return {
    async close() {
      cancelLook();
      recordings.close();
      watch?.close();
    },
  };
}

/** Anything in use is a call, for all that this source knows. A machine without any of it tells nothing. */
export function callStateOf(uses: readonly DeviceUse[]): CallState {
  if (uses.includes('in-use')) return 'in-call';
  if (uses.includes('unsure') || uses.includes('unseen')) return 'unknown';
  return uses.includes('free') ? 'idle' : 'unknown';
}
