import { EndReason } from '@ringside/protocol';
import { expect, it } from 'vitest';
import { endReasonCode, endReasonName, parseEndReason } from './end-reason.ts';

it('SES-3: every reason of the wire has one name, and comes back from it', () => {
  const reasons = Object.values(EndReason).filter((value) => typeof value === 'number');
  const names = reasons.map(endReasonName);
  expect(new Set(names).size).toBe(reasons.length);
  for (const reason of reasons) {
    expect(endReasonCode(endReasonName(reason))).toBe(reason);
    expect(parseEndReason(endReasonName(reason))).toBe(endReasonName(reason));
  }
  expect(parseEndReason('what a newer version wrote')).toBe('unspecified');
});
