import { CommandKind, CommandRefusal, Shortcut } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { relayLimits } from '../limits.ts';
import type { ScriptedAgent } from '../testing/scripted-agent.ts';
import type { ScriptedViewer } from '../testing/scripted-viewer.ts';
import { type SessionRig, startSessionRig } from '../testing/session-rig.ts';

let rig: SessionRig;
let last = 0;

beforeEach(async () => {
  rig = await startSessionRig();
});
afterEach(async () => {
  await rig.running.stop();
});

const { COMMAND_KIND_RESTART_DEVICE, COMMAND_KIND_SHORTCUT, COMMAND_KIND_WAKE_DISPLAY } = CommandKind;

interface Asked {
  readonly kind: CommandKind;
  readonly shortcut?: Shortcut;
}

/** Asks, and hears what the relay says of it without the device: undefined when the device was asked. */
async function ask(viewer: ScriptedViewer, agent: ScriptedAgent, command: Asked): Promise<CommandRefusal | undefined> {
  const id = ++last;
  viewer.send({ command: { id, ...command } });
  const passed = agent.heard.first((heard) => heard.message === 'command' && heard.command.command?.id === id);
  const refused = viewer.heard.first((heard) => heard.message === 'commandResult' && heard.commandResult.id === id);
  const first = await Promise.race([passed, refused]);
  for (const still of [passed, refused]) still.catch(() => undefined);
  return first.message === 'commandResult' ? first.commandResult.refusal : undefined;
}

const shortcut = { kind: COMMAND_KIND_SHORTCUT, shortcut: Shortcut.SHORTCUT_ALT_TAB };

