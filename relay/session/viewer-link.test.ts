import { ControlAction, EndReason, encodeViewerMessage, limits, Permission } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { relayLimits } from '../limits.ts';
import type { ScriptedAgent } from '../testing/scripted-agent.ts';
import type { ScriptedViewer } from '../testing/scripted-viewer.ts';
import { endOf, heardBy, type SessionRig, startSessionRig } from '../testing/session-rig.ts';

let rig: SessionRig;

/** So many times a burst that no machine is slow enough to let it pass at the rate. */
const flood = 20;

/** The most that may pass from now on, by a rate with a burst. */
function mostSince(perSecond: number, burst: number): () => number {
  const startMs = performance.now();
  return () => burst + (perSecond * (performance.now() - startMs)) / 1_000;
}

/** A relay that looks after what waits when the test says so. */
async function heldRig(): Promise<SessionRig> {
  await rig.running.stop();
  return startSessionRig([relayLimits.askWaitMs]);
}

/** Video that is not painted: all of it but the last frame reaches the viewer. @returns how many frames there were */
async function fillWindow(agent: ScriptedAgent, viewer: ScriptedViewer): Promise<number> {
  await heardBy(agent, 'demand');
  const payload = new Uint8Array(limits.chunkBytes);
  const sent = Math.ceil(relayLimits.windowStartBytes / payload.length) + 1;
  for (let tileX = 0; tileX < sent; tileX++) agent.sendFrame({ payload, tileX, lastOfUpdate: tileX === sent - 1 });
  await viewer.frames.first(({ header }) => header.frame === sent - 1);
  return sent;
}

beforeEach(async () => {
  rig = await startSessionRig();
});

afterEach(async () => {
  await rig.running.stop();
});

