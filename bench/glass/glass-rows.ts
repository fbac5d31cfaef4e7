/** The rows of the glass bench: our figures beside the better VNC stack, which may be another one for each figure. */
import { failedRow, type Measured, medianOf, percentileOf, type Row, rowOf } from '../report/row.ts';
import { median } from '../report/statistics.ts';
import { fullNames, type Results, type StackName, stackNames } from './results.ts';

type Timed = 'blocks' | 'pictures' | 'keys' | 'videos';

const vnc = ['tigervnc', 'x11vnc'] as const;
const figures: readonly {
  readonly id: string;
  readonly what: string;
  readonly measure: Timed;
  readonly share: number;
}[] = [
  { id: 'P1.p50', what: 'glass to glass, 64x64 block, p50', measure: 'blocks', share: 0.5 },
  { id: 'P1.p99', what: 'glass to glass, 64x64 block, p99', measure: 'blocks', share: 0.99 },
  { id: 'P2.p50', what: 'glass to glass, full-screen picture, p50', measure: 'pictures', share: 0.5 },
  { id: 'P4.p50', what: 'key to pixel, p50', measure: 'keys', share: 0.5 },
  { id: 'P4.p95', what: 'key to pixel, p95', measure: 'keys', share: 0.95 },
  { id: 'P3.p50', what: '640x360 video at 30 fps, p50', measure: 'videos', share: 0.5 },
  { id: 'P3.p99', what: '640x360 video at 30 fps, p99', measure: 'videos', share: 0.99 },
];

export function glassRows(results: Results): Row[] {
  return [...figures.map((figure) => latencyRow(results, figure)), videoBytesRow(results)];
}

function latencyRow(results: Results, { id, what, measure, share }: (typeof figures)[number]): Row {
  const measured = new Map<StackName, Measured>();
  const notes = [];
  for (const name of stackNames) {
    const failure = results.failureOf(name, measure);
    const rounds = results.of(measure, name);
    if (failure !== undefined) notes.push(`${fullNames[name]}: ${failure}`);
    if (failure !== undefined || rounds.length === 0) continue;
    const figure = percentileOf(
      rounds.map(({ latenciesMs }) => latenciesMs),
      share,
    );
    measured.set(name, figure);
    notes.push(`${fullNames[name]}: ${figure.value.toFixed(1)} ms, ${details(rounds)}`);
  }
  const note = notes.join('; ');
  const title = { id, what, unit: 'ms', beside: vnc.map((name) => fullNames[name]).join(', ') };
  const own = measured.get('ringside');
  const [first, second] = vnc.map((name) => measured.get(name));
  if (own === undefined || first === undefined || second === undefined) return failedRow(title, note, own);
  const [name, better] = first.value <= second.value ? [vnc[0], first] : [vnc[1], second];
  return rowOf({ ...title, beside: `${fullNames[name]} (the better)` }, own, better, note);
}

/** Bytes mean something only where the picture is as true: it must be, beside the peer that sends fewest. */
function videoBytesRow(results: Results): Row {
  const title = {
    id: 'P3.bytes',
    what: '640x360 video at 30 fps, sent per frame shown, at equal SSIM',
    unit: 'KB',
    beside: vnc.map((name) => fullNames[name]).join(', '),
  };
  const stacks = stackNames.map((name) => {
    const rounds = results.of('videos', name);
    const bytes = medianOf(rounds.map(({ bytesEach }) => bytesEach / 1_000));
    const likeness = medianOf(rounds.map(({ similarities }) => median(similarities)));
    return { name, bytes, likeness, failure: results.failureOf(name, 'videos') };
  });
  const note = stacks
    .map(({ name, bytes, likeness, failure }) =>
      failure === undefined
        ? `${fullNames[name]}: ${bytes.value.toFixed(1)} KB, SSIM ${likeness.value.toFixed(4)}`
        : `${fullNames[name]}: ${failure}`,
    )
    .join('; ');
  const own = stacks.find(({ name }) => name === 'ringside');
  const others = stacks.filter(({ name }) => name !== 'ringside').sort((a, b) => a.bytes.value - b.bytes.value);
  const [peer] = others;
  const failed = stacks.some(({ failure, likeness }) => failure !== undefined || Number.isNaN(likeness.value));
  if (own === undefined || peer === undefined || failed) return failedRow(title, note, own?.bytes);
  const row = rowOf({ ...title, beside: `${fullNames[peer.name]} (fewest)` }, own.bytes, peer.bytes, note);
  if (own.likeness.value >= peer.likeness.value) return row;
  return { ...row, pass: false, note: `Our picture is less true. ${note}` };
}

interface Detailed {
  readonly bytesEach: number;
  readonly lost?: number;
  readonly shown?: number;
  readonly drawn?: number;
}

/** What latency alone does not say: bytes, lost changes, frames shown. */
function details(rounds: readonly Detailed[]): string {
  const kilobytes = medianOf(rounds.map(({ bytesEach }) => bytesEach)).value / 1_000;
  const lost = rounds.reduce((sum, round) => sum + (round.lost ?? 0), 0);
  const shown = rounds.reduce((sum, round) => sum + (round.shown ?? 0), 0);
  const drawn = rounds.reduce((sum, round) => sum + (round.drawn ?? 0), 0);
  const frames = shown > 0 ? `, ${Math.round((100 * shown) / drawn)} % of frames shown` : '';
  return `${kilobytes.toFixed(1)} KB each${frames}${lost > 0 ? `, ${lost} lost` : ''}`;
}
