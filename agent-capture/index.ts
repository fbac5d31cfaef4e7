/** The agent as a part of other programs: tests and benchmarks start it in their own process with parts of their own. */
export type { CallState } from './call-state/call-state-source.ts';
export { type Clock, systemClock } from './clock.ts';
export type { TileRect, VideoOutlet, VideoPipeline } from './damage/video-pipeline.ts';
export type { DisplayEvents, DisplayInfo, DisplaySource, Pixels, Rect } from './display/display-source.ts';
export { type DeviceIdentity, readIdentity } from './enrolment/device-identity.ts';
export { type Enrolment, enrolDevice } from './enrolment/enrol-device.ts';
export { createServicesClient } from './enrolment/services-client.ts';
export type { InputSink } from './input/input-sink.ts';
export { openWsRelaySocket } from './link/ws-relay-socket.ts';
export type { Log } from './log.ts';
export type { OpenPlatform, Platform, PlatformEvents } from './platform.ts';
export type { RingFrame } from './ring/ring-frame.ts';
export { type Agent, type AgentParts, type AgentSettings, startAgent } from './session/start-agent.ts';
