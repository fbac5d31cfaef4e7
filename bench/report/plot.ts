/** A chart as inline SVG: lines over two scales, a legend, no script. Pure. */
import type { Chart, Place } from './findings.ts';
import { escaped } from './markup.ts';

const width = 720;
const height = 320;
const inner = { left: 56, right: 16, top: 34, bottom: 44 };
const plot = { width: width - inner.left - inner.right, height: height - inner.top - inner.bottom };
/** About as many steps as people read without counting. */
const wantedSteps = 6;
const roundSteps = [1, 2, 5, 10] as const;

interface Scale {
  readonly ticks: readonly number[];
  /** From 0 to 1. */
  place(value: number): number;
}

/** From zero to a round number that is not less than the largest value. */
function linear(most: number): Scale {
  const rough = Math.max(most, Number.MIN_VALUE) / wantedSteps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (roundSteps.find((factor) => factor * power >= rough) ?? 10) * power;
  const steps = Math.max(1, Math.ceil(most / step));
  const ticks = Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(12)));
  return { ticks, place: (value) => value / (steps * step) };
}

/** From 1, 2 or 5 times a power of ten to another one, every such number marked. */
function logarithmic(least: number, most: number): Scale {
  const numbers = [];
  for (let power = Math.floor(Math.log10(least)); 10 ** power <= most * 10; power++) {
    for (const factor of [1, 2, 5]) numbers.push(factor * 10 ** power);
  }
  const first = numbers.findLast((number) => number <= least) ?? least;
  const last = numbers.find((number) => number >= most && number > first) ?? most;
  const ticks = numbers.filter((number) => number >= first && number <= last);
  const span = Math.log(last / first);
  return { ticks, place: (value) => Math.log(Math.max(value, first) / first) / span };
}

export function drawChart({ title, across, up, logarithmicAcross, lines }: Chart): string {
  const points = lines.flatMap((line) => line.points);
  if (points.length === 0) return '';
  const values = points.map(([x]) => x).filter((x) => x > 0);
  const x =
    logarithmicAcross === true && values.length > 0
      ? logarithmic(Math.min(...values), Math.max(...values))
      : linear(Math.max(...values, 0));
  const y = linear(Math.max(...points.map(([, value]) => value)));
  const left = (value: number): number => inner.left + x.place(value) * plot.width;
  const top = (value: number): number => inner.top + (1 - y.place(value)) * plot.height;
  const bottom = height - inner.bottom;
  const right = width - inner.right;
  const parts = [
    ...y.ticks.map(
      (tick) =>
        `<path class="grid" d="M${inner.left} ${at(top(tick))}H${right}"/>` +
        `<text x="${inner.left - 8}" y="${at(top(tick) + 4)}" text-anchor="end">${tick}</text>`,
    ),
    ...x.ticks.map(
      (tick) =>
        `<path class="grid" d="M${at(left(tick))} ${inner.top}V${bottom}"/>` +
        `<text x="${at(left(tick))}" y="${bottom + 18}" text-anchor="middle">${tick}</text>`,
    ),
    `<text x="${right}" y="${height - 8}" text-anchor="end">${escaped(across)}</text>`,
    `<text x="8" y="16">${escaped(up)}</text>`,
    ...lines.map((line, index) => `<path class="line line${index}" d="${pathOf(line.points, left, top)}"/>`),
    legend(lines.map(({ name }) => name)),
  ];
  return (
    `<figure><figcaption>${escaped(title)}</figcaption>` +
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">${parts.join('')}</svg></figure>`
  );
}

function pathOf(points: readonly Place[], left: (value: number) => number, top: (value: number) => number): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${at(left(x))} ${at(top(y))}`).join('');
}

/** At the right of the first row, the first line's name leftmost. */
function legend(names: readonly string[]): string {
  /** Of a letter at this size, roughly. */
  const letter = 7;
  let end = width - inner.right;
  const entries: string[] = [];
  for (const [index, name] of [...names.entries()].reverse()) {
    const start = end - name.length * letter;
    entries.push(
      `<path class="line line${index}" d="M${start - 26} 12h20"/><text x="${start}" y="16">${escaped(name)}</text>`,
    );
    end = start - 40;
  }
  return entries.join('');
}

const at = (coordinate: number): string => String(Number(coordinate.toFixed(1)));
