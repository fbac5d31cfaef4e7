/** One run of k6 with everything that happens to its relay meanwhile: all connect, some work, the relay is killed. */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type ServicesDouble, startServicesDouble } from '@ringside/relay/testing';
import { selfSignedCertificate } from '../../relay/testing/self-signed-certificate.ts';
import { sentenceOf } from '../bench-error.ts';
import { limits } from '../limits.ts';
import type { Child } from '../process/child.ts';
import { cpuSeconds, residentBytes } from '../process/proc-stat.ts';
import { type LoopDelay, loopDelay } from '../relay/relay-metrics.ts';
import { launchPlainly, type RelayOptions, type RelayServer, startRelay } from '../relay/servers.ts';
import { Census } from './census.ts';
import { Conductor } from './conductor.ts';
import { type K6Run, startK6 } from './k6-run.ts';
import type { Summary } from './k6-summary.ts';

type Log = (line: string) => void;

export const sessions = limits.k6Users * limits.k6SessionsPerUser;
export const idleDevices = limits.k6Users * limits.k6IdlePerUser;
const devices = idleDevices + sessions;
/** Of one process. */
export const sockets = devices + sessions;

/** Everybody is there and sessions work. */
export interface Work {
  /** The relay's event loop until then, and meanwhile. */
  readonly joining: LoopDelay;
  readonly loop: LoopDelay;
  /** Of one core. */
  readonly relayShare: number;
  readonly k6Share: number;
  readonly relayBytes: number;
  readonly k6Bytes: number;
}

/** From the relay's end to the last device and session. */
export interface Storm {
  readonly backSeconds: number;
  readonly loop: LoopDelay;
  /** Of the relay, its start included. */
  readonly cpuSeconds: number;
}

export interface RoomsRun {
  readonly work: Work;
  readonly storm: Storm | { readonly failed: string };
  readonly summary: Summary;
  /** What failed, and how often. */
  readonly blamed: ReadonlyMap<string, number>;
}

export async function runRooms(program: string, tls: boolean, log: Log): Promise<RoomsRun> {
  const closers: (() => unknown)[] = [];
  try {
    const services = await startServicesDouble();
    closers.push(() => services.stop());
    const conductor = await Conductor.start(services);
    closers.push(() => conductor.close());
    const options: RelayOptions = tls ? { tls: selfSignedCertificate() } : {};
    const { tls: certificate } = options;
    if (certificate !== undefined) closers.push(() => rm(dirname(certificate.keyFile), { recursive: true }));
    let relay = await start(services, options);
    closers.push(() => relay.stop());
    const relayUrl = `${tls ? 'wss' : 'ws'}://127.0.0.1:${relay.port}`;
    const k6 = await startK6(program, { relayUrl, conductorUrl: conductor.url });
    closers.push(() => k6.stop());
    const stage: Stage = { services, conductor, k6, log };

    await join(stage);
    const work = await hold(stage, relay);
    const restart = async (): Promise<RelayServer> => {
      relay.child.process.kill('SIGKILL');
      // Until the kernel has closed all its sockets, the port still answers.
      await relay.child.stop();
      relay = await start(services, { ...options, port: relay.port });
      return relay;
    };
    const storm = await weather(stage, restart).catch((error: unknown) => ({ failed: sentenceOf(error) }));
    if ('failed' in storm) log(storm.failed);
    await conductor.enter('end');
    const summary = await k6.summary();
    log(`k6:\n${k6.child.output().trim()}`);
    return { work, storm, summary, blamed: conductor.blamed };
  } finally {
    for (const closer of closers.reverse()) await closer();
  }
}

interface Stage {
  readonly services: ServicesDouble;
  readonly conductor: Conductor;
  readonly k6: K6Run;
  readonly log: Log;
}

/** Until all are connected, and sessions open. */
async function join({ services, conductor, k6, log }: Stage): Promise<void> {
  const startedMs = performance.now();
  const census = new Census(services);
  await k6.during(census.complete(devices, 0));
  log(`${devices} devices are connected after ${seconds(startedMs).toFixed(0)} s`);
  await k6.during(conductor.enter('sessions'));
  await k6.during(census.complete(devices, sessions));
  log(`${sessions} sessions are open`);
}

async function hold({ k6 }: Stage, { child, adminUrl }: RelayServer): Promise<Work> {
  const joining = await loopDelay(adminUrl);
  const before = { relay: cpuSeconds(child.pid), k6: cpuSeconds(k6.child.pid) };
  await k6.during(wait(limits.k6HoldMs));
  const share = ({ pid }: Child, then: number): number => ((cpuSeconds(pid) - then) * 1_000) / limits.k6HoldMs;
  return {
    joining,
    loop: await loopDelay(adminUrl),
    relayShare: share(child, before.relay),
    k6Share: share(k6.child, before.k6),
    relayBytes: residentBytes(child.pid),
    k6Bytes: residentBytes(k6.child.pid),
  };
}

async function weather({ services, conductor, k6, log }: Stage, restart: () => Promise<RelayServer>): Promise<Storm> {
  log('the relay is killed');
  await k6.during(conductor.enter('storm'));
  const census = new Census(services);
  const killedMs = performance.now();
  const { child, adminUrl } = await restart();
  log(`a relay listens again after ${seconds(killedMs).toFixed(1)} s`);
  await k6.during(census.complete(devices, sessions));
  const storm = {
    backSeconds: seconds(killedMs),
    loop: await loopDelay(adminUrl),
    cpuSeconds: cpuSeconds(child.pid),
  };
  log(`everybody is back after ${storm.backSeconds.toFixed(1)} s`);
  await k6.during(conductor.enter('steady'));
  await k6.during(wait(limits.k6SteadyMs));
  return storm;
}

function start(services: ServicesDouble, options: RelayOptions): Promise<RelayServer> {
  return startRelay({ controlUrl: services.url, secret: services.secret }, launchPlainly, options);
}

function seconds(sinceMs: number): number {
  return (performance.now() - sinceMs) / 1_000;
}
