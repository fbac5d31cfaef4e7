/** Every decision of `authorize` beside the model of the rules, in 200,000 worlds. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matrixLimits } from './limits.ts';
import { answer } from './rules.ts';
import { decide, deviceIn, factsOf, requestOf } from './snapshot.ts';
import { anyInterview, anyWorld } from './worlds.ts';

/** What the rules can say: each has to be reached, or the matrix has gone blind. */
const answers: Record<string, readonly string[]> = {
  'own account': [],
  administer: ['forbidden'],
  'opt in': ['forbidden'],
  'suspend tenant': ['forbidden'],
  'see device': ['device-not-found'],
  'manage device': ['device-not-found', 'forbidden'],
  'recover device': ['device-not-found', 'tenant-not-opted-in', 'device-not-monitored', 'device-not-connected'],
  'start session': [
    'device-not-found',
    'tenant-not-opted-in',
    'device-not-monitored',
    'device-not-connected',
    'in-call',
    'call-state-unknown',
    'ejected',
    'ring-unavailable',
    'too-many-viewers',
    'reason-required',
    'step-up-required',
  ],
  'hold session': ['device-not-found', 'tenant-not-opted-in', 'device-not-monitored'],
  'see session': ['session-not-found'],
  'end session': ['session-not-found'],
};

it(
  'ACC-1 to ACC-4, SES-1, SES-3, SES-7 to SES-9, DEV-2: what is decided is what the rules say, reasons included',
  () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(anyWorld, anyInterview, (world, { asker, questions }) => {
        const facts = factsOf(world, asker);
        const deviceOf = deviceIn(world);
        for (const question of questions) {
          const byRules = answer(world, asker, question);
          const byProduct = decide(facts, requestOf(question, deviceOf));
          if (byProduct !== byRules) {
            const asked = `${JSON.stringify(question)} of ${JSON.stringify(asker)}`;
            throw new Error(`${asked}: by the rules ${byRules}, by the product ${byProduct}`);
          }
          const key = `${question.ask}: ${byRules}`;
          seen.set(key, (seen.get(key) ?? 0) + 1);
        }
      }),
      { seed: matrixLimits.seed, numRuns: matrixLimits.decisions },
    );
    const expected = Object.entries(answers).flatMap(([ask, reasons]) =>
      ['allowed', 'operator-disabled', 'tenant-suspended', ...reasons].map((each) => `${ask}: ${each}`),
    );
    expect([...seen.keys()].toSorted()).toEqual(expected.toSorted());
    const rarest = [...seen].toSorted(([, a], [, b]) => a - b)[0];
    expect(rarest?.[1], rarest?.[0]).toBeGreaterThan(100);
  },
  matrixLimits.timeoutMs,
);
