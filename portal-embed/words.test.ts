import { EndReason, RefusalReason } from '@ringside/protocol';
import { describe, expect, test } from 'vitest';
import { closeReason, endedReason, endOfRefusal, openingRefusal } from './session/reasons.ts';
import { english } from './words.ts';

const numbers = (values: object): readonly number[] =>
  Object.values(values).filter((value) => typeof value === 'number');

describe('words', () => {
  test('SES-3: each end has a name and words of its own', () => {
    const told = numbers(EndReason)
      .filter((reason) => reason !== EndReason.END_REASON_UNSPECIFIED)
      .map((reason) => english.ending(endedReason(reason)));
    expect(new Set(told).size).toBe(told.length);
    expect(told).not.toContain(english.ending('unknown'));
  });

  test('SES-1: each refusal of the relay has words', () => {
    for (const reason of numbers(RefusalReason)) {
      expect(english.refusal(openingRefusal(reason), '')).not.toMatch(/\(/);
    }
  });

  test.each([
    ...['device-not-found', 'device-not-monitored', 'device-not-connected', 'in-call', 'call-state-unknown'],
    ...['ring-unavailable', 'origin-not-allowed', 'tenant-not-opted-in', 'operator-disabled', 'forbidden'],
    ...['session-ended', 'ticket-outstanding', 'not-signed-in', 'too-many-requests', 'store-unavailable', 'fault'],
  ])('SES-1: the API’s code %s has words', (code) => {
    expect(english.refusal(code, 'detail')).not.toBe('detail');
  });

  test('EMB-1: a code of tomorrow is told in the portal’s words, or named', () => {
    expect(english.refusal('moon-phase', 'The moon is full.')).toBe('The moon is full.');
    expect(english.refusal('moon-phase', '')).toContain('moon-phase');
    expect(english.refusal('constructor', 'The moon is full.')).toBe('The moon is full.');
    expect(english.refusal('__proto__', '')).toContain('__proto__');
  });

  test('SES-3: reasons that only a newer relay knows are still an end', () => {
    expect(endedReason(9_999 as EndReason)).toBe('unknown');
    expect(closeReason(undefined)).toBe('unknown');
    expect(endOfRefusal('moon-phase')).toBe('refused');
  });
});
