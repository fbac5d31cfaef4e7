import type { Input } from '@ringside/protocol';
import { describe, expect, it } from 'vitest';
import { createGate } from '../guard/gate.ts';
import type { Grant } from '../guard/guard-state.ts';
import { agentLimits } from '../limits.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakePlatform } from '../testing/fake-platform.ts';
import { createInputIntake } from './input-intake.ts';

const nothing = { key: null, pointer: null, wheel: null, text: null, releaseAll: null };

function keyEvent(sequence: number, down = true): Input {
  return { sequence, event: 'key', ...nothing, key: { code: 'KeyA', key: 'a', down, repeat: false } };
}

function pointerEvent(sequence: number, display = 1, buttons = 1): Input {
  return { sequence, event: 'pointer', ...nothing, pointer: { display, x: 1, y: 1, buttons } };
}

async function setUp(permission: Grant['permission'] = 'modify') {
  const fake = createFakePlatform();
  const events = {
    layoutChanged: () => undefined,
    damaged: () => undefined,
    failed: () => undefined,
    disturbed: () => undefined,
    broken: () => undefined,
    cardTouched: () => undefined,
    cardKeysPressed: () => undefined,
    cardGone: () => undefined,
    callState: () => undefined,
    disconnect: () => undefined,
    restarted: () => undefined,
  };
  const { source, sink } = await fake.open(events);
  const guard = { open: true };
  const gate = createGate({ source, sink, passes: () => guard.open, ringSeen: () => true, write: () => true });
  gate.open(1);
  const clock = createFakeClock();
  const grant: Grant = {
    session: 's1',
    permission,
    operatorName: 'Olga',
    reason: '',
    cardOff: false,
    roomConsent: 'none',
    restartsWithheld: false,
    viewShortcuts: false,
    endsMs: 3_600_000,
    idleMs: 600_000,
  };
  const intake = createInputIntake({
    gate,
    grantOf: (viewer) => (guard.open && viewer === 1 ? grant : undefined),
    displays: () => fake.displays,
    clock,
  });
  return { intake, guard, clock, input: fake.input };
}

