/** Commands at a whole agent, whose relay lets everything through (ACC-8). */
import { CommandKind, CommandRefusal, Shortcut } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandOffers } from '../commands/command-desk.ts';
import { commandLimits } from '../commands/limits.ts';
import { startTestAgent, type TestAgent } from '../testing/test-agent.ts';
import type { AgentAtDouble } from '../testing/ws-relay-double.ts';

let test: TestAgent;
let at: AgentAtDouble;
let id = 0;
/** The room application says it again and again, in tests that have one. */
let stopReporting = (): void => undefined;

beforeEach(async () => {
  test = await startTestAgent();
  at = await test.relay.accept();
  await at.welcome();
  await test.agent.connected;
});
afterEach(async () => {
  stopReporting();
  stopReporting = () => undefined;
  await test.close();
});

async function ask(
  viewer: number,
  command: { kind: CommandKind; on?: boolean; shortcut?: Shortcut; display?: number },
) {
  id += 1;
  at.send({ command: { viewer, command: { id, ...command } } });
  const { commandResult } = await at.next('commandResult');
  expect([commandResult.viewer, commandResult.result?.id]).toEqual([viewer, id]);
  return commandResult.result?.refusal;
}

async function open(viewer: number, change: object = {}): Promise<void> {
  stopReporting();
  test.platform.call('idle');
  const timer = setInterval(() => test.platform.call('idle'), 300);
  stopReporting = () => clearInterval(timer);
  const session = `s${viewer}`;
  at.send({
    openSession: { viewer, ticket: await test.services.ticket({ issuedAtMs: Date.now(), session, ...change }) },
  });
  await at.next('sessionOpened');
}

const shortcut = { kind: CommandKind.COMMAND_KIND_SHORTCUT, shortcut: Shortcut.SHORTCUT_CTRL_ALT_DEL };

describe('commands in the room', () => {
  it('CMD-1: a shortcut presses its keys in order and lets them go', async () => {
    await open(1);
    expect(await ask(1, shortcut)).toBe(0);
    const keys = ['ControlLeft down', 'AltLeft down', 'Delete down', 'Delete up', 'AltLeft up', 'ControlLeft up'];
    expect(test.platform.input.filter((done) => done.startsWith('key'))).toEqual(keys.map((key) => `key ${key}`));
  });

  it('CMD-3, ACC-8: the agent holds each grant against each command by itself', async () => {
    await open(1, { permission: 'view' });
    expect(await ask(1, shortcut)).toBe(CommandRefusal.COMMAND_REFUSAL_FORBIDDEN);
    const wake = { kind: CommandKind.COMMAND_KIND_WAKE_DISPLAY, display: 1 };
    expect(await ask(1, wake)).toBe(CommandRefusal.COMMAND_REFUSAL_FORBIDDEN);
    await open(2, { permission: 'view', viewShortcuts: true, restartsWithheld: true });
    expect(await ask(2, shortcut)).toBe(0);
    for (const kind of [CommandKind.COMMAND_KIND_RESTART_DEVICE, CommandKind.COMMAND_KIND_RESTART_AFTER_SESSION]) {
      expect(await ask(2, { kind })).toBe(CommandRefusal.COMMAND_REFUSAL_WITHHELD);
    }
    await open(3, { permission: 'modify' });
    expect(await ask(3, wake)).toBe(0);
    expect(test.platform.done).toEqual(['wake 1']);
  });

  it('ACC-8: nobody who is not in has anything done', async () => {
    await open(1);
    const restart = { kind: CommandKind.COMMAND_KIND_RESTART_DEVICE };
    expect(await ask(9, restart)).toBe(CommandRefusal.COMMAND_REFUSAL_FORBIDDEN);
    stopReporting();
    test.platform.call('in-call');
    await at.next('sessionEnded');
    expect(await ask(1, restart)).toBe(CommandRefusal.COMMAND_REFUSAL_FORBIDDEN);
    expect(test.platform.done).toEqual([]);
  });

  it('CMD-4: what is not in the list does nothing, and a flood of commands is refused', async () => {
    await open(1);
    for (const kind of [0, CommandKind.COMMAND_KIND_RESTART_ROOM_APPLICATION]) {
      expect(await ask(1, { kind })).toBe(CommandRefusal.COMMAND_REFUSAL_UNKNOWN);
    }
    const unknown = { kind: CommandKind.COMMAND_KIND_SHORTCUT };
    expect(await ask(1, unknown)).toBe(CommandRefusal.COMMAND_REFUSAL_UNKNOWN);
    let refusal: CommandRefusal | undefined = 0;
    for (let count = 0; count < commandLimits.burst * 3 && refusal === 0; count++) {
      refusal = await ask(1, { kind: CommandKind.COMMAND_KIND_WAKE_DISPLAY, display: 1 });
    }
    expect(refusal).toBe(CommandRefusal.COMMAND_REFUSAL_TOO_OFTEN);
    expect(test.platform.done.filter((done) => !done.startsWith('wake'))).toEqual([]);
  });

  it('CMD-1: what the device cannot do it declares with its reason, and refuses', async () => {
    const reason = 'No helper is set up.';
    const declared = commandOffers({ ...test.platform.abilities, restartDevice: { unavailable: reason } });
    const restart = { kind: CommandKind.COMMAND_KIND_RESTART_DEVICE };
    expect(declared[0]).toEqual({ ...restart, refusal: CommandRefusal.COMMAND_REFUSAL_UNAVAILABLE, reason });
    const said = at.messages.find(({ message }) => message === 'authenticate');
    if (said?.message !== 'authenticate') throw new Error('not authenticated');
    const { capabilities, run } = said.authenticate;
    expect(capabilities?.commands.map(({ kind, refusal }) => [kind, refusal])).toEqual(
      [1, 2, 3, 4, 5].map((kind) => [kind, 0]),
    );
    expect(run).toMatch(/^[0-9a-f]{32}$/);
  });

  it('CMD-2: the switch is on at a session’s start, changes for all, and is told as the room’s state', async () => {
    await open(1);
    const newest = () =>
      at.messages.flatMap((said) => (said.message === 'room' ? [said.room.restartAfterSession] : [])).at(-1);
    const status = (on: boolean) => expect.poll(newest).toBe(on);
    await status(true);
    expect(await ask(1, { kind: CommandKind.COMMAND_KIND_RESTART_AFTER_SESSION, on: false })).toBe(0);
    await status(false);
    await open(2);
    await status(true);
  });

  it('SES-5: a device that was told to restart goes down without ending its sessions', async () => {
    await open(1);
    expect(await ask(1, { kind: CommandKind.COMMAND_KIND_RESTART_DEVICE })).toBe(0);
    expect(test.platform.done).toEqual(['restart device']);
    const again = await ask(1, { kind: CommandKind.COMMAND_KIND_RESTART_DEVICE });
    expect(again).toBe(CommandRefusal.COMMAND_REFUSAL_FAILED);
    await test.agent.stop();
    await at.closed;
    expect(at.messages.some(({ message }) => message === 'sessionEnded')).toBe(false);
    expect(test.platform.ringShown).toEqual([]);
  });

  it('CMD-4: the log names commands, never keys', async () => {
    await open(1);
    await ask(1, shortcut);
    expect(JSON.stringify(test.lines)).toContain('COMMAND_KIND_SHORTCUT');
    expect(JSON.stringify(test.lines)).not.toMatch(/Delete|CTRL_ALT/);
  });
});

