/**
 * What is hard: slow and long lines, full motion, sessions that begin far away. Each stack's viewer sits behind a line
 * of its own with the same rate, delay and buffer.
 */
import { BenchError, sentenceOf } from '../bench-error.ts';
import { createReconnectingPage } from '../glass/reconnecting-page.ts';
import { fullNames, type StackName, stackNames } from '../glass/results.ts';
import { openRingsidePath } from '../glass/ringside-path.ts';
import type { Path } from '../glass/stack.ts';
import { openTigervncPath, openX11vncPath } from '../glass/vnc-path.ts';
import type { VncPage } from '../peers.ts';
import type { Chart, Findings } from '../report/findings.ts';
import { failedRow, type Row } from '../report/row.ts';
import { type Contestant, openContestant } from './contestant.ts';
import { exactnessRows } from './exactness-rows.ts';
import { firstPictureRows } from './first-picture-row.ts';
import { freshnessFindings } from './freshness-rows.ts';
import { inputRows } from './input-rows.ts';
import { sceneRows } from './scene-bytes.ts';
import { stallFindings } from './stall.ts';
import { threeDisplayRows } from './three-displays.ts';

type Log = (line: string) => void;

/** @throws BenchError with the sentence that says why this stack is not there */
type Contestants = (name: StackName) => Contestant;

interface Step {
  readonly id: string;
  readonly what: string;
  measure(of: Contestants, log: Log): Promise<Findings>;
}

const steps: readonly Step[] = [
  {
    id: 'P13',
    what: 'the first picture',
    measure: async (of, log) => ({ rows: await firstPictureRows(of('ringside'), of('tigervnc'), log) }),
  },
  {
    id: 'S',
    what: 'what scenes send',
    measure: async (of, log) => ({ rows: await sceneRows(of('ringside'), [of('tigervnc'), of('x11vnc')], log) }),
  },
  {
    id: 'P9',
    what: 'input under video',
    measure: async (of, log) => ({ rows: await inputRows(of('ringside'), of('tigervnc'), log) }),
  },
  {
    id: 'P7',
    what: 'a slow viewer of full-screen video',
    measure: (of, log) => freshnessFindings(of('ringside'), of('tigervnc'), log),
  },
  {
    id: 'stall',
    what: 'a line that stalls',
    measure: (of, log) => stallFindings(of('ringside'), of('tigervnc'), log),
  },
  { id: 'X', what: 'exactness', measure: async (of, log) => ({ rows: await exactnessRows(of('ringside'), log) }) },
];

/** Has a room of its own. */
const displaysStep = { id: 'D3', what: 'three displays at once' };

/** @param only ids of the steps to run, all when empty */
export async function lineBench(log: Log, only: readonly string[] = []): Promise<Findings> {
  const isWanted = ({ id }: { readonly id: string }): boolean => only.length === 0 || only.includes(id);
  const findings = await contest(steps.filter(isWanted), log);
  if (!isWanted(displaysStep)) return findings;
  const displays = await threeDisplayRows(log).catch((error: unknown) => [
    failedRow({ ...displaysStep, unit: '', beside: '' }, sentenceOf(error)),
  ]);
  return { ...findings, rows: [...findings.rows, ...displays] };
}

async function contest(wanted: readonly Step[], log: Log): Promise<Findings> {
  const rows: Row[] = [];
  const charts: Chart[] = [];
  if (wanted.length === 0) return { rows };
  const page = await createReconnectingPage();
  const opened = await openAll(page, log);
  const of: Contestants = (name) => {
    const contestant = opened.get(name);
    if (contestant === undefined || 'why' in contestant) throw new BenchError('not-ready', contestant?.why ?? name);
    return contestant;
  };
  try {
    for (const { id, what, measure } of wanted) {
      try {
        log(`${id}: ${what}`);
        const findings = await measure(of, log);
        rows.push(...findings.rows);
        charts.push(...(findings.charts ?? []));
      } catch (error) {
        rows.push(failedRow({ id, what, unit: '', beside: '' }, sentenceOf(error)));
      }
    }
    return { rows, charts };
  } finally {
    for (const contestant of opened.values()) if (!('why' in contestant)) await contestant.lined.close();
    await page.remove();
  }
}

/** A stack that does not come up fails only what it is needed for. */
interface Absent {
  readonly why: string;
}

async function openAll(page: VncPage, log: Log): Promise<ReadonlyMap<StackName, Contestant | Absent>> {
  const paths: Readonly<Record<StackName, () => Promise<Path>>> = {
    ringside: () => openRingsidePath(),
    tigervnc: () => openTigervncPath(page),
    x11vnc: () => openX11vncPath(page),
  };
  const opened = new Map<StackName, Contestant | Absent>();
  for (const name of stackNames) {
    try {
      opened.set(name, await openContestant(name, fullNames[name], paths[name]));
      log(`${name}: the picture is there`);
    } catch (error) {
      opened.set(name, { why: sentenceOf(error) });
      log(`${name}: ${sentenceOf(error)}`);
    }
  }
  return opened;
}
