/** For tests and benches of any workspace: real X servers and clients, and a platform made of variables. */
export { type CallStateRig, openCallStateRig } from './call-state-rig.ts';
export { createFakePlatform, type FakePlatform } from './fake-platform.ts';
export { type Hands, openHands } from './hands.ts';
export { layouts, type Stroke, strokesOf, TypingHands } from './layout-strokes.ts';
export { openPainter, type Painter } from './painter.ts';
export { type Screenshot, takeScreenshot, withoutFourthByte } from './screenshot.ts';
export { createSolidPipeline } from './solid-pipeline.ts';
export { type Recorder, type SoundServer, startPulseAudio } from './sound-server.ts';
export { startTerminal, type Terminal, type TerminalPlace } from './xterm.ts';
export { startXvfb, type Xvfb, type XvfbClient, type XvfbMonitor, type XvfbOptions } from './xvfb.ts';
