/**
 * What k6 runs: virtual users that each play some hundred idle devices and ten in session, from a source address of
 * their own, until the bench's conductor says that it is over. Thresholds stand here.
 */
import './missing-globals.ts';
import './native-text.ts';
import execution from 'k6/execution';
import { limits } from '../../limits.ts';
import { viewerOrigin as origin } from '../conductor-messages.ts';
import { ConductorLink } from './conductor-link.ts';
import { figures } from './figures.ts';
import { Operator } from './operator.ts';
import { makeProofKeys } from './proof-keys.ts';
import { Room } from './room.ts';

const { RELAY_URL: relayUrl = '', CONDUCTOR_URL: conductorUrl = '' } = __ENV;

/** Nearly all that sessions do while everybody is there. */
function arriving(perSecond: number): number {
  return (limits.k6Users * limits.k6SessionsPerUser * perSecond * limits.k6HoldMs * limits.k6ArrivingShare) / 1_000;
}

export const options = {
  scenarios: {
    rooms: {
      executor: 'per-vu-iterations',
      vus: limits.k6Users,
      iterations: 1,
      maxDuration: `${limits.k6RunMs / 1_000}s`,
      gracefulStop: '5s',
    },
  },
  thresholds: {
    failures: ['count==0'],
    session_opening: [`p(95)<${limits.k6OpeningMs}`],
    // Without TLS too the bench measures it, beside the CPU that k6 took.
    ...(relayUrl.startsWith('wss:') ? { back_after_loss: [`max<${limits.k6BackMs}`] } : {}),
    frames_seen: [`count>${arriving(limits.k6FramesPerSecond)}`],
    texts_typed: [`count>${arriving(1_000 / limits.k6InputMs)}`],
    frame_latency: [`med<${limits.k6LatencyMs}`],
    input_latency: [`med<${limits.k6LatencyMs}`],
  },
  summaryTrendStats: ['avg', 'med', 'p(95)', 'p(99)', 'max'],
  // The certificate of the bench's relay is its own.
  insecureSkipTLSVerify: true,
  // Tags of connections and addresses would make a time series of each.
  systemTags: ['scenario'],
};

export default async function rooms(): Promise<void> {
  // A counter that nobody touched is no metric, and its threshold none.
  figures.failures.add(0);
  figures.retries.add(0);
  const conductor = await ConductorLink.open(conductorUrl);
  const devices = await makeRooms(conductor);
  const operators: Operator[] = [];
  let over = false;
  const openSessions = async (): Promise<void> => {
    const busy = devices.slice(0, limits.k6SessionsPerUser);
    for (const [index, device] of busy.entries()) {
      const session = `session-${device.identity.device}`;
      const seat = { relayUrl, origin, device: device.identity.device, session };
      const operator = await Operator.create(seat, conductor);
      operators.push(operator);
      setTimeout(() => void operator.live(), spread(index, busy.length, limits.k6OpeningSpreadMs));
      keepDoing(() => device.draw(), 1_000 / limits.k6FramesPerSecond);
      keepDoing(() => operator.type(), limits.k6InputMs);
    }
  };
  /** Each from a moment of its own on: what many people do is never in step. */
  const keepDoing = (act: () => void, periodMs: number): void => {
    const next = (): void => {
      if (over) return;
      act();
      setTimeout(next, periodMs);
    };
    setTimeout(next, Math.random() * periodMs);
  };
  conductor.onPhase = (phase) => {
    if (phase === 'sessions') void openSessions();
    if (phase !== 'end') return;
    over = true;
    for (const one of [...operators, ...devices]) one.close();
    conductor.close();
  };
  for (const [index, device] of devices.entries()) {
    setTimeout(() => void device.live(), spread(index, devices.length, limits.k6ConnectSpreadMs));
  }
}

async function makeRooms(conductor: ConductorLink): Promise<Room[]> {
  const count = limits.k6IdlePerUser + limits.k6SessionsPerUser;
  const made = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const { pair, jwk: key } = await makeProofKeys();
      return { device: `device-${execution.vu.idInTest}-${index}`, key, privateKey: pair.privateKey };
    }),
  );
  const credentials = await conductor.credentials(made.map(({ device, key }) => ({ device, key })));
  return made.map(({ device, privateKey }, index) => {
    return new Room({ device, privateKey, credential: credentials[index] ?? '', relayUrl }, conductor);
  });
}

/** Evenly over the time, each user from another point on: not all at the same moments. */
function spread(index: number, count: number, ms: number): number {
  return (ms * (index + Math.random())) / count;
}
