import {
  CommandKind,
  decodeAgentMessage,
  EndReason,
  encodeAgentMessage,
  isFrame,
  limits,
  RingFault,
} from '@ringside/protocol';
import { describe, expect, it } from 'vitest';
import { createCallStates } from '../call-state/call-states.ts';
import { commandLimits } from '../commands/limits.ts';
import type { VideoOutlet, VideoPipeline } from '../damage/video-pipeline.ts';
import type { DisplaySource } from '../display/display-source.ts';
import type { Happening } from '../guard/guard-state.ts';
import { agentLimits } from '../limits.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakePlatform } from '../testing/fake-platform.ts';
import { createSolidPipeline } from '../testing/solid-pipeline.ts';
import { createRoomAccess } from './room-access.ts';

/** Access on a fake platform, with a clock that stands still and a link that takes everything. */
async function setUp(createPipeline: (outlet: VideoOutlet) => VideoPipeline = createSolidPipeline) {
  const fake = createFakePlatform();
  const running = createFakeClock();
  /** How far the date has run ahead of the running clock. */
  const sleep = { ms: 0 };
  const clock = { ...running, wallMs: () => running.wallMs() + sleep.ms };
  const sent: Uint8Array[] = [];
  const held = new Set<string>();
  const looked: number[] = [];
  const line = { queuedBytes: 0, leaving: { unsent: 0, unacknowledged: 0 }, down: false, cuts: 0 };
  const platform = await fake.open({
    layoutChanged: () => undefined,
    damaged: () => undefined,
    failed: () => undefined,
    disturbed: () => undefined,
    broken: () => undefined,
    cardTouched: () => undefined,
    cardKeysPressed: () => undefined,
    cardGone: () => undefined,
    callState: () => undefined,
    disconnect: () => undefined,
    restarted: () => undefined,
  });
  const sink = {
    ...platform.sink,
    key: ({ code, down }: { code: string; down: boolean }) => void (down ? held.add(code) : held.delete(code)),
    pointer: ({ buttons }: { buttons: number }) => void (buttons > 0 ? held.add('button') : held.delete('button')),
    releaseAll: () => held.clear(),
  };
  // Red all over: what the ring's look needs, at the price of nothing.
  const red = Buffer.alloc(320 * 192 * 4, Buffer.from([0, 0, 0xff, 0]));
  const black = Buffer.alloc(red.length);
  const ring = { isThere: true };
  const source: DisplaySource = {
    ...platform.source,
    displays: fake.displays,
    grab(_, rect) {
      // A strip of the ring, the first of each look.
      if (rect.x === 0 && rect.y === 0) looked.push(clock.monotonicMs());
      if (fake.frozen) return new Promise(() => undefined);
      return Promise.resolve({ ...rect, bgrx: (ring.isThere ? red : black).subarray(0, rect.width * rect.height * 4) });
    },
  };
  const callStates = createCallStates(clock, () => undefined);
  const access = createRoomAccess({
    platform: { ...platform, source, sink, account: { unavailable: 'no logind' } },
    callStates,
    createPipeline,
    link: {
      send(message) {
        if (!line.down) sent.push(message);
        return !line.down;
      },
      queuedBytes: () => line.queuedBytes,
      leaving: () => line.leaving,
      cut: () => void line.cuts++,
    },
    owedRestart: { left: false, note: () => undefined },
    clock,
    random: () => 0,
    log: { info: () => undefined, warn: () => undefined },
  });
  access.layoutChanged();
  let viewer = 0;
  return {
    access,
    callStates,
    clock,
    sleep,
    fake,
    held,
    line,
    looked,
    ring,
    sent,
    /** A session of this viewer, open, whatever was before. */
    async open(leaseMs = 5_000, idleMs = 600_000): Promise<number> {
      viewer += 1;
      access.happened({ event: 'link', link: 'up' });
      access.happened({ event: 'call', call: 'idle' });
      access.happened({ event: 'lease', untilMs: clock.monotonicMs() + leaseMs });
      const tenant = { cardOff: false, restartsWithheld: false, viewShortcuts: false, roomConsent: 'none' } as const;
      const card = { reason: 'The display flickers', ...tenant };
      const times = { endsMs: clock.monotonicMs() + 3_600_000, idleMs };
      const grant = { session: `s${viewer}`, permission: 'modify', operatorName: 'Olga', ...card, ...times } as const;
      access.happened({ event: 'request', viewer, grant });
      if (access.state.phase !== 'open') await clock.advance(0);
      expect(access.state.phase).toBe('open');
      return viewer;
    },
  };
}

