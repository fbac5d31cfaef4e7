import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeToAgentMessage, encodeToAgentMessage } from './codec.ts';
import { writeDemand } from './demand.ts';

const number = fc.oneof(fc.nat(200), fc.nat(0xffff_ffff), fc.constant(0xffff_ffff));

test('a demand written in place is what the encoder writes, whatever it says', () => {
  fc.assert(
    fc.property(
      fc.record({
        display: number,
        epoch: number,
        update: number,
        streams: fc.boolean(),
        focused: fc.boolean(),
        kilobitsPerSecond: number,
      }),
      (demand) => {
        const present = Object.fromEntries(
          Object.entries(demand).filter(([, value]) => value !== 0 && value !== false),
        );
        expect([...writeDemand(demand)]).toEqual([...encodeToAgentMessage({ demand: present })]);
      },
    ),
  );
});

test('it is read as it was written', () => {
  const demand = { display: 1, epoch: 2, update: 300, streams: true, focused: true, kilobitsPerSecond: 20_000 };
  expect(decodeToAgentMessage(writeDemand(demand))).toMatchObject({ message: 'demand', demand });
});
