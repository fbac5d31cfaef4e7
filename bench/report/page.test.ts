import { describe, expect, it } from 'vitest';
import { type Chart, distribution } from './findings.ts';
import { createPage } from './page.ts';
import { drawChart } from './plot.ts';
import { medianOf, type Row, rowOf } from './row.ts';

const machine = { cores: 2, model: 'a <model>', arch: 'x64', kernel: '6.1', node: 'v22' };
const title = { id: 'P3.bytes', what: 'bytes "each" & more', unit: 'KB', beside: '<peer>' };

function pageOf(rows: readonly Row[], charts: readonly Chart[] = []): string {
  return createPage({ startedAt: '2026-01-01T00:00:00Z', seconds: 61, names: ['line'], rows, charts }, machine);
}

describe('page', () => {
  it('OPS-7 shows each row with its rounds, its peer, and whether it reached its goal', () => {
    const page = pageOf([rowOf(title, medianOf([10, 20, 30]), medianOf([100]), 'a note')]);
    expect(page).toContain('20 KB<small>10 – 30</small>');
    expect(page).toContain('100 KB');
    expect(page).toContain('<span class="yes">yes</span>');
    expect(page).toContain('1 of 1 goals reached');
    expect(page).toContain('<small>a note</small>');
  });

  it('OPS-7 escapes whatever rows and machines say, and needs no script and nothing from elsewhere', () => {
    const page = pageOf([rowOf(title, medianOf([1]))], [{ title: '<b>', across: 'ms', up: '%', lines: [] }]);
    expect(page).toContain('bytes &quot;each&quot; &amp; more');
    expect(page).toContain('&lt;peer&gt;');
    expect(page).toContain('a &lt;model&gt;');
    expect(page).not.toMatch(/<script|https?:\/\/|<b>|<link|<img/);
  });
});

describe('chart', () => {
  const line = {
    name: 'ours',
    points: [
      [0, 0],
      [10, 5],
    ] as const,
  };

  it('OPS-7 draws a line from corner to corner of its scales', () => {
    const svg = drawChart({ title: 't', across: 's', up: 's', lines: [line] });
    expect(svg).toContain('class="line line0" d="M56 276L704 34"');
    for (const tick of [0, 2, 4, 6, 8, 10]) expect(svg).toContain(`middle">${tick}</text>`);
  });

  it('OPS-7 puts values that lie far apart on a logarithmic scale', () => {
    const far = {
      name: 'far',
      points: [
        [1, 0],
        [10, 50],
        [100, 100],
      ] as const,
    };
    const svg = drawChart({ title: 't', across: 'ms', up: '%', logarithmicAcross: true, lines: [far] });
    // Ten lies in the middle between one and a hundred.
    expect(svg).toContain('d="M56 276L380 155L704 34"');
  });

  it('OPS-7 draws nothing where nothing was measured', () => {
    expect(drawChart({ title: 't', across: 's', up: 's', lines: [distribution('none', [])] })).toBe('');
  });

  it('OPS-7 a distribution says below which value each share of the samples lies', () => {
    const { points } = distribution('ours', [5, 1, 3]);
    expect(points).toHaveLength(101);
    expect(points[0]).toEqual([1, 0]);
    expect(points[50]).toEqual([3, 50]);
    expect(points[100]).toEqual([5, 100]);
  });
});
