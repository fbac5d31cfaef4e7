/**
 * `npm run bench -- [access] [relay] [glass] [line] [memory] [mesh-central] [log] [k6] [room] [--json FILE] [--page FILE] [--only P5 …] [--quick]
 * [--long]`: measures what it costs beside its peers, prints a table and writes the rows. Gates nothing: the exit code
 * says whether it ran, the rows how it went.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { accessBench } from './access/access-bench.ts';
import { BenchError, sentenceOf } from './bench-error.ts';
import { glassBench } from './glass/glass-bench.ts';
import { k6Bench } from './k6/k6-bench.ts';
import { limits } from './limits.ts';
import { lineBench } from './line/line-bench.ts';
import { logBench } from './log/log-bench.ts';
import { memoryBench } from './memory/memory-bench.ts';
import { meshBench } from './mesh-central/mesh-bench.ts';
import { relayBench } from './relay/relay-bench.ts';
import type { Chart, Findings } from './report/findings.ts';
import { createPage } from './report/page.ts';
import { failedRow, type Row } from './report/row.ts';
import { printTable, type Result, thisMachine, writeResult } from './report/table.ts';
import { roomBench } from './room/room-bench.ts';

interface Options {
  /** Shorter where that only costs exactness, for development. */
  readonly quick: boolean;
  /** More rounds, for the p99s. */
  readonly long: boolean;
  /** Goals by their ids, such as P5, where a bench can be cut so; all when empty. */
  readonly only: readonly string[];
}

const benches: Readonly<Record<string, (log: (line: string) => void, options: Options) => Promise<Findings>>> = {
  access: async (log, { quick, only }) => ({ rows: await accessBench(log, quick, only) }),
  relay: async (log, { only }) => ({ rows: await relayBench(log, only) }),
  glass: (log, { quick, long, only }) =>
    glassBench(log, quick ? limits.quickRounds : long ? limits.longRounds : limits.rounds, only),
  line: (log, { only }) => lineBench(log, only),
  memory: async (log, options) => ({ rows: await memoryBench(log, options) }),
  'mesh-central': async (log, { only }) => ({ rows: await meshBench(log, only) }),
  log: async (log, { long, only }) => ({ rows: await logBench(log, long, only) }),
  k6: async (log, { long, only }) => ({ rows: await k6Bench(log, long, only) }),
  room: async (log, { quick, long, only }) => ({
    rows: await roomBench(log, quick ? 'quick' : long ? 'long' : 'usual', only),
  }),
};

/** Takes half an hour by itself: runs when it is named. */
const onlyWhenNamed = ['room'];

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      page: { type: 'string' },
      long: { type: 'boolean' },
      quick: { type: 'boolean' },
      only: { type: 'string', multiple: true, default: [] },
    },
  });
  const names =
    positionals.length > 0 ? positionals : Object.keys(benches).filter((name) => !onlyWhenNamed.includes(name));
  for (const name of names) {
    if (!Object.hasOwn(benches, name)) {
      throw new BenchError('usage', `There is no bench "${name}": choose among ${Object.keys(benches).join(', ')}.`);
    }
  }
  const options: Options = { quick: values.quick === true, long: values.long === true, only: values.only };
  const startedAt = new Date().toISOString();
  const startedMs = performance.now();
  const rows: Row[] = [];
  const charts: Chart[] = [];
  for (const name of names) {
    const log = (line: string): void => console.error(`${elapsed(startedMs)} ${name}: ${line}`);
    try {
      const findings = await benches[name]?.(log, options);
      rows.push(...(findings?.rows ?? []));
      charts.push(...(findings?.charts ?? []));
    } catch (error) {
      rows.push(failedRow({ id: name, what: `the whole bench "${name}"`, unit: '', beside: '' }, sentenceOf(error)));
    }
  }
  printTable(rows);
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  const result: Result = { startedAt, seconds, names, rows, charts };
  if (values.json !== undefined) writeResult(values.json, result);
  if (values.page !== undefined) writeFileSync(values.page, createPage(result, thisMachine()));
}

function elapsed(sinceMs: number): string {
  const seconds = Math.round((performance.now() - sinceMs) / 1_000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(sentenceOf(error));
  process.exit(1);
}