describe('the way out of an unknown call state', () => {
  const { COMMAND_KIND_RESTART_DEVICE, COMMAND_KIND_RESTART_ROOM_APPLICATION } = CommandKind;

  async function recover(command: CommandKind = COMMAND_KIND_RESTART_ROOM_APPLICATION, timeMs = Date.now()) {
    at.send({ recovery: await test.services.recovery({ id: crypto.randomUUID(), command, timeMs }) });
    const { recoveryResult } = await at.next('recoveryResult');
    return recoveryResult.refusal;
  }

  it('CALL-6: restarts while the state is unknown and the record shows neither microphone nor camera in use', async () => {
    test.platform.events.callState('operating-system', 'idle');
    expect(await recover()).toBe(0);
    expect(await recover(COMMAND_KIND_RESTART_DEVICE)).toBe(0);
    expect(test.platform.done).toEqual(['restart room application', 'restart device']);
    expect(test.platform.grabs).toBe(0);
  });

  it('CALL-6: does nothing when something is in use, or the record is silent or not there', async () => {
    expect(await recover()).toBe(CommandRefusal.COMMAND_REFUSAL_IN_USE);
    test.platform.events.callState('operating-system', 'unknown');
    expect(await recover()).toBe(CommandRefusal.COMMAND_REFUSAL_IN_USE);
    expect(test.platform.done).toEqual([]);
  });

  it('CALL-6: does nothing while the state is known, nor for what is no restart', async () => {
    test.platform.events.callState('operating-system', 'idle');
    expect(await recover(CommandKind.COMMAND_KIND_WAKE_DISPLAY)).toBe(CommandRefusal.COMMAND_REFUSAL_UNKNOWN);
    test.platform.call('idle');
    expect(await recover()).toBe(CommandRefusal.COMMAND_REFUSAL_NOT_NOW);
    test.platform.events.callState('operating-system', 'in-call');
    expect(await recover()).toBe(CommandRefusal.COMMAND_REFUSAL_NOT_NOW);
    expect(test.platform.done).toEqual([]);
  });

  it('CALL-6: what services did not sign is not answered', async () => {
    test.platform.events.callState('operating-system', 'idle');
    const forged = await test.services.recovery({ timeMs: Date.now() });
    forged.signature.fill(1);
    at.send({ recovery: forged });
    expect(await recover()).toBe(0);
    expect(test.platform.done).toEqual(['restart room application']);
    expect(at.messages.filter(({ message }) => message === 'recoveryResult')).toHaveLength(1);
  });
});
