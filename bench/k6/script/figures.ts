/** What k6 counts and times; the thresholds in rooms.ts judge it. Names are those in k6's summary. */
import { Counter, Trend } from 'k6/metrics';

export const figures = {
  /** Whatever must not happen, while nothing is being broken on purpose. */
  failures: new Counter('failures'),
  /** From the first attempt of a device to its welcome. */
  connectMs: new Trend('device_connect', true),
  /** From a viewer's question for a ticket to its open session, for the first time. */
  openingMs: new Trend('session_opening', true),
  /** From a device's or viewer's loss to its welcome or open session. */
  backMs: new Trend('back_after_loss', true),
  /** Frames and texts that arrived while nothing is being broken: without them their latency would be none, and good. */
  framesSeen: new Counter('frames_seen'),
  textsTyped: new Counter('texts_typed'),
  /** From a frame's capture to the viewer, while nothing is being broken; whole milliseconds. */
  frameMs: new Trend('frame_latency', true),
  /** From a viewer's text to its device, likewise. */
  inputMs: new Trend('input_latency', true),
  /** Attempts that failed while the relay was away or had too many at once. */
  retries: new Counter('retries'),
};
