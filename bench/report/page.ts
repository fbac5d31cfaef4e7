/** The result as one page for people: rows against their goals, then charts. Self-contained, no script. Pure. */
import { escaped } from './markup.ts';
import { drawChart } from './plot.ts';
import type { Row } from './row.ts';
import type { Spread } from './statistics.ts';
import type { Machine, Result } from './table.ts';

const style = `
:root { color-scheme: light dark; --ink: #1d2126; --soft: #5c6670; --rule: #d9dee3; --paper: #fff;
  --line0: #0b6bcb; --line1: #c2410c; --line2: #6b7280; --line3: #7c3aed; --good: #166534; --bad: #b42318; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --soft: #9aa4ae; --rule: #343a41; --paper: #16191d;
  --line0: #5aa9f8; --line1: #fb923c; --line2: #9ca3af; --line3: #a78bfa; --good: #4ade80; --bad: #f97066; } }
body { margin: 2rem auto; max-width: 76rem; padding: 0 1rem; font: 14px/1.45 system-ui, sans-serif;
  color: var(--ink); background: var(--paper); }
h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .3rem 0; color: var(--soft); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--rule); }
th { font-weight: 600; color: var(--soft); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
small { color: var(--soft); display: block; }
.yes { color: var(--good); } .no { color: var(--bad); font-weight: 600; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(32rem, 1fr)); gap: 1.5rem; }
figure { margin: 0; } figcaption { font-weight: 600; margin-bottom: .3rem; }
svg { width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: var(--soft); }
.grid { stroke: var(--rule); fill: none; } .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
.line0 { stroke: var(--line0); } .line1 { stroke: var(--line1); } .line2 { stroke: var(--line2); }
.line3 { stroke: var(--line3); }
`;

export function createPage({ startedAt, seconds, names, rows, charts }: Result, machine: Machine): string {
  const judged = rows.filter(({ pass }) => pass !== null);
  const reached = judged.filter(({ pass }) => pass === true).length;
  const facts = `${startedAt}, ${Math.round(seconds / 60)} min of ${names.join(', ')}; ${machine.cores} cores, ${machine.model}, Linux ${machine.kernel}, Node ${machine.node}`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>What Ringside costs, beside its peers</title>
<style>${style}</style>
<h1>What Ringside costs, beside its peers</h1>
<p>${reached} of ${judged.length} goals reached. ${escaped(facts)}.</p>
<p>Ratios travel to other machines, absolute times do not. In small print: the lowest and highest round.</p>
<h2>Goals</h2>
<table>
<tr><th>id<th>what<th class="number">Ringside<th class="number">peer<th>beside<th class="number">ratio<th>goal<th>reached</tr>
${rows.map(lineOf).join('\n')}
</table>
<h2>Seen over time, and how often</h2>
<div class="charts">${charts.map(drawChart).join('\n')}</div>
</html>
`;
}

function lineOf(row: Row): string {
  const { id, what, value, unit, spread, peerValue, peerSpread, beside, ratio, goal, pass, note } = row;
  const reached = pass === null ? '' : pass ? '<span class="yes">yes</span>' : '<span class="no">no</span>';
  const remark = note === undefined ? '' : `<small>${escaped(note)}</small>`;
  return (
    `<tr><td>${escaped(id)}<td>${escaped(what)}${remark}` +
    `<td class="number">${figure(value, unit, spread)}<td class="number">${figure(peerValue, unit, peerSpread)}` +
    `<td>${escaped(beside)}<td class="number">${ratio ?? ''}<td>${escaped(goal)}<td>${reached}</tr>`
  );
}

function figure(value: number | null, unit: string, spread: Spread | undefined): string {
  if (value === null) return '';
  const rounds =
    spread === undefined || spread.low === spread.high ? '' : `<small>${spread.low} – ${spread.high}</small>`;
  return `${value} ${escaped(unit)}${rounds}`;
}
