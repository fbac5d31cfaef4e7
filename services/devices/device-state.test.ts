import { describe, expect, it } from 'vitest';
import type { DeviceState } from '../access/facts.ts';
import { isWithdrawn, mayMove } from './device-state.ts';

const states: DeviceState[] = ['pending', 'monitored', 'suspended', 'unenrolled'];

describe('device states', () => {
  it('DEV-2: exactly these moves are allowed', () => {
    const moves = states.flatMap((from) => states.filter((to) => mayMove(from, to)).map((to) => `${from} > ${to}`));
    expect(moves).toEqual([
      'pending > monitored',
      'pending > suspended',
      'pending > unenrolled',
      'monitored > suspended',
      'monitored > unenrolled',
      'suspended > monitored',
      'suspended > unenrolled',
    ]);
  });

  it('DEV-4: suspended and unenrolled devices are withdrawn', () => {
    expect(states.filter(isWithdrawn)).toEqual(['suspended', 'unenrolled']);
  });
});
