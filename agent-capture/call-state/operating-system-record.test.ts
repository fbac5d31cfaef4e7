import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { type SoundServer, startPulseAudio } from '../testing/sound-server.ts';
import type { CallState, CallStateDetector } from './call-state-source.ts';
import { type CallStates, createCallStates } from './call-states.ts';
import type { DeviceUse } from './device-use.ts';
import { callStateOf, openOperatingSystemRecord } from './operating-system-record.ts';
import { recordPlaces } from './record-places.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const soon = { timeout: 2_000 };

interface Machine {
  readonly folder: string;
  readonly states: CallStates;
  readonly history: CallState[];
  readonly detector: CallStateDetector;
}

/**
 * A machine whose kernel's files are in a folder, with this sound server or none; its record is the required source.
 * @param unseenCamera there is one that cannot be watched, and no process is listed; then another source is required
 */
function watch(socket: string, asound: Record<string, string> = {}, unseenCamera = false): Machine {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-machine-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  for (const name of ['dev', 'proc']) mkdirSync(join(folder, name));
  for (const [path, text] of Object.entries(asound)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  if (unseenCamera) symlinkSync(join(folder, 'away'), join(folder, 'dev', 'video0'));
  const history: CallState[] = [];
  const states = createCallStates(systemClock, (state) => history.push(state));
  states.require(unseenCamera ? 'room-application' : 'operating-system');
  const detector = openOperatingSystemRecord({
    places: {
      sockets: [socket],
      cookies: [],
      alsaFolder: join(folder, 'asound'),
      deviceFolder: join(folder, 'dev'),
      processFolder: unseenCamera ? join(folder, 'proc') : '/proc',
    },
    clock: systemClock,
    events: { reported: (source, state, seen) => states.reported(source, state, seen) },
  });
  closing.push(() => detector.close());
  closing.push(() => states.close());
  return { folder, states, history, detector };
}

async function sound(): Promise<SoundServer> {
  const server = await startPulseAudio();
  closing.push(() => server.stop());
  return server;
}

describe('operating system’s record', () => {
  const table: [DeviceUse[], CallState][] = [
    [['absent', 'absent', 'absent'], 'unknown'],
    [['absent', 'free', 'absent'], 'idle'],
    [['free', 'free', 'free'], 'idle'],
    [['unsure', 'free', 'free'], 'unknown'],
    [['free', 'absent', 'in-use'], 'in-call'],
    [['unsure', 'in-use', 'free'], 'in-call'],
    [['unsure'], 'unknown'],
    [['free', 'free', 'unseen'], 'unknown'],
    [['in-use', 'free', 'unseen'], 'in-call'],
  ];
  it.each(table)('CALL-4: %j is %s', (uses, state) => {
    expect(callStateOf(uses)).toBe(state);
  });

  it('CALL-4: a real PulseAudio recording is a call, and its end ends it', async () => {
    const server = await sound();
    const { states } = watch(server.socket);
    await expect.poll(() => states.state, soon).toBe('idle');
    const recorder = await server.record();
    await expect.poll(() => states.state, soon).toBe('in-call');
    expect(states.decidedBy).toBe('operating-system');
    await recorder.stop();
    await expect.poll(() => states.state, soon).toBe('idle');
  });

  it('CALL-4: a recording that was there before is one from the start: nothing is idle until all have spoken', async () => {
    const server = await sound();
    await server.record();
    const { states, history } = watch(server.socket, { 'asound/card0/pcm0c/sub0/status': 'closed\n' });
    await expect.poll(() => states.state, soon).toBe('in-call');
    expect(history).not.toContain('idle');
  });

  it.each(['SIGKILL', 'SIGSTOP'] as const)('CALL-3: a sound server after %s is unknown within 2 s', async (signal) => {
    const server = await sound();
    const { states } = watch(server.socket, { 'asound/card0/pcm0c/sub0/status': 'closed\n' });
    await expect.poll(() => states.state, soon).toBe('idle');
    const startMs = performance.now();
    server.process.kill(signal);
    await expect.poll(() => states.state, { timeout: 10_000, interval: 10 }).toBe('unknown');
    // Two are allowed; the rest is for a machine that runs other tests meanwhile.
    expect(performance.now() - startMs).toBeLessThan(4_000);
  });

  it('CALL-4: ALSA and cameras count beside the sound server', async () => {
    const server = await sound();
    const status = 'asound/card0/pcm0c/sub0/status';
    const { folder, states } = watch(server.socket, { [status]: 'closed\n' });
    await expect.poll(() => states.state, soon).toBe('idle');
    writeFileSync(join(folder, status), 'state: RUNNING\n');
    await expect.poll(() => states.state, soon).toBe('in-call');
    writeFileSync(join(folder, status), 'closed\n');
    await expect.poll(() => states.state, soon).toBe('idle');
  });

  it('CALL-4: a room application that lies does not hide a recording', async () => {
    const server = await sound();
    const { states } = watch(server.socket);
    states.require('room-application');
    const lies = setInterval(() => states.reported('room-application', 'idle'), 100);
    closing.push(() => clearInterval(lies));
    await expect.poll(() => states.state, soon).toBe('idle');
    await server.record();
    await expect.poll(() => states.state, soon).toBe('in-call');
    expect(states.decidedBy).toBe('operating-system');
  });

  it('CALL-3: a machine of which nothing is recorded is unknown', async () => {
    const { states } = watch('/nowhere/native');
    expect(states.state).toBe('unknown');
  });

  it('CALL-3: what cannot be looked at is unknown, whatever it was before', async () => {
    const closed = { 'asound/card0/pcm0c/sub0/status': 'closed\n' };
    const { folder, states, history } = watch('/nowhere/native', closed);
    await expect.poll(() => states.state).toBe('idle');
    history.length = 0;
    renameSync(join(folder, 'dev'), join(folder, 'away'));
    await expect.poll(() => history).toContain('unknown');
    renameSync(join(folder, 'away'), join(folder, 'dev'));
    await expect.poll(() => states.state).toBe('idle');
  });

  it('CALL-4: a call is over when it is seen to be, though there is a camera that never can be seen', async () => {
    const status = 'asound/card0/pcm0c/sub0/status';
    const { folder, states } = watch('/nowhere/native', { [status]: 'state: RUNNING\n' }, true);
    await expect.poll(() => states.heard('operating-system'), soon).toBe('in-call');
    writeFileSync(join(folder, status), 'closed\n');
    const roomIsIdle = () => {
      states.reported('room-application', 'idle');
      return states.state;
    };
    await expect.poll(roomIsIdle, soon).toBe('idle');
    // No recovery believes it.
    await expect.poll(() => states.heard('operating-system'), soon).toBe('unknown');
  });

  it('CALL-3: once it is closed it is silent', async () => {
    const { states, detector } = watch('/nowhere/native', { 'asound/version': '' });
    await expect.poll(() => states.state, soon).toBe('idle');
    await detector.close();
    await expect.poll(() => states.state, { timeout: 3_000 }).toBe('unknown');
  });
});

describe('its places', () => {
  it('are the user’s own, the system’s, or those that the environment names', () => {
    const places = recordPlaces({}, '/home/room', 1_000);
    expect(places.sockets).toEqual(['/run/user/1000/pulse/native', '/run/user/1000/pulse/native', '/run/pulse/native']);
    const named = { PULSE_SERVER: 'unix:/a/b', PULSE_RUNTIME_PATH: '/c', XDG_RUNTIME_DIR: '/d', PULSE_COOKIE: '/e' };
    expect(recordPlaces(named, '/home/room', 1_000)).toMatchObject({
      sockets: ['/a/b', '/c/native', '/d/pulse/native', '/run/user/1000/pulse/native', '/run/pulse/native'],
      cookies: ['/e', '/home/room/.config/pulse/cookie', '/home/room/.pulse-cookie'],
    });
    expect(recordPlaces({ PULSE_SERVER: 'tcp:elsewhere' }, '/home/room', 1_000).sockets).toHaveLength(3);
  });
});
