import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests of the whole product take longest: begun last, the longest of them would run alone at the end. */
class WholeProductFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isWhole = ({ moduleId }: TestSpecification) => /^(test|portal-embed)\//.test(relative('.', moduleId));
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => Number(isWhole(b)) - Number(isWhole(a)));
  }
}

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Two cores, and most tests start processes of their own.
    maxWorkers: 2,
    sequence: { sequencer: WholeProductFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is polled for comes at once, or late on a machine that runs other tests.
    expect: { poll: { timeout: 10_000 } },
  },
});
