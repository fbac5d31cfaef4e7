/** The ways in which an operator's hands leave a room in the midst of it. */
import type { Session } from './operator.ts';
import type { RoomRig } from './room-rig.ts';

export interface Way {
  readonly name: string;
  /** How often it is taken, of the sum of all. */
  readonly weight: number;
  /** The session can be resumed afterwards. */
  readonly resumes?: boolean;
  /** Only the next process of the agent can let go what this one had pressed. */
  readonly restarts?: boolean;
  /** The agent tells when the room can be asked for again. */
  readonly tells?: boolean;
  /** Cuts at once. */
  cut(rig: RoomRig, session: Session): unknown;
  /** Makes the room take sessions again, where that takes something. */
  mend?(rig: RoomRig): Promise<void>;
}

/** Not among these: the card's control, which takes no press in a session's first moments. Its end is the ring's. */
const ways: readonly Way[] = [
  {
    name: "the viewer's connection is reset",
    weight: 20,
    resumes: true,
    cut: (_, { viewer }) => viewer.peer.terminate(),
  },
  {
    name: 'the viewer closes its connection',
    weight: 10,
    resumes: true,
    cut: (_, { viewer }) => viewer.close(),
  },
  {
    name: 'the viewer ends the session',
    weight: 10,
    cut: (_, { viewer }) => viewer.send({ end: {} }),
  },
  {
    name: 'services end the session',
    weight: 10,
    cut: ({ operator }, session) => operator.end(session),
  },
  {
    name: "the agent's connection is reset",
    weight: 20,
    resumes: true,
    tells: true,
    cut: ({ tap }) => tap.reset(),
  },
  {
    name: "the agent's connection ends",
    weight: 10,
    resumes: true,
    tells: true,
    cut: ({ tap }) => tap.finish(),
  },
  {
    name: 'a call starts',
    weight: 9,
    tells: true,
    cut: (rig) => rig.reportCall('in-call'),
    mend: async (rig) => void (await rig.reportCall('idle')),
  },
  {
    name: 'the ring is lost',
    weight: 9,
    tells: true,
    async cut({ hands }) {
      const [bar = 0] = await hands.bars();
      await hands.unmap(bar);
    },
  },
  {
    name: 'the agent is stopped and started again',
    weight: 1,
    restarts: true,
    tells: true,
    cut: (rig) => restart(rig, 'SIGTERM'),
  },
  {
    name: 'the agent is killed and started again',
    weight: 1,
    restarts: true,
    tells: true,
    cut: (rig) => restart(rig, 'SIGKILL'),
  },
];

async function restart({ path }: RoomRig, signal: NodeJS.Signals): Promise<void> {
  const { agent } = path;
  const ended = new Promise((resolve) => agent.process.once('exit', resolve));
  process.kill(agent.pid, signal);
  await ended;
  path.restartAgent();
}

/** @param choice from 0 to 1 */
export function chooseWay(choice: number): Way {
  let rest = choice * ways.reduce((sum, { weight }) => sum + weight, 0);
  for (const way of ways) {
    rest -= way.weight;
    if (rest < 0) return way;
  }
  throw new RangeError('A choice lies below 1.');
}
