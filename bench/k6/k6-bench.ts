/**
 * Many rooms at once, played by k6 through the real protocol: 10,000 idle devices and 500 sessions, and the storm when
 * all of them come back after the relay was killed; once plain, once with TLS.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type ServicesDouble, startServicesDouble } from '@ringside/relay/testing';
import { selfSignedCertificate } from '../../relay/testing/self-signed-certificate.ts';
import { sentenceOf } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { assertOpenFiles } from '../process/open-files.ts';
import { cpuSeconds, residentBytes } from '../process/proc-stat.ts';
import { loopDelay } from '../relay/relay-metrics.ts';
import { launchPlainly, type RelayOptions, type RelayServer, startRelay } from '../relay/servers.ts';
import { failedRow, type Row } from '../report/row.ts';
import { Census } from './census.ts';
import { Conductor } from './conductor.ts';
import { k6Program } from './k6-program.ts';
import { type RoomsRun, rowsOf, titlesOf } from './k6-rows.ts';
import { startK6 } from './k6-run.ts';

type Log = (line: string) => void;

const sessions = limits.k6Users * limits.k6SessionsPerUser;
const devices = limits.k6Users * limits.k6IdlePerUser + sessions;

/** @param only goals: L2 is the run without TLS, P12 the one with it; both when empty */
export async function k6Bench(log: Log, only: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [id, tls] of [
    ['L2', false],
    ['P12', true],
  ] as const) {
    if (only.length > 0 && !only.includes(id)) continue;
    try {
      assertOpenFiles(devices + sessions + limits.k6SpareFiles);
      rows.push(...rowsOf(await runRooms(await k6Program(log), tls, log), tls));
    } catch (error) {
      rows.push(...titlesOf(tls).map((title) => failedRow(title, sentenceOf(error))));
    }
  }
  return rows;
}

/** One run of k6, with everything that happens to its relay meanwhile. */
async function runRooms(program: string, tls: boolean, log: Log): Promise<RoomsRun> {
  const closers: (() => unknown)[] = [];
  try {
    const services = await startServicesDouble();
    closers.push(() => services.stop());
    const conductor = await Conductor.start(services);
    closers.push(() => conductor.close());
    const options: RelayOptions = tls ? { tls: selfSignedCertificate() } : {};
    let relay = await start(services, options);
    closers.push(() => relay.stop());
    const relayUrl = `${tls ? 'wss' : 'ws'}://127.0.0.1:${relay.port}`;
    const k6 = await startK6(program, { relayUrl, conductorUrl: conductor.url });
    closers.push(() => k6.stop());
    const reached = (census: Census, wanted: number): Promise<void> =>
      Promise.race([census.complete(devices, wanted), k6.endedEarly]);

    const startedMs = performance.now();
    const first = new Census(services);
    await reached(first, 0);
    log(`${devices} devices are connected after ${seconds(startedMs).toFixed(0)} s`);
    await Promise.race([conductor.enter('sessions'), k6.endedEarly]);
    await reached(first, sessions);
    const joining = await loopDelay(relay.adminUrl);
    log(`${sessions} sessions are open; the event loop was ${joining.mostMs.toFixed(0)} ms late at most`);
    const before = { relay: cpuSeconds(relay.child.pid), k6: cpuSeconds(k6.child.pid) };
    await Promise.race([wait(limits.k6HoldMs), k6.endedEarly]);
    const holding = await loopDelay(relay.adminUrl);
    const share = (now: number, then: number): number => ((now - then) * 1_000) / limits.k6HoldMs;
    const relayShare = share(cpuSeconds(relay.child.pid), before.relay);
    const k6Share = share(cpuSeconds(k6.child.pid), before.k6);
    const memoryBytes = { relay: residentBytes(relay.child.pid), k6: residentBytes(k6.child.pid) };

    log('the relay is killed');
    await Promise.race([conductor.enter('storm'), k6.endedEarly]);
    const again = new Census(services);
    const killedMs = performance.now();
    relay.child.process.kill('SIGKILL');
    // Until the kernel has closed all its sockets, the port still answers.
    await relay.child.stop();
    relay = await start(services, { ...options, port: relay.port });
    await reached(again, sessions);
    const backSeconds = seconds(killedMs);
    const storming = await loopDelay(relay.adminUrl);
    const stormCpuSeconds = cpuSeconds(relay.child.pid);
    log(`everybody is back after ${backSeconds.toFixed(1)} s`);
    await Promise.race([conductor.enter('steady'), k6.endedEarly]);
    await Promise.race([wait(limits.k6SteadyMs), k6.endedEarly]);
    await conductor.enter('end');
    const summary = await k6.summary();
    log(`k6:\n${k6.child.output().trim()}`);
    return {
      summary,
      blamed: conductor.blamed,
      joining,
      holding,
      storming,
      relayShare,
      k6Share,
      memoryBytes,
      backSeconds,
      stormCpuSeconds,
    };
  } finally {
    for (const closer of closers.reverse()) await closer();
  }
}

function start(services: ServicesDouble, options: RelayOptions): Promise<RelayServer> {
  return startRelay({ controlUrl: services.url, secret: services.secret }, launchPlainly, options);
}

function seconds(sinceMs: number): number {
  return (performance.now() - sinceMs) / 1_000;
}
