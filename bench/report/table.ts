/** The rows as a table for people, and the file for machines. */
import { writeFileSync } from 'node:fs';
import { arch, cpus, release } from 'node:os';
import type { Chart } from './findings.ts';
import type { Row } from './row.ts';

const headings = ['id', 'what', 'value', 'unit', 'beside', 'peer', 'ratio', 'goal', 'pass'] as const;

function cells(row: Row): string[] {
  const number = (value: number | null): string => (value === null ? '-' : String(value));
  const pass = row.pass === null ? '' : row.pass ? 'yes' : 'NO';
  const { id, what, unit, beside, goal } = row;
  return [id, what, number(row.value), unit, beside, number(row.peerValue), number(row.ratio), goal, pass];
}

export function printTable(rows: readonly Row[]): void {
  const lines = [[...headings], ...rows.map(cells)];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  for (const line of lines) {
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
  for (const { id, what, note } of rows) if (note !== undefined) console.log(`  ${id} ${what}: ${note}`);
}

export interface Result {
  readonly startedAt: string;
  readonly seconds: number;
  readonly names: readonly string[];
  readonly rows: readonly Row[];
  readonly charts: readonly Chart[];
}

/** What the figures were measured on. */
export interface Machine {
  readonly cores: number;
  readonly model: string;
  readonly arch: string;
  readonly kernel: string;
  readonly node: string;
}

export function thisMachine(): Machine {
  return {
    cores: cpus().length,
    model: cpus()[0]?.model ?? '',
    arch: arch(),
    kernel: release(),
    node: process.version,
  };
}

export function writeResult(file: string, result: Result): void {
  writeFileSync(file, `${JSON.stringify({ ...result, machine: thisMachine() }, null, 2)}\n`);
}