describe('input and control', () => {
  test('INP-1: input of a modify viewer reaches the agent in order, with its viewer’s number', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    viewer.input({ key: { code: 'KeyA', key: 'a', down: true } });
    viewer.input({ key: { code: 'KeyA', key: 'a', down: false } });
    await agent.heard.first((heard) => heard.message === 'input' && heard.input.input?.sequence === 2);
    const inputs = agent.heard.all.filter(({ message }) => message === 'input');
    expect(inputs).toMatchObject([{ input: { viewer: 1, input: { sequence: 1 } } }, { input: { viewer: 1 } }]);
  });

  test('INP-5: input passes, and is answered, while the viewer’s window is full of video it has not painted', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent, { paints: false });
    const sent = await fillWindow(agent, viewer);
    viewer.input({ text: { text: 'typed' } });
    viewer.send({ refresh: { display: 1 } });
    await heardBy(agent, 'refresh');
    expect(agent.heard.all.some(({ message }) => message === 'input')).toBe(true);
    expect(viewer.frames.all.length).toBeLessThan(sent);
  });

  test('VID-3: what a viewer shows first the agent hears at once, while its window is full of video', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent, { paints: false });
    const sent = await fillWindow(agent, viewer);
    viewer.send({ subscribe: { all: true, focused: 1 } });
    await agent.heard.first((heard) => heard.message === 'demand' && heard.demand.focused);
    expect(viewer.frames.all.length).toBeLessThan(sent);
  });

  test('INP-1, ACC-8: a view viewer that sends input loses its session; nothing reaches the agent', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent, { permission: 'view' });
    viewer.input({ releaseAll: {} });
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_PROTOCOL_VIOLATION);
    expect((await viewer.peer.closes.first()).name).toBe('forbidden');
    expect(agent.heard.all.some(({ message }) => message === 'input')).toBe(false);
  });

  test('SES-6: the first modify viewer holds control; input of others is dropped; free control goes to who asks', async () => {
    const agent = await rig.agent();
    const watching = await rig.viewer(agent, { permission: 'view' });
    const first = await rig.viewer(agent);
    const second = await rig.viewer(agent);
    expect(await watching.heard.first((heard) => heard.message === 'control')).toMatchObject({
      control: { holder: 2 },
    });
    second.input({ text: { text: 'dropped' } });
    second.send({ control: { action: ControlAction.CONTROL_ACTION_REQUEST } });
    second.send({ probe: { sentUs: 1 } });
    await heardBy(agent, 'probe');
    expect(agent.heard.all.some(({ message }) => message === 'input')).toBe(false);
    first.send({ control: { action: ControlAction.CONTROL_ACTION_RELEASE } });
    // It has waited: what is free is its own.
    await second.heard.first((heard) => heard.message === 'control' && heard.control.holder === 3);
    second.input({ text: { text: 'typed' } });
    expect(await heardBy(agent, 'input')).toMatchObject({ input: { viewer: 3, input: { sequence: 2 } } });
  });

  test('SES-6: control is handed over in view of all; who hands it over leaves no key down, and may take it back', async () => {
    const agent = await rig.agent();
    const watching = await rig.viewer(agent, { permission: 'view' });
    const first = await rig.viewer(agent);
    const second = await rig.viewer(agent);
    const holdsShift = { key: { code: 'ShiftLeft', key: 'Shift', down: true } };
    const seen = (holder: number, requestedBy: string, lentBy: number) =>
      watching.heard.first(
        (heard) =>
          heard.message === 'control' &&
          heard.control.holder === holder &&
          heard.control.requestedBy.join() === requestedBy &&
          heard.control.lentBy === lentBy,
      );
    const released = (viewer: number) =>
      agent.heard.first(
        (heard) => heard.message === 'input' && heard.input.viewer === viewer && heard.input.input?.releaseAll != null,
      );
    first.input(holdsShift);
    second.send({ control: { action: ControlAction.CONTROL_ACTION_REQUEST } });
    await seen(2, '3', 0);
    first.send({ control: { action: ControlAction.CONTROL_ACTION_GRANT, viewer: 3 } });
    await seen(3, '', 2);
    await released(2);
    second.input(holdsShift);
    second.send({ probe: { sentUs: 1 } });
    await heardBy(agent, 'probe');
    first.send({ control: { action: ControlAction.CONTROL_ACTION_TAKE_BACK } });
    await seen(2, '', 0);
    await released(3);
  });

  test('SES-6: each is named to the others: those who are there, who come and who go', async () => {
    const agent = await rig.agent();
    const first = await rig.viewer(agent);
    const second = await rig.viewer(agent, { permission: 'view' });
    const words = ({
      watchers,
    }: {
      readonly watchers: readonly { viewer: number; name: string; permission: number }[];
    }) => watchers.map(({ viewer, name, permission }) => `${viewer} ${name} ${Permission[permission]}`).join(', ');
    const both = '1 Operator One PERMISSION_MODIFY, 2 Operator One PERMISSION_VIEW';
    const told = (company: string) =>
      first.heard.first((heard) => heard.message === 'company' && words(heard.company) === company);
    await told(both);
    await second.heard.first(
      (heard) => heard.message === 'opened' && heard.opened.company !== null && words(heard.opened.company) === both,
    );
    second.send({ end: {} });
    await told('1 Operator One PERMISSION_MODIFY');
  });

  test('INP-3: who gives control back leaves no key down; what it sends with control again is numbered on', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    viewer.input({ key: { code: 'ShiftLeft', key: 'Shift', down: true } });
    viewer.send({ control: { action: ControlAction.CONTROL_ACTION_RELEASE } });
    viewer.input({ key: { code: 'ShiftLeft', key: 'Shift', down: false } });
    viewer.send({ control: { action: ControlAction.CONTROL_ACTION_REQUEST } });
    viewer.input({ text: { text: 'typed' } });
    await agent.heard.first((heard) => heard.message === 'input' && heard.input.input?.text != null);
    const inputs = agent.heard.all.filter(({ message }) => message === 'input');
    expect(inputs).toMatchObject([
      { input: { viewer: 1, input: { sequence: 1, key: { down: true } } } },
      { input: { viewer: 1, input: { sequence: 2, releaseAll: {} } } },
      { input: { viewer: 1, input: { sequence: 4, text: { text: 'typed' } } } },
    ]);
  });

  test('INP-5: input that skips a number is not what its viewer sent: closed as malformed', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    viewer.send({ input: { sequence: 2, releaseAll: {} } });
    expect((await viewer.peer.closes.first()).name).toBe('malformed');
    expect(await rig.storyOf(viewer.session)).toEqual(['started', 'END_REASON_PROTOCOL_VIOLATION']);
  });

  test.each([
    ['text', 'text', 'malformed'],
    ['a message that is far too large', new Uint8Array(relayLimits.receiveBytes), 'tooLarge'],
    ['what is longer than anything that is taken in', new Uint8Array(2 * relayLimits.receiveBytes), '1006'],
  ])(
    'OPS-6: %s ends the session of who sends it at once: nobody waits for it to resume',
    async (_what, message, close) => {
      const agent = await rig.agent();
      const viewer = await rig.viewer(agent);
      viewer.peer.socket.send(message);
      expect(await rig.storyOf(viewer.session)).toEqual(['started', 'END_REASON_PROTOCOL_VIOLATION']);
      expect((await viewer.peer.closes.first()).name).toBe(close);
    },
  );

  test('INP-4: a flood of input closes its viewer; others are unaffected', async () => {
    const agent = await rig.agent();
    const other = await rig.viewer(agent, { permission: 'view' });
    const flooding = await rig.viewer(agent);
    const most = mostSince(relayLimits.inputPerSecond, relayLimits.inputBurst);
    for (let count = 0; count < relayLimits.inputBurst * flood; count++) flooding.input({ releaseAll: {} });
    expect((await flooding.peer.closes.first()).name).toBe('flood');
    other.send({ probe: { sentUs: 7 } });
    await heardBy(agent, 'probe');
    expect(agent.heard.all.filter(({ message }) => message === 'input').length).toBeLessThanOrEqual(most());
  });

  test.each<[string, (viewer: ScriptedViewer) => void]>([
    ['acknowledgements that bring nothing', (viewer) => viewer.painted({ display: 9, epoch: 1, frame: 1 })],
    ['probes', (viewer) => viewer.send({ probe: { sentUs: 1 } })],
  ])('a flood of %s closes its viewer', async (_, send) => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    for (let count = 0; count < relayLimits.messageBurst * flood; count++) send(viewer);
    expect((await viewer.peer.closes.first()).name).toBe('flood');
  });

  test.each([
    ['never sent', 77],
    ['painted long ago', 1],
  ])('a flood of acknowledgements of frames that were %s closes it, though another is on the way', async (_, frame) => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent, { paints: false });
    await heardBy(agent, 'demand');
    for (let sent = 0; sent < 2; sent++) agent.sendFrame({ payload: new Uint8Array(100) });
    await viewer.frames.first(({ header }) => header.frame === 2);
    for (let count = 0; count < relayLimits.messageBurst * flood; count++)
      viewer.painted({ display: 1, epoch: 1, frame });
    expect((await viewer.peer.closes.first()).name).toBe('flood');
  });

  test('SES-7: probes go to the agent with what they say of the operator, and back, to the viewer that asked', async () => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    viewer.send({ probe: { sentUs: 42, active: true } });
    expect(await heardBy(agent, 'probe')).toMatchObject({ probe: { viewer: 1, sentUs: 42, active: true } });
    agent.send({ probeReply: { viewer: 1, sentUs: 42, agentUs: 77 } });
    agent.send({ probeReply: { viewer: 9, sentUs: 42, agentUs: 77 } });
    expect(await viewer.heard.first(({ message }) => message === 'probeReply')).toMatchObject({
      probeReply: { sentUs: 42, agentUs: 77 },
    });
  });

  test('probes of a viewer that asks too often reach the agent at their rate', async () => {
    const agent = await rig.agent();
    const most = mostSince(relayLimits.asksPerSecond, relayLimits.askBurst);
    const viewer = await rig.viewer(agent);
    for (let count = 1; count <= relayLimits.messageBurst / 2; count++) viewer.send({ probe: { sentUs: count } });
    viewer.input({ text: { text: 'after them' } });
    await heardBy(agent, 'input');
    const asked = agent.heard.all.filter(({ message }) => message === 'probe');
    // One of the burst was the subscription with which the viewer came.
    expect(asked.length).toBeGreaterThanOrEqual(relayLimits.askBurst - 1);
    expect(asked.length).toBeLessThan(most());
  });

  test('whole pictures that a viewer asks for too often come later, and not as often', async () => {
    rig = await heldRig();
    const displays = [1, 2, 3, 4].map((display) => ({ display, name: `front-${display}`, width: 640, height: 480 }));
    const agent = await rig.agent({ displays });
    const viewer = await rig.viewer(agent);
    await agent.heard.first((heard) => heard.message === 'demand' && heard.demand.display === 4);
    const asked = () =>
      agent.heard.all.flatMap((heard) => (heard.message === 'refresh' ? [heard.refresh.display] : []));
    const most = mostSince(relayLimits.refreshesPerSecond, relayLimits.refreshBurst);
    for (let count = 0; count < 10; count++) for (const { display } of displays) viewer.send({ refresh: { display } });
    viewer.send({ refresh: { display: 99 } });
    viewer.input({ text: { text: 'after them' } });
    await heardBy(agent, 'input');
    expect(asked().length).toBeGreaterThanOrEqual(relayLimits.refreshBurst);
    expect(asked().length).toBeLessThanOrEqual(most());
    const before = asked().length;
    // The last one is due within a second: looked for as often as the relay would.
    const again = agent.heard.first(({ message }) => message === 'refresh', agent.heard.all.length);
    const looks = setInterval(() => rig.clock.elapse(relayLimits.askWaitMs), relayLimits.askWaitMs / 4);
    await again.finally(() => clearInterval(looks));
    expect(asked().length).toBe(before + 1);
  });

  test('VID-3: a whole picture for one of several viewers comes from memory: the agent and the others hear nothing', async () => {
    const agent = await rig.agent();
    const [one, other] = [await rig.viewer(agent), await rig.viewer(agent)];
    // Both look.
    other.send({ probe: { sentUs: 1 } });
    await heardBy(agent, 'probe');
    agent.sendFrame({ payload: new Uint8Array(100), tilesWide: 30, tilesHigh: 17 });
    for (const viewer of [one, other]) await viewer.frames.first();
    one.send({ refresh: { display: 1 } });
    await one.frames.first(({ header }) => header.frame === 1, 1);
    one.input({ text: { text: 'after it' } });
    await heardBy(agent, 'input');
    expect(agent.heard.all.filter(({ message }) => message === 'refresh')).toEqual([]);
    expect(other.frames.all).toHaveLength(1);
  });

  test('streams of others end once for a viewer that paints none, however often it comes and goes', async () => {
    const agent = await rig.agent();
    const watching = await rig.viewer(agent);
    watching.send({ subscribe: { all: true, streams: true } });
    await agent.heard.first((heard) => heard.message === 'demand' && heard.demand.streams);
    const other = await rig.viewer(agent);
    for (let count = 0; count < 5; count++) {
      other.send({ subscribe: { displays: [] } });
      other.send({ subscribe: { all: true, streams: count % 2 === 0 } });
    }
    other.input({ text: { text: 'dropped' } });
    other.send({ probe: { sentUs: 1 } });
    await heardBy(agent, 'probe');
    const told = agent.heard.all.flatMap((heard) => (heard.message === 'demand' ? [heard.demand.streams] : []));
    const ends = told.filter((streams, index) => !streams && told[index - 1]);
    expect(ends).toHaveLength(1);
  });

  test('displays that a viewer looks at and leaves again and again start the agent at a rate; the last wish holds', async () => {
    const agent = await rig.agent();
    const most = mostSince(relayLimits.asksPerSecond, relayLimits.askBurst);
    const viewer = await rig.viewer(agent);
    for (let count = 0; count < relayLimits.askBurst * 5; count++) {
      viewer.send({ subscribe: { displays: [] } });
      viewer.send({ subscribe: { all: true } });
    }
    viewer.send({ subscribe: { displays: [1], focused: 1 } });
    viewer.input({ text: { text: 'after them' } });
    await heardBy(agent, 'input');
    const starts = agent.heard.all.filter((heard) => heard.message === 'demand' && heard.demand.update === 0);
    expect(starts.length).toBeLessThanOrEqual(most());
    await agent.heard.first((heard) => heard.message === 'demand' && heard.demand.focused);
    agent.sendFrame({ payload: new Uint8Array(100) });
    await viewer.frames.first();
  });

  test('a display that a viewer looked away from comes whole again, though the wish to look came too soon', async () => {
    rig = await heldRig();
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    await heardBy(agent, 'demand');
    for (let count = 0; count < relayLimits.askBurst; count++) viewer.send({ probe: { sentUs: count } });
    viewer.send({ subscribe: { displays: [] } });
    viewer.send({ subscribe: { all: true } });
    await agent.heard.first((heard) => heard.message === 'demand' && heard.demand.update === 0);
    const again = agent.heard.first(
      (heard) => heard.message === 'demand' && heard.demand.update > 0,
      agent.heard.all.length,
    );
    const looks = setInterval(() => rig.clock.elapse(relayLimits.askWaitMs), relayLimits.askWaitMs / 4);
    await again.finally(() => clearInterval(looks));
  });

  test('what waits for a viewer waits no more once it is gone', async () => {
    rig = await heldRig();
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    for (let count = 0; count < relayLimits.askBurst * 2; count++) viewer.send({ subscribe: { all: true } });
    viewer.input({ text: { text: 'after them' } });
    await heardBy(agent, 'input');
    expect(rig.clock.pending(relayLimits.askWaitMs)).toBe(1);
    viewer.send({ end: {} });
    await endOf(viewer);
    expect(rig.clock.pending(relayLimits.askWaitMs)).toBe(0);
  });

  test.each([
    ['what cannot be decoded', Buffer.from([0xff, 0xff])],
    ['a second authentication', Buffer.from(encodeViewerMessage({ authenticate: { version: 1 } }))],
    ['a message that is too large', Buffer.alloc(limits.viewerMessageBytes + 1)],
  ] as const)('threat 15: %s closes with a named code and ends the session', async (_what, bytes) => {
    const agent = await rig.agent();
    const viewer = await rig.viewer(agent);
    viewer.peer.send(bytes);
    expect(['malformed', 'tooLarge']).toContain((await viewer.peer.closes.first()).name);
    expect(await rig.storyOf(viewer.session)).toEqual(['started', 'END_REASON_PROTOCOL_VIOLATION']);
  });
});
