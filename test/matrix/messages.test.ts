/** Every message that a viewer can send, from every seat, at a real relay and at the agent, beside the rules. */
import {
  CommandKind,
  CommandRefusal,
  ControlAction,
  decodeViewerMessage,
  EndReason,
  encodeViewerMessage,
  Shortcut,
  type ViewerMessage,
} from '@ringside/protocol';
import {
  approachViewer,
  connectAgent,
  connectViewer,
  type RelayUnderTest,
  type ScriptedAgent,
  type ScriptedViewer,
  startRelayUnderTest,
} from '@ringside/relay/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCommandDesk } from '../../agent-capture/commands/command-desk.ts';
import type { Gate } from '../../agent-capture/guard/gate.ts';
import { createInputIntake } from '../../agent-capture/input/input-intake.ts';
import { createFakeClock } from '../../agent-capture/testing/fake-clock.ts';
import { matrixLimits } from './limits.ts';
import { agentAnswer, answerWhileRoomIsAsked, everySeat, relayAnswer, type Seat } from './message-rules.ts';

type Sent = Parameters<typeof encodeViewerMessage>[0];

const inputs: Record<string, Sent['input']> = {
  key: { sequence: 1, key: { code: 'KeyA', key: 'a', down: true } },
  pointer: { sequence: 1, pointer: { display: 1, x: 1, y: 1, buttons: 0 } },
  wheel: { sequence: 1, wheel: { display: 1, x: 1, y: 1, deltaX: 0, deltaY: 120 } },
  text: { sequence: 1, text: { text: 'typed' } },
  'text-beyond-ASCII': { sequence: 1, text: { text: 'größer' } },
  releaseAll: { sequence: 1, releaseAll: {} },
};

const named = (names: object, prefix: string): [string, number][] =>
  Object.entries(names).flatMap(([name, value]): [string, number][] =>
    typeof value === 'number' ? [[name.replace(prefix, ''), value]] : [],
  );

const commandOf = (kind: number) => ({ id: 1, kind, on: true, shortcut: Shortcut.SHORTCUT_ALT_TAB, display: 1 });

/** By the kinds of message that there are: one that is missing does not compile. */
const messages: Record<ViewerMessage['message'], Record<string, Sent>> = {
  authenticate: { authenticate: { authenticate: { version: 1, ticket: 'x', proof: new Uint8Array(64) } } },
  subscribe: { subscribe: { subscribe: { displays: [1], focused: 1 } } },
  painted: { painted: { painted: { display: 1, epoch: 1, frame: 1 } } },
  refresh: { refresh: { refresh: { display: 1 } } },
  probe: { probe: { probe: { sentUs: 1 } } },
  end: { end: { end: {} } },
  input: Object.fromEntries(Object.entries(inputs).map(([name, input]) => [`input ${name}`, { input }])),
  command: Object.fromEntries(
    named(CommandKind, 'COMMAND_KIND_').map(([name, kind]) => [`command ${name}`, { command: commandOf(kind) }]),
  ),
  control: Object.fromEntries(
    named(ControlAction, 'CONTROL_ACTION_')
      .filter(([, action]) => action !== ControlAction.CONTROL_ACTION_UNSPECIFIED)
      .map(([name, action]) => [`control ${name}`, { control: { action, viewer: 1 } }]),
  ),
};
const everyMessage = Object.values(messages).flatMap((each) => Object.entries(each));

let relay: RelayUnderTest;
beforeAll(async () => {
  relay = await startRelayUnderTest();
});
afterAll(() => relay.stop());

interface Seated {
  readonly agent: ScriptedAgent;
  readonly viewer: ScriptedViewer;
}