describe('input intake', () => {
  it('INP-5: passes input in order', async () => {
    const { intake, input } = await setUp();
    expect([intake.take(1, keyEvent(1)), intake.take(1, keyEvent(2, false))]).toEqual(['passed', 'passed']);
    expect(input).toEqual(['key KeyA down', 'key KeyA up']);
  });

  it('INP-1, ACC-8: input of a viewer with `view` does nothing, whatever the relay let through', async () => {
    const { intake, input } = await setUp('view');
    expect(intake.take(1, keyEvent(1))).toBe('not-permitted');
    expect(input).toEqual([]);
  });

  it('INP-1: nor that of a viewer who is not in, or while the guard is closed', async () => {
    const { intake, guard, input } = await setUp();
    expect(intake.take(2, keyEvent(1))).toBe('closed');
    guard.open = false;
    expect(intake.take(1, keyEvent(1))).toBe('closed');
    expect(input).toEqual([]);
  });

  it('INP-5: what was sent before is not taken again', async () => {
    const { intake, input } = await setUp();
    intake.take(1, keyEvent(5));
    expect(intake.take(1, keyEvent(5))).toBe('out-of-order');
    expect(intake.take(1, keyEvent(4))).toBe('out-of-order');
    expect(input).toHaveLength(1);
  });

  it('INP-4, INP-3: a flood is dropped, what is pressed is released, and in the end it is too much', async () => {
    const { intake, input, clock } = await setUp();
    let sequence = 0;
    for (let count = 0; count < agentLimits.inputBurst; count++) intake.take(1, keyEvent(++sequence));
    expect(input).toHaveLength(agentLimits.inputBurst);
    expect(intake.take(1, keyEvent(++sequence))).toBe('too-fast');
    expect(input.at(-1)).toBe('release');
    await clock.advance(1_000);
    expect(intake.take(1, keyEvent(++sequence))).toBe('passed');
    let verdict = 'passed';
    for (let count = 0; count < agentLimits.inputFlood + agentLimits.inputPerSecond; count++) {
      verdict = intake.take(1, keyEvent(++sequence));
    }
    expect(verdict).toBe('flood');
  });

  it.each([
    ['what a relay lets through at most is no flood, however long', 1_200, false],
    ['four thousand a second are one, though some of them pass all the while', 4_000, true],
  ])('INP-4: %s', async (_, perSecond, isFlood) => {
    const { intake, clock } = await setUp();
    const verdicts = new Set<string>();
    let sequence = 0;
    for (let ms = 0; ms < 30_000 && !verdicts.has('flood'); ms += 10) {
      for (let count = 0; count < perSecond / 100; count++)
        verdicts.add(intake.take(1, pointerEvent(++sequence, 1, 0)));
      await clock.advance(10);
    }
    expect(verdicts).toEqual(new Set(['passed', 'too-fast', ...(isFlood ? ['flood'] : [])]));
  });

  it('INP-4: who was quiet for long has one burst, not all that it could have sent meanwhile', async () => {
    const { intake, clock } = await setUp();
    let sequence = 0;
    expect(intake.take(1, keyEvent(++sequence))).toBe('passed');
    await clock.advance(3_600_000);
    for (let count = 0; count < agentLimits.inputBurst; count++) {
      expect(intake.take(1, keyEvent(++sequence))).toBe('passed');
    }
    expect(intake.take(1, keyEvent(++sequence))).toBe('too-fast');
  });

  it.each<[what: string, input: (sequence: number) => Input]>([
    ['moves of the pointer', (sequence) => pointerEvent(sequence, 1, 0)],
    ['releases of keys that are not down', (sequence) => keyEvent(sequence, false)],
    [
      'releases of all while nothing is down',
      (sequence) => ({ sequence, event: 'releaseAll', ...nothing, releaseAll: {} }),
    ],
  ])('INP-4: %s are held to the rate, and end as a flood', async (_, input) => {
    const setup = await setUp();
    const { inputBurst, inputFlood } = agentLimits;
    const verdicts = Array.from({ length: inputBurst + inputFlood + 1 }, (_, index) =>
      setup.intake.take(1, input(index + 1)),
    );
    expect(verdicts.indexOf('too-fast')).toBe(inputBurst);
    expect(verdicts.indexOf('flood')).toBe(inputBurst + inputFlood);
    // And one release of all, when the dropping began.
    expect(setup.input).toHaveLength(inputBurst + 1);
  });

  it('INP-3, INP-4: what lets go passes whatever the rate, once', async () => {
    const { intake, input } = await setUp();
    let sequence = 0;
    intake.take(1, keyEvent(++sequence));
    while (sequence < agentLimits.inputBurst) intake.take(1, pointerEvent(++sequence, 1, 3));
    expect(intake.take(1, pointerEvent(++sequence, 1, 1))).toBe('passed');
    expect(intake.take(1, keyEvent(++sequence, false))).toBe('passed');
    expect(intake.take(1, pointerEvent(++sequence, 1, 0))).toBe('passed');
    expect(input.slice(-3)).toEqual(['pointer 1 1,1 1', 'key KeyA up', 'pointer 1 1,1 0']);
    expect(intake.take(1, keyEvent(++sequence, false))).toBe('too-fast');
    expect(input.at(-1)).toBe('release');
    expect(intake.take(1, pointerEvent(++sequence, 1, 0))).toBe('too-fast');
  });

  it('INP-4: who presses another button while it lets one go has not let go', async () => {
    const { intake } = await setUp();
    let sequence = 0;
    while (sequence < agentLimits.inputBurst) intake.take(1, pointerEvent(++sequence, 1, 1));
    expect(intake.take(1, pointerEvent(++sequence, 1, 2))).toBe('too-fast');
  });

  it('INP-3: a button on a display that has gone is released', async () => {
    const { intake, input } = await setUp();
    intake.take(1, pointerEvent(1));
    expect(intake.take(1, pointerEvent(2, 9, 0))).toBe('invalid');
    expect(input).toEqual(['pointer 1 1,1 1', 'release']);
  });

  it('forgets those who have left: a new viewer begins anew', async () => {
    const { intake } = await setUp();
    intake.take(1, keyEvent(7));
    intake.keep([]);
    expect(intake.take(1, keyEvent(1))).toBe('passed');
  });
});
