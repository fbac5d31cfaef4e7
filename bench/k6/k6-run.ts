/** One run of k6 on the bundled script, from its start to the summary that it leaves. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { type Child, startProgram } from '../process/child.ts';
import { bundleScript } from './bundle.ts';
import { parseSummary, type Summary } from './k6-summary.ts';

/** As k6 exits when a threshold was crossed; the summary says which. */
const crossedThresholds = 99;

export interface K6Run {
  readonly child: Child;
  /** Waits for something, and rejects as soon as k6 ends by itself meanwhile. */
  during<T>(awaited: Promise<T>): Promise<T>;
  /** Waits for its end. */
  summary(): Promise<Summary>;
  stop(): Promise<void>;
}

export interface Addresses {
  readonly relayUrl: string;
  readonly conductorUrl: string;
}

export async function startK6(program: string, { relayUrl, conductorUrl }: Addresses): Promise<K6Run> {
  const folder = await mkdtemp(join(tmpdir(), 'ringside-bench-k6-'));
  const script = join(folder, 'rooms.js');
  const file = join(folder, 'summary.json');
  await bundleScript(script);
  const addresses = `127.0.1.1-127.0.1.${limits.k6Users}`;
  const quiet = ['--quiet', '--no-usage-report', '--no-color'];
  const environment = [`--env=RELAY_URL=${relayUrl}`, `--env=CONDUCTOR_URL=${conductorUrl}`];
  const args = ['run', ...quiet, `--local-ips=${addresses}`, `--summary-export=${file}`, ...environment, script];
  // Memory is there, and time is not: collecting garbage at Go's usual pace takes a third of what k6 has.
  const child = startProgram('k6', program, args, { env: { GOGC: '400' } });
  // Ten thousand rooms would not share the relay's processors: what plays them makes way.
  setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  const exit = new Promise<number>((resolve) => child.process.once('close', (code) => resolve(code ?? -1)));
  let awaited = false;
  const endedEarly = exit.then((code): Promise<never> => {
    if (awaited) return new Promise(() => {});
    throw new BenchError('not-ready', `k6 ended too early, with ${code}: ${reason(child.output())}`);
  });
  // Whoever waits for it hears of it; nobody else has to.
  endedEarly.catch(() => {});
  return {
    child,
    during: (waitedFor) => Promise.race([waitedFor, endedEarly]),
    async summary() {
      awaited = true;
      const late = setTimeout(() => void child.stop(), limits.startMs);
      const code = await exit;
      clearTimeout(late);
      if (code !== 0 && code !== crossedThresholds) {
        throw new BenchError('not-ready', `k6 failed with ${code}: ${reason(child.output())}`);
      }
      return parseSummary(JSON.parse(await readFile(file, 'utf8')));
    },
    async stop() {
      awaited = true;
      await child.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The last error that it logged, without the stack below it; or the last line at all. */
function reason(output: string): string {
  const lines = output.trim().split('\n');
  const error = lines.findLast((line) => line.includes('level=error')) ?? lines.at(-1) ?? '';
  return (/msg="?(.*?)(\\n|"|$)/.exec(error)?.[1] ?? error).slice(0, limits.sentenceUnits);
}