/** A room of its own for each case, so that none is in the way of the next. */
async function takeSeat({ permission, control, restartsWithheld, viewShortcuts, able }: Seat): Promise<Seated> {
  const agent = await connectAgent(relay.url, relay.services, able ? {} : { commands: [] });
  const options = { device: agent.device, permission, restartsWithheld, viewShortcuts };
  if (control === 'another') await connectViewer(relay.url, relay.services, { device: agent.device });
  const viewer = await connectViewer(relay.url, relay.services, options);
  if (control === 'nobody' && permission === 'modify') {
    viewer.send({ control: { action: ControlAction.CONTROL_ACTION_RELEASE } });
    await viewer.heard.first((heard) => heard.message === 'control' && heard.control.holder === 0);
  }
  return { agent, viewer };
}

const shortName = (names: Record<number, string>, value: number, prefix: string) =>
  (names[value] ?? '').replace(prefix, '');

/** What becomes of the message: told apart by what comes behind it, in order. */
async function relayDoes({ agent, viewer }: Seated, name: string, message: Sent): Promise<string> {
  const before = viewer.heard.all.filter(({ message: kind }) => kind === 'control').length;
  viewer.send(message);
  const marker = 424_242;
  viewer.send({ probe: { sentUs: marker } });
  const over = relay.services.events.first((event) => event.sessionEnded?.session === viewer.session);
  const through = agent.heard.first((heard) => heard.message === 'probe' && heard.probe.sentUs === marker);
  for (const still of [over, through]) still.catch(() => undefined);
  const ended = await Promise.race([over.then((event) => event.sessionEnded?.reason), through.then(() => undefined)]);
  if (ended !== undefined) return `ends: ${shortName(EndReason, ended, 'END_REASON_')}`;
  // And back again: whatever the relay has to say to the viewer about it has been said then.
  const asked = await through;
  if (asked.message === 'probe') {
    agent.send({ probeReply: { viewer: asked.probe.viewer, sentUs: marker, agentUs: 1 } });
  }
  await viewer.heard.first((heard) => heard.message === 'probeReply');
  const [kind] = name.split(' ');
  const reached = agent.heard.all.some((heard) => heard.message === kind);
  if (kind === 'input') return reached ? 'reaches the device' : 'dropped';
  if (kind === 'command') {
    if (reached) return 'reaches the device';
    const told = await viewer.heard.first((heard) => heard.message === 'commandResult');
    const refusal = told.message === 'commandResult' ? told.commandResult.refusal : 0;
    return shortName(CommandRefusal, refusal, 'COMMAND_REFUSAL_');
  }
  if (kind === 'control') {
    const states = viewer.heard.all.flatMap((heard) => (heard.message === 'control' ? [heard.control] : []));
    const state = states.length > before ? states.at(-1) : undefined;
    if (state === undefined) return 'nothing changes';
    if (state.holder === 0) return 'control is free';
    return state.requestedBy.length > 0 ? 'waits for control' : 'holds control';
  }
  return 'taken';
}

it(
  'INP-1, CMD-3, CMD-4, SES-6, ACC-8: the relay does with every message from every seat what the rules say',
  async () => {
    const found: string[] = [];
    const said = new Set<string>();
    for (const seat of everySeat) {
      for (const [name, message] of everyMessage) {
        // What is no command does not depend on what may be commanded.
        const isPlain = !name.startsWith('command');
        if (isPlain && (seat.restartsWithheld || seat.viewShortcuts || !seat.able)) continue;
        const seated = await takeSeat(seat);
        const byProduct = await relayDoes(seated, name, message);
        const byRules = relayAnswer(seat, name);
        said.add(byRules);
        if (byProduct !== byRules) {
          found.push(`${name} from ${JSON.stringify(seat)}: by the rules ${byRules}, by the product ${byProduct}`);
        }
        seated.viewer.close();
        seated.agent.close();
      }
    }
    expect(found).toEqual([]);
    expect(said).toContain('NO_CONTROL');
    expect(said).toContain('waits for control');
  },
  matrixLimits.timeoutMs,
);

