/** Commands across processes: a device that is restarted from a session, and a way out of an unknown call state. */
import { CommandKind, CommandRefusal, limits } from '@ringside/protocol';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Operator } from './support/operator.ts';
import { Ringside } from './support/ringside.ts';
import { controlRoom } from './support/room-controls.ts';

let ringside: Ringside;
let operator: Operator;

beforeAll(async () => {
  ringside = await Ringside.start();
  operator = await Operator.signIn(ringside);
}, 60_000);
afterAll(() => ringside?.stop());

const patience = { timeout: 60_000, interval: 250 };

describe('restart device', () => {
  it('SES-5, CMD-1: the session waits for the device, resumes with a new ticket, and shows the room again', async () => {
    const viewer = await operator.watch({ permission: 'view' });
    await viewer.heard.first(({ message }) => message === 'opened');
    await vi.waitFor(() => expect(viewer.frameCount).toBeGreaterThan(0), patience);
    viewer.send({ command: { id: 1, kind: CommandKind.COMMAND_KIND_RESTART_DEVICE } });
    const answer = await viewer.heard.first(({ message }) => message === 'commandResult');
    expect(answer).toMatchObject({ commandResult: { id: 1 } });
    const away = await viewer.heard.first(({ message }) => message === 'suspended');
    expect(away).toMatchObject({ suspended: { resumeWithinMs: limits.restartResumeMs } });
    // Services have heard it too: until then they take the device for connected by its old link.
    await vi.waitFor(async () => {
      expect(await operator.session(viewer.session)).toMatchObject({ state: 'suspended' });
    }, patience);
    const idle = { connected: true, callState: 'idle' };
    await vi.waitFor(async () => expect(await operator.device()).toMatchObject(idle), patience);
    const back = await operator.watch({ resume: viewer.session });
    await back.heard.first(({ message }) => message === 'opened');
    await vi.waitFor(() => expect(back.frameCount).toBeGreaterThan(0), patience);
    back.send({ end: {} });
    await vi.waitFor(async () => {
      expect(await operator.session(viewer.session)).toMatchObject({ state: 'ended', endReason: 'operator' });
    }, patience);
  }, 180_000);
});

describe('sleeping displays', () => {
  it('VID-2: sleep is seen by the viewer, and waking them needs modify', async () => {
    const viewer = await operator.watch();
    await viewer.heard.first(({ message }) => message === 'opened');
    expect(await controlRoom(ringside.agentFolder, 'display sleep front-1')).toBe('ok');
    const layout = await viewer.heard.first(
      (heard) => heard.message === 'layout' && heard.layout.displays.some(({ asleep }) => asleep),
    );
    const display = layout.message === 'layout' ? layout.layout.displays.find(({ asleep }) => asleep)?.display : 0;
    viewer.send({ command: { id: 1, kind: CommandKind.COMMAND_KIND_WAKE_DISPLAY, display: display ?? 0 } });
    await viewer.heard.first(({ message }) => message === 'commandResult');
    await viewer.heard.first(
      (heard) => heard.message === 'layout' && heard !== layout && heard.layout.displays.every(({ asleep }) => !asleep),
    );
    const view = await operator.watch({ permission: 'view' });
    await view.heard.first(({ message }) => message === 'opened');
    view.send({ command: { id: 1, kind: CommandKind.COMMAND_KIND_WAKE_DISPLAY, display: display ?? 0 } });
    expect(await view.heard.first(({ message }) => message === 'commandResult')).toMatchObject({
      commandResult: { refusal: CommandRefusal.COMMAND_REFUSAL_FORBIDDEN },
    });
    for (const one of [viewer, view]) one.send({ end: {} });
  }, 120_000);
});

describe('a room application that hangs', () => {
  it('CALL-6: is an incident after a minute, and is restarted without a session', async () => {
    expect(await controlRoom(ringside.agentFolder, 'call silence')).toBe('ok');
    await vi.waitFor(
      async () => {
        expect(await operator.device()).toMatchObject({
          incidents: [{ kind: 'call-state-unknown', detail: 'room-application' }],
        });
      },
      { timeout: limits.callStateUnknownMs + 60_000, interval: 1_000 },
    );
    const path = `/v1/devices/${ringside.device}/recovery`;
    const answer = await operator.call('POST', path, { command: 'restart-room-application' });
    expect(answer).toEqual({ status: 200, body: { result: 'done' } });
    await vi.waitFor(async () => {
      expect(await operator.device()).toMatchObject({ callState: 'idle', incidents: [] });
    }, patience);
  }, 240_000);
});
