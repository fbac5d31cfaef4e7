/** The ways in which a room's ring is lost, each done to the real display by another program. */
import { setTimeout as wait } from 'node:timers/promises';
import { limits } from '../limits.ts';
import { monotonicMs } from './monotonic.ts';
import type { Session } from './operator.ts';
import { plugPlace, type RoomRig } from './room-rig.ts';
import { type Stopping, since, stoppingAfter } from './stopping.ts';

export interface RingLoss {
  readonly name: string;
  readonly what: string;
  /** Loses the ring of a room in session. Afterwards the room takes sessions again. @returns the session, if it goes on */
  lose(rig: RoomRig, session: Session, random: () => number): Promise<readonly [Stopping, Session | undefined]>;
}

/** Done by the display server at this time; and what takes it back, where the agent does not by itself. */
interface Done {
  readonly atMs: number;
  readonly undo?: () => Promise<void>;
}

/** @param bar a window of the ring, any of them */
type Attack = (rig: RoomRig, bar: number, random: () => number) => Promise<Done>;

function attacked(name: string, what: string, attack: Attack): RingLoss {
  return {
    name,
    what,
    async lose(rig, session, random) {
      const bars = await rig.hands.bars();
      const bar = bars[Math.floor(random() * bars.length)] ?? 0;
      const from = rig.tap.said.all.length;
      let done: Done | undefined;
      const stopping = await stoppingAfter(rig, session, async () => {
        done = await attack(rig, bar, random);
        return done.atMs;
      });
      await done?.undo?.();
      await rig.restored(from);
      return [stopping, undefined];
    },
  };
}

const onBar =
  (attack: (rig: RoomRig, bar: number) => Promise<number>): Attack =>
  async (rig, bar) => ({ atMs: await attack(rig, bar) });

const killed: RingLoss = {
  name: 'killed',
  what: "the agent's process gets SIGKILL",
  async lose(rig, session) {
    const { tap, hands, path } = rig;
    hands.pressesMs.length = 0;
    const atMs = monotonicMs();
    process.kill(path.agent.pid, 'SIGKILL');
    await tap.gone;
    const framesBefore = tap.frames;
    await wait(Math.max(limits.roomQuietMs, atMs + limits.roomWatchedMs - monotonicMs()));
    const stopping = {
      frameMs: since(atMs, tap.lastFrameMs),
      keyMs: since(atMs, hands.pressesMs.at(-1) ?? atMs),
      viewerFrameMs: since(atMs, session.viewer.lastFrameMs),
      late: tap.frames - framesBefore,
    };
    const from = tap.said.all.length;
    path.restartAgent();
    await rig.operator.end(session);
    await rig.restored(from);
    return [stopping, undefined];
  },
};

/** Nothing can be asked of a display server that stands still: only frames tell. Keys come when it goes on, if ever. */
const frozen: RingLoss = {
  name: 'frozen',
  what: 'the X server that shows it gets SIGSTOP',
  async lose(rig, session) {
    const { tap, xvfb } = rig;
    const atMs = monotonicMs();
    xvfb.process.kill('SIGSTOP');
    await wait(limits.roomFrozenMs);
    const stopping = {
      frameMs: since(atMs, tap.lastFrameMs),
      keyMs: 0,
      viewerFrameMs: since(atMs, session.viewer.lastFrameMs),
      late: 0,
    };
    xvfb.process.kill('SIGCONT');
    await rig.flows(session);
    return [stopping, session];
  },
};

/** A display without a ring, until the agent has put one there: nothing passes meanwhile, and then the session goes on. */
const plugged: RingLoss = {
  name: 'hot-plugged',
  what: 'a display is plugged in (SetMonitor), which has none yet',
  async lose(rig, session) {
    const { tap, hands } = rig;
    hands.pressesMs.length = 0;
    const from = tap.said.all.length;
    const atMs = await hands.plug(plugPlace);
    const closed = await rig.says(({ message }) => message.message === 'layout', from);
    const reopened = await rig.says((said) => said !== closed && said.message.message === 'layout', from);
    const keysMs = hands.pressesMs.filter((pressMs) => pressMs <= reopened.atMs);
    const stopping = {
      frameMs: since(atMs, reopened.lastFrameMs),
      keyMs: since(atMs, keysMs.at(-1) ?? atMs),
      viewerFrameMs: 0,
      late: reopened.framesBefore - closed.framesBefore,
    };
    await rig.flows(session);
    await hands.unplug();
    await wait(limits.plugRestMs);
    await rig.flows(session);
    return [stopping, session];
  },
};

/** Keeps clear of the display's corners, where two bars meet. */
const coverAt = 100;

export const ringLosses: readonly RingLoss[] = [
  killed,
  attacked(
    'disconnected',
    "the agent's connection to the X server is ended (xkill)",
    onBar(({ hands }, bar) => hands.killClient(bar)),
  ),
  frozen,
  attacked('covered', 'a window covers it that always puts itself on top', ({ hands }, _, random) =>
    hands.insist(coverAt + Math.floor(random() * (limits.deviceWidth - 3 * coverAt))),
  ),
  attacked('overlaid', 'a compositor draws over it, above which no window comes', ({ hands }) => hands.overlay()),
  attacked(
    'unmapped',
    'one of its windows is unmapped',
    onBar(({ hands }, bar) => hands.unmap(bar)),
  ),
  attacked(
    'moved',
    'one of its windows is moved',
    onBar(({ hands }, bar) => hands.move(bar)),
  ),
  attacked(
    'repainted',
    'another program draws into one of its windows',
    onBar(({ hands }, bar) => hands.repaint(bar)),
  ),
  plugged,
];