it(
  'SES-2, ACC-8: while the room is asked, nothing that a viewer sends reaches its device',
  async () => {
    const found: string[] = [];
    for (const permission of ['view', 'modify'] as const) {
      for (const roomConsent of ['notice', 'prompt'] as const) {
        for (const [name, message] of everyMessage) {
          const agent = await connectAgent(relay.url, relay.services, { answers: false });
          const options = { device: agent.device, permission, roomConsent };
          const viewer = await approachViewer(relay.url, relay.services, options);
          await agent.heard.first((heard) => heard.message === 'openSession');
          agent.send({ roomAsked: { viewer: 1 } });
          await viewer.heard.first((heard) => heard.message === 'roomAsked');
          viewer.send(message);
          const closed = viewer.peer.closes.first().then(() => 'turned out');
          const byProduct = await closed.catch(() => 'kept');
          await agent.heard.first((heard) => heard.message === 'closeSession');
          const reached = agent.heard.all.some(({ message: kind }) => kind === name.split(' ')[0]);
          if (byProduct !== answerWhileRoomIsAsked || reached) {
            found.push(`${name}, ${permission}, ${roomConsent}: ${byProduct}${reached ? ', reaches the device' : ''}`);
          }
          agent.close();
        }
      }
    }
    expect(found).toEqual([]);
  },
  matrixLimits.timeoutMs,
);

const seatedGrant = (seat: Seat) => ({
  session: 's1',
  operatorName: 'Olga',
  reason: '',
  cardOff: false,
  roomConsent: 'none' as const,
  endsMs: 3_600_000,
  idleMs: 600_000,
  permission: seat.permission,
  restartsWithheld: seat.restartsWithheld,
  viewShortcuts: seat.viewShortcuts,
});

const display = { id: 1, name: 'console', width: 100, height: 100, left: 0, top: 0, widthMm: 0, asleep: false };
const openGate: Pick<Gate, 'input' | 'releaseInput'> = { input: () => true, releaseInput: () => undefined };

it('INP-1, CMD-3, ACC-8: the agent does by itself what the rules say, whatever the relay let through', async () => {
  const found: string[] = [];
  const compare = (seat: Seat, name: string, byProduct: string, byRules: string) => {
    if (byProduct !== byRules) {
      found.push(`${name} from ${JSON.stringify(seat)}: by the rules ${byRules}, by the product ${byProduct}`);
    }
  };
  for (const seat of everySeat) {
    const clock = createFakeClock();
    const grantOf = (viewer: number) => (viewer === 1 ? seatedGrant(seat) : undefined);
    for (const [name, sent] of Object.entries(messages.input)) {
      const intake = createInputIntake({ gate: openGate as Gate, grantOf, displays: () => [display], clock });
      const heard = decodeViewerMessage(encodeViewerMessage(sent));
      if (heard.message !== 'input') throw new Error(heard.message);
      compare(seat, name, intake.take(1, heard.input), agentAnswer(seat, name));
      compare(seat, `${name} of nobody`, intake.take(2, heard.input), 'closed');
    }
    for (const [name, kind] of named(CommandKind, 'COMMAND_KIND_')) {
      for (const viewer of [1, 2]) {
        const answered = Promise.withResolvers<number>();
        const run = () => Promise.resolve();
        const ability = seat.able ? { run } : { unavailable: 'not here' };
        createCommandDesk({
          abilities: {
            ...{ restartDevice: ability, restartRoomApplication: ability, wakeDisplay: ability },
            ...{ signOut: ability, lock: ability },
          },
          gate: openGate,
          grantOf,
          setRestartAfterSession: () => undefined,
          restartDevice: run,
          answer: (_viewer, _id, refusal) => answered.resolve(refusal),
          clock,
          log: { info: () => undefined, warn: () => undefined },
        }).ask(viewer, commandOf(kind));
        const refusal = shortName(CommandRefusal, await answered.promise, 'COMMAND_REFUSAL_');
        const byRules = viewer === 1 ? agentAnswer(seat, `command ${name}`) : 'FORBIDDEN';
        compare(seat, `command ${name} of ${viewer}`, refusal === 'UNSPECIFIED' ? 'done' : refusal, byRules);
      }
    }
  }
  expect(found).toEqual([]);
});
