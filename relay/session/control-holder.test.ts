import { ControlAction } from '@ringside/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ControlHolder, type Controller } from './control-holder.ts';

const { CONTROL_ACTION_REQUEST: request, CONTROL_ACTION_RELEASE: release } = ControlAction;
const { CONTROL_ACTION_GRANT: grant, CONTROL_ACTION_TAKE_BACK: takeBack } = ControlAction;

const [ada, ben, eve] = [1, 2, 3].map((number): Controller => ({ number, mayControl: true })) as [
  Controller,
  Controller,
  Controller,
];
const watching: Controller = { number: 4, mayControl: false };

function withAdaInControl(): ControlHolder {
  const control = new ControlHolder();
  for (const viewer of [watching, ada, ben, eve]) control.joined(viewer);
  expect(control.state).toEqual({ holder: ada.number, requestedBy: [], lentBy: 0 });
  return control;
}

test('SES-6: control is asked for, handed over, and taken back', () => {
  const control = withAdaInControl();
  expect(control.asked(eve, request, 0)).toBe(true);
  expect(control.asked(ben, request, 0)).toBe(true);
  expect(control.state).toEqual({ holder: ada.number, requestedBy: [eve.number, ben.number], lentBy: 0 });
  expect(control.asked(ada, grant, ben.number)).toBe(true);
  expect(control.state).toEqual({ holder: ben.number, requestedBy: [eve.number], lentBy: ada.number });
  expect(control.asked(ada, takeBack, 0)).toBe(true);
  expect(control.state).toEqual({ holder: ada.number, requestedBy: [eve.number], lentBy: 0 });
});

test('SES-6: what is given up goes back to who lent it, else to who waits longest, else to nobody', () => {
  const control = withAdaInControl();
  for (const viewer of [eve, ben]) control.asked(viewer, request, 0);
  control.asked(ada, grant, ben.number);
  control.asked(ben, release, 0);
  expect(control.state).toEqual({ holder: ada.number, requestedBy: [eve.number], lentBy: 0 });
  control.left(ada.number);
  expect(control.state).toEqual({ holder: eve.number, requestedBy: [], lentBy: 0 });
  control.asked(eve, release, 0);
  expect(control.state).toEqual({ holder: 0, requestedBy: [], lentBy: 0 });
});

test('SES-6: a request can be withdrawn, and goes with who made it; so does the right to take back', () => {
  const control = withAdaInControl();
  control.asked(eve, request, 0);
  expect(control.asked(eve, release, 0)).toBe(true);
  expect(control.state.requestedBy).toEqual([]);
  control.asked(eve, request, 0);
  expect(control.left(eve.number)).toBe(true);
  expect(control.state.requestedBy).toEqual([]);
  control.asked(ben, request, 0);
  control.asked(ada, grant, ben.number);
  expect(control.left(ada.number)).toBe(true);
  expect(control.state).toEqual({ holder: ben.number, requestedBy: [], lentBy: 0 });
});

test('SES-6, ACC-8: who may not control never has, gets or gives control', () => {
  const control = withAdaInControl();
  for (const action of [request, release, takeBack]) expect(control.asked(watching, action, 0)).toBe(false);
  expect(control.asked(watching, grant, watching.number)).toBe(false);
  expect(control.asked(ada, grant, watching.number)).toBe(false);
  // Nor does one who has not asked, or take what it has not given.
  expect(control.asked(ada, grant, ben.number)).toBe(false);
  expect(control.asked(ben, takeBack, 0)).toBe(false);
  expect(control.asked(ben, grant, ben.number)).toBe(false);
  expect(control.state).toEqual({ holder: ada.number, requestedBy: [], lentBy: 0 });
  // Nor does who waits for it give it to itself, or to another who waits.
  for (const viewer of [ben, eve]) control.asked(viewer, request, 0);
  for (const to of [ben, eve]) expect(control.asked(ben, grant, to.number)).toBe(false);
  expect(control.state).toEqual({ holder: ada.number, requestedBy: [ben.number, eve.number], lentBy: 0 });
});

const number = fc.integer({ min: 1, max: 5 });
const step = fc.oneof(
  fc.record({ do: fc.constantFrom('join' as const, 'leave' as const), number }),
  fc.record({ do: fc.constant('ask' as const), number, action: fc.constantFrom(0, 1, 2, 3, 4, 9), to: fc.nat(5) }),
);

test('SES-6: whatever is asked in whatever order, control is with one who is there and may, and says when it moves', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const control = new ControlHolder();
      const present = new Set<number>();
      // Those with even numbers only watch.
      const viewer = (one: number): Controller => ({ number: one, mayControl: one % 2 === 1 });
      for (const action of steps) {
        const before = control.state;
        let told = false;
        if (action.do === 'join' && !present.has(action.number)) {
          present.add(action.number);
          told = control.joined(viewer(action.number));
        } else if (action.do === 'leave' && present.delete(action.number)) {
          told = control.left(action.number);
        } else if (action.do === 'ask' && present.has(action.number)) {
          told = control.asked(viewer(action.number), action.action, action.to);
        }
        const { holder, requestedBy, lentBy } = control.state;
        expect(told).toBe(JSON.stringify(control.state) !== JSON.stringify(before));
        for (const one of [holder, ...requestedBy, lentBy]) {
          if (one !== 0) expect([one % 2, present.has(one)]).toEqual([1, true]);
        }
        expect(new Set([holder, ...requestedBy]).size).toBe(1 + requestedBy.length);
        if (lentBy !== 0) expect(lentBy).not.toBe(holder);
        if (holder === 0) expect(requestedBy).toEqual([]);
      }
    }),
  );
});
