/**
 * R3: what looking at the ring costs with three displays: two rooms side by side at rest, in one the agent looks as it
 * always does, in the other almost never; agent and display server of each, over the same seconds.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { startXvfb } from '../../agent-capture/testing/xvfb.ts';
import { openRingsidePath } from '../glass/ringside-path.ts';
import { launchWithRareLooks } from '../glass/still-screen.ts';
import { limits } from '../limits.ts';
import { freePort } from '../process/free-port.ts';
import { cpuSeconds, processTree } from '../process/proc-stat.ts';
import { type Launch, launchPlainly } from '../relay/servers.ts';
import { medianOf, type Row, rowOf } from '../report/row.ts';
import { Operator } from './operator.ts';

interface StillRoom {
  /** CPU seconds of agent and of display server so far. */
  spent(): Share;
  close(): Promise<void>;
}

const monitors = Array.from({ length: limits.displayCount }, (_, index) => {
  const [width, height] = [limits.deviceWidth, limits.deviceHeight];
  return { name: `M${index + 1}`, left: index * width, top: 0, width, height };
});

export async function ringCostRows(log: (line: string) => void): Promise<Row[]> {
  const rooms: StillRoom[] = [];
  try {
    for (const launch of [launchPlainly, launchWithRareLooks]) rooms.push(await openStillRoom(launch));
    log('two rooms of three displays are in session');
    await wait(limits.ringSettleMs);
    const rounds: Share[][] = [];
    for (let round = 0; round < limits.ringCostRounds; round++) {
      const before = rooms.map((room) => room.spent());
      await wait(limits.ringCostMs);
      rounds.push(rooms.map((room, index) => shareSince(before[index] ?? [0, 0], room.spent())));
    }
    const costs = rounds.map(([looking, resting]) => sum(looking) - sum(resting));
    const title = {
      id: 'R3',
      what: 'looking at the ring on three displays of 1920x1080: CPU of agent and X server',
      unit: '% of a core',
      beside: '',
    };
    const each = rounds.map((pair) => pair.map(inWords).join(', without looks ')).join('; ');
    return [rowOf(title, medianOf(costs), undefined, `Agent + X server, % of a core, by round: ${each}.`)];
  } finally {
    for (const room of rooms) await room.close();
  }
}

/** Of one core, in percent. */
type Share = readonly [agent: number, server: number];

function shareSince([agentBefore, serverBefore]: Share, [agent, server]: Share): Share {
  const percent = (seconds: number): number => (seconds / limits.ringCostMs) * 100_000;
  return [percent(agent - agentBefore), percent(server - serverBefore)];
}

function sum([agent, server]: Share = [Number.NaN, Number.NaN]): number {
  return agent + server;
}

function inWords([agent, server]: Share): string {
  return `${agent.toFixed(2)} + ${server.toFixed(2)}`;
}

async function openStillRoom(launchAgent: Launch): Promise<StillRoom> {
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const xvfb = await startXvfb({ monitors });
    closers.push(() => xvfb.stop());
    const relayPort = await freePort();
    const path = await openRingsidePath({
      launchAgent,
      openRoom: async () => ({ display: xvfb.display, stop: async () => undefined }),
      relay: { port: relayPort },
    });
    closers.push(() => path.close());
    const operator = await Operator.signIn({ ...path, relayPort });
    const { viewer } = await operator.open();
    closers.push(() => viewer.close());
    await viewer.nextFrame();
    // The process that draws the card is one of the agent's.
    const agents = processTree(path.agent.pid);
    const server = xvfb.process.pid ?? 0;
    const spent = (): Share => [agents.reduce((total, pid) => total + cpuSeconds(pid), 0), cpuSeconds(server)];
    return { spent, close };
  } catch (error) {
    await close();
    throw error;
  }
}
