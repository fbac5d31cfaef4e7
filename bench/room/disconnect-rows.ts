/** R2: keys and buttons go down under full video, and at a random moment whoever holds them is cut off. What stays down? */
import { setTimeout as wait } from 'node:timers/promises';
import { limits } from '../limits.ts';
import { medianOf, type Row, rowOf } from '../report/row.ts';
import { median } from '../report/statistics.ts';
import { seededRandom } from '../x-server/picture.ts';
import { chooseWay, type Way } from './disconnect-ways.ts';
import type { Session } from './operator.ts';
import type { RoomRig } from './room-rig.ts';
import type { RoomStep } from './room-step.ts';

interface Disconnect {
  readonly way: Way;
  /** Something was seen to be down before it. */
  readonly held: boolean;
  /** Keys and buttons that stayed down. */
  readonly stuck: number;
  readonly releasedMs: number;
}

const keys: readonly (readonly [code: string, key: string])[] = [
  ['KeyA', 'a'],
  ['KeyS', 's'],
  ['Digit1', '1'],
  ['Space', ' '],
  ['Enter', 'Enter'],
  ['ArrowLeft', 'ArrowLeft'],
  ['F5', 'F5'],
  ['ShiftLeft', 'Shift'],
  ['ShiftRight', 'Shift'],
  ['ControlLeft', 'Control'],
  ['ControlRight', 'Control'],
  ['AltLeft', 'Alt'],
  ['AltRight', 'AltGraph'],
  ['MetaLeft', 'Meta'],
];
const mostButtons = 0b1_1111;

export async function disconnectRows({ rig, log, length }: RoomStep): Promise<Row[]> {
  const trials = { quick: limits.quickTrials, usual: limits.disconnects, long: limits.longDisconnects }[length];
  const random = seededRandom(2);
  const disconnects: Disconnect[] = [];
  const startedMs = performance.now();
  let session: Session | undefined;
  while (disconnects.length < trials) {
    session ??= await rig.operator.open();
    const way = chooseWay(random());
    const disconnect = await cutOff(rig, session, way, random);
    disconnects.push(disconnect);
    if (disconnect.stuck > 0) log(`${way.name}: ${disconnect.stuck} stay down`);
    const before: Session = session;
    session = way.resumes === true ? await rig.operator.resume(before) : undefined;
    before.viewer.close();
  }
  if (session !== undefined) await rig.operator.end(session);
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  log(`${trials} disconnects in ${seconds} s`);
  return [stuckRow(disconnects, seconds)];
}

async function cutOff(rig: RoomRig, session: Session, way: Way, random: () => number): Promise<Disconnect> {
  // What came down after the last one is up again at once, or is that one's: no session was open since.
  const late = await leftDown(rig, performance.now() + limits.stuckMs);
  await hold(session, random);
  // Half of them are cut off while the last key is still on its way.
  const held = random() < 0.5 && (await someDown(rig));
  const from = rig.tap.said.all.length;
  const cutMs = performance.now();
  await way.cut(rig, session);
  const endMs = performance.now() + (way.restarts === true ? limits.startMs : limits.stuckMs);
  const down = await leftDown(rig, endMs);
  const releasedMs = performance.now() - cutMs;
  const told = way.mend === undefined ? from : await mended(rig, way);
  if (way.tells === true) await rig.restored(told);
  return { way, held, stuck: down + late, releasedMs };
}

/** How many are down at this time, or none as soon as none is. */
async function leftDown({ hands }: RoomRig, endMs: number): Promise<number> {
  let down = await hands.down();
  while (down > 0 && performance.now() < endMs) down = await hands.down();
  return down;
}

/** Whether something goes down before long. */
async function someDown({ hands }: RoomRig): Promise<boolean> {
  const endMs = performance.now() + limits.stuckMs;
  while (performance.now() < endMs) if ((await hands.down()) > 0) return true;
  return false;
}

async function mended(rig: RoomRig, way: Way): Promise<number> {
  const from = rig.tap.said.all.length;
  await way.mend?.(rig);
  return from;
}

/** A modifier is always among what goes down: letters are let go after a second by the agent itself, which would hide them. */
async function hold({ viewer }: Session, random: () => number): Promise<void> {
  viewer.input({ key: { code: 'ShiftLeft', key: 'Shift', down: true, repeat: false } });
  const steps = 1 + Math.floor(random() * limits.heldMost);
  for (let step = 0; step < steps; step++) {
    const [code, key] = keys[Math.floor(random() * keys.length)] ?? ['KeyA', 'a'];
    if (random() < 0.3) {
      const [x, y] = [random() * limits.deviceWidth, random() * limits.deviceHeight].map(Math.floor);
      viewer.input({ pointer: { display: 1, x: x ?? 0, y: y ?? 0, buttons: Math.ceil(random() * mostButtons) } });
    } else {
      viewer.input({ key: { code, key, down: random() < 0.8, repeat: false } });
    }
    if (step + 1 < steps) await wait(random() * limits.heldStepMs);
  }
}

function stuckRow(disconnects: readonly Disconnect[], seconds: number): Row {
  const sum = (of: (each: Disconnect) => number): number => disconnects.reduce((total, each) => total + of(each), 0);
  const title = {
    id: 'R2',
    what: `keys and buttons that stay down after ${disconnects.length} random disconnects`,
    unit: 'keys',
    beside: '',
  };
  const released = disconnects.filter(({ way }) => way.restarts !== true).map(({ releasedMs }) => releasedMs);
  const slow = released.filter((ms) => ms > limits.slowReleaseMs).length;
  const names = [...new Set(disconnects.map(({ way }) => way.name))];
  const counts = names.map((name) => `${name} ${disconnects.filter(({ way }) => way.name === name).length}`);
  const note = [
    `In ${seconds} s; seen to be down before: ${sum(({ held }) => Number(held))} of the half that were looked at`,
    `all up again after ${median(released).toFixed(0)} ms, most ${Math.max(...released).toFixed(0)} ms, ${slow} after ${limits.slowReleaseMs} ms`,
    counts.join(', '),
  ].join('; ');
  return rowOf(title, medianOf([sum(({ stuck }) => stuck)]), undefined, note);
}
