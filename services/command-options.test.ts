import { expect, it } from 'vitest';
import { readOptions } from './command-options.ts';

const options = { key: { type: 'string' }, checkpoints: { type: 'string' }, all: { type: 'boolean' } } as const;
const read = (...args: string[]) => readOptions(args, options, 'The usage.');

it.each([['--key', '-abc'], ['--key', '--abc'], ['--key=-abc']])(
  'AUD-4: takes a value that begins with a dash, as a key may: %s',
  (...args) => {
    expect(read(...args, '--all')).toEqual({ key: args.join('=').slice('--key='.length), all: true });
  },
);

it.each([
  [['--key', '--all']],
  [['--key', '--checkpoints', 'file']],
  [['--key', '--checkpoints=file']],
  [['--key']],
  [['--all', '-abc']],
  [['--kay', '-abc']],
  [['-k', '-abc']],
  [['abc']],
])('refuses what it does not know, and an option without its value: %s', (args) => {
  expect(() => read(...args)).toThrow('These arguments are not understood. The usage.');
});
