import { describe, expect, it } from 'vitest';
import { agentVersionPattern, isOlderAgent } from './agent-version.ts';

describe('versions of agents', () => {
  it.each([
    ['1.2.3', '1.2.4', true],
    ['1.2.4', '1.2.4', false],
    ['1.10.0', '1.9.9', false],
    ['1.9.9', '1.10', true],
    ['1', '1.0.0', false],
    ['1.4.0-beta', '1.4.0', true],
    ['1.4.1-beta', '1.4.0', false],
    ['1.4.0+build5', '1.4.0', false],
    ['', '0.0.1', true],
    ['latest', '0.0.1', true],
    ['-1', '0', true],
    ['2.', '1', true],
    ['2.0.0.0.0', '1', true],
    ['2beta', '1', true],
    ['anything', '', false],
  ])('DEV-5: %s against at least %s: older is %s', (version, minimum, older) => {
    expect(isOlderAgent(version, minimum)).toBe(older);
  });

  it('a minimum is one to four numbers', () => {
    const pattern = new RegExp(agentVersionPattern);
    for (const good of ['1', '1.2', '1.2.3', '1.2.3.4', '2026.11.29']) expect(pattern.test(good)).toBe(true);
    for (const bad of ['', 'v1', '1.', '.1', '1.2.3.4.5', '1-beta', '1 ', '1234567']) {
      expect(pattern.test(bad)).toBe(false);
    }
  });
});
