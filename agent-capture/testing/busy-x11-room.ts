/**
 * An agent in this process on a real X display, with a session open in which something is drawn and typed all the
 * time: whatever closes it shows by when frames and input stopped.
 */
import { callStateLimits } from '../call-state/limits.ts';
import { type Clock, systemClock } from '../clock.ts';
import { openX11Room } from '../x11/x11-room.ts';
import { openPainter, type Painter } from './painter.ts';
import { openSession, startTestAgent, type TestAgent } from './test-agent.ts';
import type { AgentAtDouble } from './ws-relay-double.ts';
import type { Xvfb } from './xvfb.ts';

export interface BusyX11Room {
  readonly test: TestAgent;
  readonly at: AgentAtDouble;
  /** When the last frame came out of the agent, and when the last key was pressed on the display. */
  readonly passed: { frameMs: number; inputMs: number };
  /**
   * Resolves when a frame and a key pass that were not on their way before; the frame where its place can be seen.
   * @throws Error when the session has ended
   */
  flows(what?: 'both' | 'input'): Promise<void>;
  close(): Promise<void>;
}

const drawMs = 4;
/** Its call state is as it was told to be, however late this process gets to saying so again. */
const clock: Clock = {
  ...systemClock,
  after: (ms, run) => (ms === callStateLimits.silenceMs ? () => undefined : systemClock.after(ms, run)),
};
const viewer = 1;

export async function openBusyX11Room(xvfb: Xvfb): Promise<BusyX11Room> {
  const passed = { frameMs: 0, inputMs: 0 };
  const painter = await openPainter(xvfb.display);
  const test = await startTestAgent({
    clock,
    random: Math.random,
    async openRoom(events) {
      const room = await openX11Room({ display: xvfb.display }, events);
      const { inputSink } = room;
      const source = await room.openDisplaySource(events);
      for (const { id } of source.displays) source.watch(id, true);
      return {
        source,
        sink: {
          key(input) {
            if (input.down) passed.inputMs = performance.now();
            inputSink.key(input);
          },
          text: (text) => inputSink.text(text),
          pointer: (input) => inputSink.pointer(input),
          wheel: (input) => inputSink.wheel(input),
          proceedWhile: (mayRun) => inputSink.proceedWhile(mayRun),
          releaseAll: () => inputSink.releaseAll(),
          close: () => inputSink.close(),
        },
        frame: room.ringFrame,
        close: () => room.close(),
      };
    },
  });
  const at = await test.relay.accept();
  await at.welcome();
  await test.agent.connected;
  await openSession(test, at, viewer);
  const stop = keepBusy(at, painter, passed);
  return {
    test,
    at,
    passed,
    async flows(what = 'both') {
      const { frameMs, inputMs } = passed;
      const stands = (): boolean => passed.inputMs === inputMs || (what === 'both' && passed.frameMs === frameMs);
      while (stands()) {
        for (const message of at.messages)
          if (message.message === 'sessionEnded') throw new Error(`Ended: ${JSON.stringify(message.sessionEnded)}`);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    },
    async close() {
      stop();
      await test.close();
      painter.close();
    },
  };
}

function keepBusy(at: AgentAtDouble, painter: Painter, passed: BusyX11Room['passed']): () => void {
  let frames = at.frames.length;
  let sequence = 0;
  const timers = [
    setInterval(() => {
      sequence += 1;
      void painter.fill(64, 64, 64, 64, sequence).catch(() => undefined);
      const key = { code: 'ShiftLeft', key: 'Shift', down: sequence % 2 === 1, repeat: false };
      at.send({ input: { viewer, input: { sequence, key } } });
    }, drawMs),
    setInterval(() => {
      if (at.frames.length > frames) passed.frameMs = performance.now();
      frames = at.frames.length;
    }, 1),
  ];
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}