function newestEpoch(sent: readonly Uint8Array[]): number {
  const layouts = sent.filter((bytes) => !isFrame(bytes)).map((bytes) => decodeAgentMessage(bytes));
  return layouts.flatMap((one) => (one.message === 'layout' ? [one.layout.epoch] : [])).at(-1) ?? 0;
}

/** The ends of sessions that were told. */
function endsIn(sent: readonly Uint8Array[]) {
  const told = sent.filter((bytes) => !isFrame(bytes)).map((bytes) => decodeAgentMessage(bytes));
  return told.flatMap((one) => (one.message === 'sessionEnded' ? [one.sessionEnded] : []));
}

const nothing = { key: null, pointer: null, wheel: null, text: null, releaseAll: null };

describe('room access', () => {
  it.each([
    ['CALL-2: a call', { event: 'call', call: 'in-call' }],
    ['RING-2: a lost ring', { event: 'ring-lost' }],
    ['RING-4: an eject', { event: 'eject' }],
    ['SES-4: a lapsed lease', { event: 'tick' }],
  ] as const)('%s: what was written and has not left yet never does', async (_, happening) => {
    const { access, clock, line, open } = await setUp();
    await open();
    line.leaving = { unsent: 1, unacknowledged: 1 };
    if (happening.event === 'tick') await clock.advance(10_000);
    access.happened(happening);
    expect([line.cuts, access.state.phase]).toEqual([1, 'closed']);
  });

  it('CALL-2: with nothing under way the link stays, and so it does when what was is acknowledged in time', async () => {
    const { access, clock, line, open } = await setUp();
    await open();
    line.leaving = { unsent: 0, unacknowledged: 1 };
    access.happened({ event: 'call', call: 'in-call' });
    line.leaving = { unsent: 0, unacknowledged: 0 };
    await clock.advance(agentLimits.acknowledgedMs);
    expect(line.cuts).toBe(0);
  });

  it('CALL-2: what left and is not acknowledged in time may be lost on its way, and does not leave again', async () => {
    const { access, clock, line, open } = await setUp();
    await open();
    line.leaving = { unsent: 0, unacknowledged: 1 };
    access.happened({ event: 'call', call: 'in-call' });
    await clock.advance(agentLimits.acknowledgedMs - 1);
    expect(line.cuts).toBe(0);
    await clock.advance(1);
    expect(line.cuts).toBe(1);
  });

  it('SES-3: while others are in, the end of one breaks no link; nor does the end of an agent that stops', async () => {
    const { access, line, open } = await setUp();
    const viewer = await open();
    await open();
    line.leaving = { unsent: 1, unacknowledged: 1 };
    access.happened({ event: 'violation', viewer });
    expect([line.cuts, access.state.phase]).toEqual([0, 'open']);
    access.happened({ event: 'stop' });
    expect(line.cuts).toBe(0);
  });

  it('SES-3: what could not be told is told on the next link, once, before the room', async () => {
    const { access, line, sent, open } = await setUp();
    await open();
    line.down = true;
    access.eject();
    line.down = false;
    sent.length = 0;
    access.introduce();
    const told = sent.map((bytes) => decodeAgentMessage(bytes));
    expect(told[0]).toMatchObject({ sessionEnded: { reason: EndReason.END_REASON_EJECTED } });
    expect(told.filter(({ message }) => message === 'sessionEnded')).toHaveLength(1);
    expect(told.at(-1)).toMatchObject({ room: { ejected: true } });
    sent.length = 0;
    access.introduce();
    expect(sent.map((bytes) => decodeAgentMessage(bytes).message)).not.toContain('sessionEnded');
  });

  it('RING-2: the end says how the ring was lost, and where', async () => {
    const { access, fake, sent, open } = await setUp();
    const lossOf = async (lose: () => void): Promise<unknown> => {
      await open();
      sent.length = 0;
      lose();
      const told = sent.filter((bytes) => !isFrame(bytes)).map((bytes) => decodeAgentMessage(bytes));
      return told.find((one) => one.message === 'sessionEnded');
    };
    const loss = (fault: RingFault, display: string) => ({ sessionEnded: { ringLoss: { fault, display } } });
    const hidden = loss(RingFault.RING_FAULT_HIDDEN, 'console');
    expect(await lossOf(() => access.ringBroken(1, 'hidden'))).toMatchObject(hidden);
    // The first that was seen is the cause.
    const gone = () => {
      access.ringBroken(1, 'gone');
      access.ringBroken(1, 'moved');
    };
    expect(await lossOf(gone)).toMatchObject(loss(RingFault.RING_FAULT_GONE, 'console'));
    const nowhere = loss(RingFault.RING_FAULT_NO_DISPLAY, '');
    const unplugged = () => {
      fake.displays.splice(0);
      access.layoutChanged();
    };
    expect(await lossOf(unplugged)).toMatchObject(nowhere);
  });

  it('RING-2: a ring that a look does not find any more ends the session within 250 ms, and that is what is said', async () => {
    const { access, clock, ring, sent, open } = await setUp();
    await open();
    await clock.advance(0);
    ring.isThere = false;
    await clock.advance(250);
    expect(access.state.phase).toBe('closed');
    const [reason, fault] = [EndReason.END_REASON_RING_LOST, RingFault.RING_FAULT_NOT_SEEN];
    expect(endsIn(sent)).toMatchObject([{ reason, ringLoss: { fault, display: 'console' } }]);
    await access.close();
  });

  it('INP-4: a flood of input ends the session', async () => {
    const { access, sent, open } = await setUp();
    const viewer = await open();
    const key = { code: 'KeyA', key: 'a', down: true, repeat: false };
    const most = agentLimits.inputBurst + agentLimits.inputFlood;
    for (let sequence = 1; sequence <= most; sequence++) {
      access.input(viewer, { sequence, event: 'key', ...nothing, key });
    }
    expect(access.state.phase).toBe('open');
    access.input(viewer, { sequence: most + 1, event: 'key', ...nothing, key });
    expect(access.state.phase).toBe('closed');
    expect(endsIn(sent)).toMatchObject([{ reason: EndReason.END_REASON_PROTOCOL_VIOLATION }]);
    await access.close();
  });

  it('CALL-2, RING-2: a capture that fails ends the session, and shuts at once', async () => {
    let outlet: VideoOutlet | undefined;
    const { access, sent, open } = await setUp((given) => {
      outlet = given;
      return createSolidPipeline(given);
    });
    await open();
    outlet?.failed(new Error('no picture'));
    expect(access.state.phase).toBe('closed');
    expect(endsIn(sent)).toMatchObject([{ reason: EndReason.END_REASON_CAPTURE_FAILED }]);
    expect(await outlet?.grab(1, { x: 0, y: 0, width: 64, height: 64 })).toBeUndefined();
    await access.close();
  });

  it('CMD-2: restarts the device a quiet minute and a countdown after the last session, however it ended', async () => {
    const { access, fake, clock, open } = await setUp();
    await open();
    access.happened({ event: 'call', call: 'in-call' });
    await clock.advance(1_000_000);
    expect(fake.done).toEqual([]);
    access.happened({ event: 'call', call: 'idle' });
    await clock.advance(commandLimits.restartQuietMs + commandLimits.restartCountdownMs - 1);
    expect(fake.done).toEqual([]);
    await clock.advance(1);
    expect([fake.done, access.restarting]).toEqual([['restart device'], true]);
    await clock.advance(limits.restartResumeMs);
    expect([fake.done, access.restarting]).toEqual([['restart device'], false]);
  });

  it('CMD-2: a session that opens in the countdown is not cut off', async () => {
    const { access, fake, clock, open } = await setUp();
    await open();
    access.happened({ event: 'violation', viewer: 1 });
    await clock.advance(commandLimits.restartQuietMs + 1_000);
    await open(1_000_000);
    await clock.advance(200_000);
    expect(fake.done).toEqual([]);
  });

  it('SES-3: after the machine slept nothing passes, and the link begins anew', async () => {
    const { access, sleep, held, line, open } = await setUp();
    const viewer = await open();
    const press = (sequence: number): void =>
      access.input(viewer, {
        sequence,
        event: 'key',
        ...nothing,
        key: { code: 'KeyA', key: 'a', down: true, repeat: false },
      });
    sleep.ms += agentLimits.sleepMs;
    press(1);
    expect([...held]).toEqual(['KeyA']);
    sleep.ms += agentLimits.sleepMs + 1;
    press(2);
    expect([[...held], line.cuts, access.state.phase]).toEqual([[], 1, 'holding']);
    await open();
    expect(line.cuts).toBe(1);
  });

  it('SES-3, CALL-6: nor does a command that was sent before it, nor a recovery', async () => {
    const { access, callStates, clock, fake, sleep, open } = await setUp();
    const viewer = await open();
    sleep.ms += agentLimits.sleepMs + 1;
    const kind = CommandKind.COMMAND_KIND_RESTART_DEVICE;
    access.command(viewer, { id: 1, kind, on: false, shortcut: 0, display: 0 });
    await clock.advance(0);
    expect([fake.done, access.state.phase]).toEqual([[], 'holding']);
    access.eject();
    callStates.reported('operating-system', 'idle');
    const recovery = { id: 'r1', device: 'd1', command: kind, timeMs: 0 };
    sleep.ms += agentLimits.sleepMs + 1;
    access.recover(recovery);
    await clock.advance(0);
    expect(fake.done).toEqual([]);
    access.recover(recovery);
    await clock.advance(0);
    expect(fake.done).toEqual(['restart device']);
  });

  it('SES-3: also when nothing wants to pass, at the next heartbeat', async () => {
    const { access, sleep, line, open, clock } = await setUp();
    await open();
    sleep.ms += agentLimits.sleepMs + 1;
    access.happened({ event: 'lease', untilMs: clock.monotonicMs() + 5_000 });
    expect([line.cuts, access.state.phase]).toEqual([1, 'holding']);
  });

  it('RING-2: what fails while it opens ends the session, and the rest is done all the same', async () => {
    const { access, clock, fake, open } = await setUp(() => {
      throw new Error('no memory');
    });
    await expect(open()).rejects.toThrow();
    await clock.advance(agentLimits.ringRaiseMs);
    expect([access.state.phase, fake.ringShown]).toEqual(['closed', []]);
  });

  it('RING-2: more frames than may wait for a late look: it shuts, and begins anew with the next epoch', async () => {
    let outlet: VideoOutlet | undefined;
    const { access, clock, fake, sent, open } = await setUp((given) => {
      outlet = given;
      return createSolidPipeline(given);
    });
    await open();
    fake.frozen = true;
    await clock.advance(agentLimits.ringFreshMs + 1);
    const before = sent.length;
    const epoch = newestEpoch(sent);
    const frame = {
      display: 1,
      epoch,
      frame: 1,
      kind: 1,
      tilesWide: 1,
      tilesHigh: 1,
      chunks: 1,
      update: 1,
      encoding: 4,
    };
    const message = encodeAgentMessage({ frame: { ...frame, payload: new Uint8Array(3) } });
    for (let held = 0; held < agentLimits.heldFrames; held++) expect(outlet?.send(message)).toBe(true);
    fake.frozen = false;
    expect(outlet?.send(message)).toBe(false);
    expect(access.state.phase).toBe('raising');
    await clock.advance(agentLimits.ringRaiseMs / 2);
    expect(access.state.phase).toBe('open');
    expect(sent.slice(before).filter(isFrame)).toEqual([]);
    expect(newestEpoch(sent)).toBeGreaterThan(epoch);
  });

  it('INP-3: 0 stuck keys in 10,000 random ends and interruptions', async () => {
    const { access, clock, held, open } = await setUp();
    let seed = 42;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((seed / 4_294_967_296) * below);
    };
    const leaseMs = 50;
    let pressed = 0;
    for (let round = 0; round < 10_000; round++) {
      const viewer = await open(leaseMs);
      const events = 1 + random(6);
      for (let sequence = 1; sequence <= events; sequence++) {
        const key = { code: `Key${random(8)}`, key: 'a', down: random(3) > 0, repeat: false };
        const pointer = { display: 1, x: 1, y: 1, buttons: random(3) };
        const event = random(3) > 0 ? ({ event: 'key', key } as const) : ({ event: 'pointer', pointer } as const);
        access.input(viewer, { sequence, ...nothing, ...event });
      }
      pressed += held.size > 0 ? 1 : 0;
      const interruptions: Happening[] = [
        { event: 'link', link: 'down' },
        { event: 'suspend', viewer },
        { event: 'close', viewer, reason: EndReason.END_REASON_OPERATOR },
        { event: 'call', call: 'in-call' },
        { event: 'call', call: 'unknown' },
        { event: 'ring-lost' },
        { event: 'ring-doubtful' },
        { event: 'withdrawn', sessions: [`s${viewer}`] },
        { event: 'violation', viewer },
        { event: 'capture-failed' },
      ];
      const interruption = interruptions[random(interruptions.length + 1)];
      if (interruption !== undefined) access.happened(interruption);
      else await clock.advance(leaseMs);
      if (held.size > 0) throw new Error(`round ${round}: ${[...held]} stuck after ${JSON.stringify(interruption)}`);
      if (access.state.phase !== 'closed') access.happened({ event: 'withdrawn', sessions: [`s${viewer}`] });
    }
    expect(pressed).toBeGreaterThan(7_000);
    await access.close();
  }, 60_000);

  it('RING-2: looks at the ring are rarer while no frame leaves, and as often as ever when one does', async () => {
    const { access, clock, looked, open } = await setUp();
    await open(60_000);
    const looksIn = async (run: () => Promise<void>): Promise<number> => {
      const before = looked.length;
      await run();
      return looked.length - before;
    };
    await clock.advance(agentLimits.ringStillMs);
    const still = await looksIn(() => clock.advance(3_000));
    expect(Math.abs(still - 3_000 / agentLimits.ringStillCheckMs)).toBeLessThanOrEqual(1);
    const moving = await looksIn(async () => {
      for (let picture = 0; picture < 30; picture++) {
        access.damaged(1, { x: 64, y: 64, width: 64, height: 64 });
        await clock.advance(100);
      }
    });
    expect(moving).toBeGreaterThanOrEqual(Math.floor(3_000 / agentLimits.ringCheckMs) - 1);
    await access.close();
  });

  it('RING-2: frames and input wait while the last good look is too old, and go with the next', async () => {
    const { access, clock, fake, held, sent, open } = await setUp();
    const viewer = await open();
    await clock.advance(0);
    fake.frozen = true;
    await clock.advance(agentLimits.ringCheckMs + agentLimits.ringFreshMs);
    const before = sent.length;
    const key = { code: 'KeyA', key: 'a', down: true, repeat: false };
    access.input(viewer, { sequence: 1, event: 'key', ...nothing, key });
    access.damaged(1, { x: 64, y: 64, width: 64, height: 64 });
    await clock.advance(1);
    expect([sent.length - before, held.size]).toEqual([0, 0]);
    await clock.advance(agentLimits.ringDoubtMs);
    expect(access.state.phase).not.toBe('open');
    expect(held.size).toBe(0);
    fake.frozen = false;
    await access.close();
  });

  it('SES-7: input and probes of an operator who is there put the idle limit off; a page alone does not', async () => {
    const { access, clock, open } = await setUp();
    const viewer = await open(60_000, 5_000);
    const key = { code: 'KeyA', key: 'a', down: true, repeat: false };
    for (const act of [
      () => access.input(viewer, { sequence: 1, event: 'key', ...nothing, key }),
      () => access.probe(viewer, 1, true),
    ]) {
      await clock.advance(4_900);
      act();
    }
    // Neither a probe by itself, nor input that is refused.
    await clock.advance(4_900);
    access.probe(viewer, 2, false);
    access.input(viewer, { sequence: 1, event: 'key', ...nothing, key });
    expect(access.state.phase).toBe('open');
    await clock.advance(100);
    expect(access.state.phase).toBe('closed');
  });

  it('SES-3: whoever is in the room ends every session', async () => {
    const { access, sent, open } = await setUp();
    const viewer = await open();
    access.eject();
    expect(access.state.phase).toBe('closed');
    const told = sent.filter((bytes) => !isFrame(bytes)).map((bytes) => decodeAgentMessage(bytes));
    const reasons = told.flatMap((one) => (one.message === 'sessionEnded' ? [one.sessionEnded] : []));
    expect(reasons).toMatchObject([{ session: `s${viewer}`, reason: EndReason.END_REASON_EJECTED }]);
  });

  it('leaves no timer behind', async () => {
    const { access, clock, open } = await setUp();
    await open();
    const closing = access.close();
    await clock.advance(0);
    await closing;
    expect(clock.timers).toBe(0);
  });
});
