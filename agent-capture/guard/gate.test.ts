import { encodeAgentMessage, FrameEncoding, FrameKind } from '@ringside/protocol';
import { describe, expect, it } from 'vitest';
import type { DisplaySource, Pixels } from '../display/display-source.ts';
import type { InputSink } from '../input/input-sink.ts';
import { agentLimits } from '../limits.ts';
import { createGate } from './gate.ts';

const rect = { x: 0, y: 0, width: 1, height: 1 };

function frameOf(epoch: number): Uint8Array {
  return encodeAgentMessage({
    frame: {
      display: 1,
      epoch,
      frame: 1,
      kind: FrameKind.FRAME_KIND_TILES,
      tilesWide: 1,
      tilesHigh: 1,
      chunks: 1,
      update: 1,
      encoding: FrameEncoding.FRAME_ENCODING_SOLID,
      payload: new Uint8Array(3),
    },
  });
}

function setUp() {
  const grabs: ((pixels: Pixels | undefined) => void)[] = [];
  const written: Uint8Array[] = [];
  const input: string[] = [];
  const source: DisplaySource = {
    platform: 'test',
    displays: [],
    layoutKnown: true,
    grab: () => new Promise((resolve) => grabs.push(resolve)),
    watch: () => undefined,
    close: async () => undefined,
  };
  /** What the sink asks before it goes on with something; how often it was told to go on. */
  const waiting = { mayRun: () => true, told: 0 };
  const sink: InputSink = {
    key: ({ code }) => void input.push(code),
    text: () => undefined,
    pointer: () => undefined,
    wheel: () => undefined,
    proceedWhile(mayRun) {
      waiting.mayRun = mayRun;
      waiting.told += 1;
    },
    releaseAll: () => void input.push('release'),
    close: async () => undefined,
  };
  const guard = { passes: true, ringSeen: true, linked: true };
  const gate = createGate({
    source,
    sink,
    passes: () => guard.passes,
    ringSeen: () => guard.ringSeen,
    write(message) {
      if (guard.linked) written.push(message);
      return guard.linked;
    },
  });
  return { gate, guard, grabs, written, input, waiting };
}

const pixels: Pixels = { ...rect, bgrx: Buffer.alloc(4) };
const press = (sink: InputSink) => sink.key({ code: 'KeyA', key: 'a', down: true, repeat: false });

describe('gate', () => {
  it('RING-2: grabs, sends and presses nothing before it is open', async () => {
    const { gate, grabs, written, input } = setUp();
    expect(await gate.grab(1, rect)).toBeUndefined();
    expect(gate.send(frameOf(1))).toBe(false);
    expect(gate.input(press)).toBe(false);
    expect([grabs.length, written.length, input.length]).toEqual([0, 0, 0]);
  });

  it('passes all of them while it is open', async () => {
    const { gate, grabs, written, input } = setUp();
    gate.open(1);
    const grabbed = gate.grab(1, rect);
    grabs[0]?.(pixels);
    expect(await grabbed).toBe(pixels);
    expect(gate.send(frameOf(1))).toBe(true);
    expect(gate.input(press)).toBe(true);
    expect(written).toHaveLength(1);
    expect(input).toEqual(['KeyA']);
  });

  it('CALL-2: pixels that were asked for before it shut are not given after', async () => {
    const { gate, grabs } = setUp();
    gate.open(1);
    const grabbed = gate.grab(1, rect);
    gate.shut();
    grabs[0]?.(pixels);
    expect(await grabbed).toBeUndefined();
  });

  it('CALL-2: nor when it has opened again meanwhile', async () => {
    const { gate, grabs } = setUp();
    gate.open(1);
    const grabbed = gate.grab(1, rect);
    gate.shut();
    gate.open(2);
    grabs[0]?.(pixels);
    expect(await grabbed).toBeUndefined();
    expect(gate.send(frameOf(1))).toBe(false);
    expect(gate.send(frameOf(2))).toBe(true);
  });

  it('SES-4: asks the guard at each write, after each wait and for each key, though nobody has shut it', async () => {
    const { gate, guard, grabs, written, input } = setUp();
    gate.open(1);
    const grabbed = gate.grab(1, rect);
    guard.passes = false;
    grabs[0]?.(pixels);
    expect(await grabbed).toBeUndefined();
    expect(gate.send(frameOf(1))).toBe(false);
    expect(gate.input(press)).toBe(false);
    expect([written.length, input.length]).toEqual([0, 0]);
  });

  it('RING-2: while the look at the ring is late, nothing passes; the next good one lets it go in order', async () => {
    const { gate, guard, grabs, written, input } = setUp();
    gate.open(1);
    guard.ringSeen = false;
    expect(await gate.grab(1, rect)).toBeUndefined();
    expect(gate.send(frameOf(1))).toBe(true);
    expect(gate.input(press)).toBe(true);
    gate.settle();
    expect([grabs.length, written.length, input.length]).toEqual([0, 0, 0]);
    guard.ringSeen = true;
    gate.settle();
    expect([written.length, input.length]).toEqual([1, 1]);
  });

  it('RING-2: what waits in the sink goes on while the ring is seen and all is open, and not otherwise', () => {
    const { gate, guard, waiting } = setUp();
    expect(waiting.mayRun()).toBe(false);
    gate.open(1);
    expect(waiting.mayRun()).toBe(true);
    guard.ringSeen = false;
    expect(waiting.mayRun()).toBe(false);
    const { told } = waiting;
    gate.settle();
    expect(waiting.told).toBe(told);
    guard.ringSeen = true;
    gate.settle();
    expect([waiting.told, waiting.mayRun()]).toEqual([told + 1, true]);
    guard.passes = false;
    expect(waiting.mayRun()).toBe(false);
  });

  it('RING-2: what waited for the look is gone when it finds the ring lost', () => {
    const { gate, guard, written, input } = setUp();
    gate.open(1);
    guard.ringSeen = false;
    gate.send(frameOf(1));
    gate.input(press);
    gate.shut();
    guard.ringSeen = true;
    gate.open(2);
    gate.settle();
    expect([written.length, input]).toEqual([0, ['release']]);
  });

  it('INP-3: more than may wait is dropped, and what is pressed is released; frames say that they were not sent', () => {
    const { gate, guard, written, input } = setUp();
    gate.open(1);
    guard.ringSeen = false;
    for (let count = 0; count < agentLimits.heldInput; count++) expect(gate.input(press)).toBe(true);
    expect(gate.input(press)).toBe(false);
    for (let count = 0; count < agentLimits.heldFrames; count++) gate.send(frameOf(1));
    expect(gate.send(frameOf(1))).toBe(false);
    guard.ringSeen = true;
    gate.settle();
    expect(input).toEqual(['release']);
    expect(written).toHaveLength(agentLimits.heldFrames);
  });

  it('INP-3: shutting releases what is pressed, every time', () => {
    const { gate, input } = setUp();
    gate.open(1);
    gate.input(press);
    gate.shut();
    gate.shut();
    expect(input).toEqual(['KeyA', 'release', 'release']);
  });

  it('sends frames only, and says so when there is no link', () => {
    const { gate, guard, written } = setUp();
    gate.open(1);
    expect(gate.send(encodeAgentMessage({ sessionOpened: { viewer: 1 } }))).toBe(false);
    guard.linked = false;
    expect(gate.send(frameOf(1))).toBe(false);
    expect(written).toHaveLength(0);
  });
});
