import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FlightLedger } from './flight-ledger.ts';

const most = 128;

/** Frames begin anew or go on; now and then all but so many of those that were sent are painted. */
const steps = fc.array(
  fc.oneof(
    { weight: 20, arbitrary: fc.record({ begins: fc.boolean(), bytes: fc.integer({ min: 1, max: 20_000 }) }) },
    { weight: 1, arbitrary: fc.record({ leaves: fc.integer({ min: 0, max: most }) }) },
  ),
  { minLength: 1, maxLength: 300, size: 'max' },
);

test('what is on the way, and what an acknowledgement frees of it, is what was sent and not painted', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const ledger = new FlightLedger(most);
      let flight: { frame: number; update: number; bytes: number }[] = [];
      let frame = 0;
      for (const step of taken) {
        if ('leaves' in step) {
          const upTo = Math.max(0, frame - step.leaves);
          const painted = flight.filter((one) => one.frame <= upTo);
          flight = flight.slice(painted.length);
          expect(ledger.frees(upTo)).toBe(painted.length > 0);
          expect(ledger.paintedUpTo(upTo)).toBe(painted.reduce((sum, { bytes }) => sum + bytes, 0));
          const newest = painted.at(-1);
          if (newest !== undefined) expect(ledger.paintedUpdate).toBe(newest.update);
        } else {
          const last = flight.at(-1);
          const update = 2 * frame + step.bytes;
          if (last === undefined || last.frame !== frame || step.begins) {
            if (flight.length === most) continue;
            frame += 1;
            flight.push({ frame, update, bytes: step.bytes });
          } else Object.assign(last, { update, bytes: last.bytes + step.bytes });
          ledger.sent(frame, update, step.bytes);
        }
        expect(ledger.bytes).toBe(flight.reduce((sum, { bytes }) => sum + bytes, 0));
        expect(ledger.full).toBe(flight.length === most);
      }
    }),
    // A failure is found by its seed; to shrink it takes minutes.
    { endOnFailure: true },
  );
});
