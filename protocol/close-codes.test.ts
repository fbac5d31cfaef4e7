import { describe, expect, it } from 'vitest';
import { closeCodes, closeName, mayRetry } from './close-codes.ts';
import { EndReason, RefusalReason } from './enums.ts';

const entries = Object.entries(closeCodes);

describe('close codes', () => {
  it('each is unique, in the range for applications, and says what it means', () => {
    expect(new Set(entries.map(([, { code }]) => code)).size).toBe(entries.length);
    expect(new Set(entries.map(([, { meaning }]) => meaning)).size).toBe(entries.length);
    for (const [, { code, meaning }] of entries) {
      expect(code).toBeGreaterThanOrEqual(4_000);
      expect(code).toBeLessThanOrEqual(4_999);
      expect(meaning).toMatch(/^[a-z].{5,}[^.]$/);
      // A close frame holds 123 bytes of reason.
      expect(Buffer.byteLength(meaning)).toBeLessThanOrEqual(123);
    }
  });

  it('each is found again by its number', () => {
    for (const [name, { code, mayRetry: retry }] of entries) {
      expect(closeName(code)).toBe(name);
      expect(mayRetry(code)).toBe(retry);
    }
  });

  it('they are complete, and their numbers never change', () => {
    expect(Object.fromEntries(entries.map(([name, { code }]) => [name, code]))).toEqual({
      ended: 4_000,
      malformed: 4_400,
      refused: 4_401,
      forbidden: 4_403,
      openingTimeout: 4_408,
      replaced: 4_409,
      tooLarge: 4_413,
      version: 4_426,
      outdated: 4_427,
      flood: 4_429,
      fault: 4_500,
      draining: 4_503,
      leaseLapsed: 4_504,
      deviceGone: 4_505,
      unread: 4_507,
      silent: 4_508,
      withdrawn: 4_510,
      busy: 4_529,
    });
  });

  it('codes of the network itself may retry, and have no name here', () => {
    for (const code of [1000, 1001, 1006, 1011, 4999]) {
      expect(closeName(code)).toBeUndefined();
      expect(mayRetry(code)).toBe(true);
    }
  });

  it('SES-1, SES-3: reasons are numbered without gaps, and 0 is never one', () => {
    for (const reasons of [RefusalReason, EndReason]) {
      const numbers = Object.values(reasons).map(Number);
      expect(numbers).toEqual(numbers.map((_, index) => index));
      expect(Object.keys(reasons)[0]).toMatch(/_UNSPECIFIED$/);
    }
  });
});