describe('commands', () => {
  test('CMD-3: view restarts the device, and presses and wakes nothing; modify does all of it', async () => {
    const agent = await rig.agent();
    const modify = await rig.viewer(agent);
    const view = await rig.viewer(agent, { permission: 'view', operator: 'operator-2' });
    expect(await ask(view, agent, { kind: COMMAND_KIND_RESTART_DEVICE })).toBeUndefined();
    expect(await ask(view, agent, shortcut)).toBe(CommandRefusal.COMMAND_REFUSAL_FORBIDDEN);
    expect(await ask(view, agent, { kind: COMMAND_KIND_WAKE_DISPLAY })).toBe(CommandRefusal.COMMAND_REFUSAL_FORBIDDEN);
    for (const command of [{ kind: COMMAND_KIND_RESTART_DEVICE }, shortcut, { kind: COMMAND_KIND_WAKE_DISPLAY }]) {
      expect(await ask(modify, agent, command)).toBeUndefined();
    }
  });

  test('CMD-3, SES-6: shortcuts need control; where the tenant lets who only looks, that nobody has it', async () => {
    const agent = await rig.agent();
    const viewShortcuts = true;
    const first = await rig.viewer(agent);
    const second = await rig.viewer(agent, { operator: 'operator-2' });
    const view = await rig.viewer(agent, { permission: 'view', operator: 'operator-3', viewShortcuts });
    expect(await ask(second, agent, shortcut)).toBe(CommandRefusal.COMMAND_REFUSAL_NO_CONTROL);
    expect(await ask(view, agent, shortcut)).toBe(CommandRefusal.COMMAND_REFUSAL_NO_CONTROL);
    first.send({ end: {} });
    second.send({ end: {} });
    await view.heard.first((heard) => heard.message === 'control' && heard.control.holder === 0);
    expect(await ask(view, agent, shortcut)).toBeUndefined();
  });

  test('CMD-3: a tenant withholds restarts; every viewer is told what it may, and why not', async () => {
    const agent = await rig.agent({
      commands: [
        { kind: COMMAND_KIND_RESTART_DEVICE },
        { kind: COMMAND_KIND_SHORTCUT },
        { kind: COMMAND_KIND_WAKE_DISPLAY, refusal: CommandRefusal.COMMAND_REFUSAL_UNAVAILABLE, reason: 'No DPMS.' },
      ],
    });
    const viewer = await rig.viewer(agent, { restartsWithheld: true });
    const [opened] = viewer.heard.all.filter(({ message }) => message === 'opened');
    if (opened?.message !== 'opened') throw new Error('not opened');
    const told = opened.opened.commands.map(({ kind, refusal, reason }) => [kind, refusal, reason]);
    expect(told).toEqual([
      [COMMAND_KIND_RESTART_DEVICE, CommandRefusal.COMMAND_REFUSAL_WITHHELD, ''],
      [CommandKind.COMMAND_KIND_RESTART_AFTER_SESSION, CommandRefusal.COMMAND_REFUSAL_WITHHELD, ''],
      [COMMAND_KIND_SHORTCUT, 0, ''],
      [COMMAND_KIND_WAKE_DISPLAY, CommandRefusal.COMMAND_REFUSAL_UNAVAILABLE, 'No DPMS.'],
    ]);
    const refusal = await ask(viewer, agent, { kind: COMMAND_KIND_RESTART_DEVICE });
    expect(refusal).toBe(CommandRefusal.COMMAND_REFUSAL_WITHHELD);
    const wake = await ask(viewer, agent, { kind: COMMAND_KIND_WAKE_DISPLAY });
    expect(wake).toBe(CommandRefusal.COMMAND_REFUSAL_UNAVAILABLE);
  });

  test('CMD-4: what is not in the list is refused, counted, and disturbs nothing else', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    for (const kind of [0, 77, CommandKind.COMMAND_KIND_RESTART_ROOM_APPLICATION]) {
      expect(await ask(viewer, agent, { kind: kind as CommandKind })).toBe(CommandRefusal.COMMAND_REFUSAL_UNKNOWN);
    }
    const text = await (await fetch(new URL('/metrics', rig.running.relay.adminUrl))).text();
    expect(text).toContain('ringside_relay_commands_total{result="COMMAND_REFUSAL_UNKNOWN"} 3');
    viewer.input({ text: { text: 'still here' } });
    await agent.heard.first(({ message }) => message === 'input');
    expect(rig.running.services.events.all.some((event) => event.commandDone !== null)).toBe(false);
  });

  test('CMD-4: commands beyond their rate are refused; the session goes on', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    for (let count = 0; count < relayLimits.commandBurst * 4; count++) {
      viewer.send({ command: { id: 1_000 + count, kind: COMMAND_KIND_RESTART_DEVICE } });
    }
    const tooOften = CommandRefusal.COMMAND_REFUSAL_TOO_OFTEN;
    await viewer.heard.first((heard) => heard.message === 'commandResult' && heard.commandResult.refusal === tooOften);
    expect(await ask(viewer, agent, { kind: 77 as CommandKind })).toBe(tooOften);
    const passed = agent.heard.all.filter(({ message }) => message === 'command').length;
    expect(passed).toBeLessThanOrEqual(relayLimits.commandsWaiting);
  });

  test('CMD-4: the device’s answer is the viewer’s and the log’s, once; one that was not asked for is neither', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    await ask(viewer, agent, { kind: COMMAND_KIND_RESTART_DEVICE });
    agent.send({ commandResult: { viewer: 1, result: { id: last + 50 } } });
    for (const refusal of [CommandRefusal.COMMAND_REFUSAL_FAILED, 0]) {
      agent.send({ commandResult: { viewer: 1, result: { id: last, refusal } } });
    }
    const { events } = rig.running.services;
    await ask(viewer, agent, { kind: COMMAND_KIND_WAKE_DISPLAY });
    agent.send({ commandResult: { viewer: 1, result: { id: last } } });
    await events.first((event) => event.commandDone?.command === COMMAND_KIND_WAKE_DISPLAY);
    const told = events.all.flatMap(({ commandDone: done }) => (done === null ? [] : [[done.command, done.refusal]]));
    expect(told).toEqual([
      [COMMAND_KIND_RESTART_DEVICE, CommandRefusal.COMMAND_REFUSAL_FAILED],
      [COMMAND_KIND_WAKE_DISPLAY, 0],
    ]);
  });

  test('AUD-1: a device that is lost before it answers is in the log too', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    await ask(viewer, agent, { kind: COMMAND_KIND_RESTART_DEVICE });
    agent.peer.terminate();
    const { commandDone } = await rig.running.services.events.first((event) => event.commandDone !== null);
    expect(commandDone?.refusal).toBe(CommandRefusal.COMMAND_REFUSAL_NO_ANSWER);
  });

  test('CALL-6: a signed recovery reaches the device it is for, and the answer services', async () => {
    const agent = await rig.agent();
    const other = await rig.agent();
    const { services } = rig.running;
    const recovery = { keyId: 'k', payload: Uint8Array.of(1), signature: new Uint8Array(64) };
    services.command({ recoverDevice: { device: agent.device, recovery } });
    await agent.heard.first(({ message }) => message === 'recovery');
    agent.send({ recoveryResult: { id: 'r1', refusal: CommandRefusal.COMMAND_REFUSAL_IN_USE } });
    const { recoveryDone } = await services.events.first((event) => event.recoveryDone !== null);
    expect(recoveryDone).toMatchObject({ device: agent.device, id: 'r1' });
    expect(other.heard.all.some(({ message }) => message === 'recovery')).toBe(false);
  });
});
