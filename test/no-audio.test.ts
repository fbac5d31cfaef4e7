/** RING-5: no message can carry sound and no code takes any. Each search is first shown a microphone that was planted. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPulseAudio, startXvfb } from '@ringside/agent/testing';
import { EndReason } from '@ringside/protocol';
import type { ScriptedViewer } from '@ringside/relay/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pulseCommands } from '../agent-capture/call-state/pulse-packets.ts';
import { trackedFiles } from '../scripts/tracked-files.ts';
import {
  audioInProcess,
  audioInSchema,
  audioInSource,
  isAudioPackage,
  nativeFunctions,
  startsPrograms,
} from './support/audio-search.ts';
import { Operator } from './support/operator.ts';
import { Ringside } from './support/ringside.ts';

const root = join(import.meta.dirname, '..');
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

function later<T>(thing: T, close: (thing: T) => unknown): T {
  closing.push(() => close(thing));
  return thing;
}

describe('the schema', () => {
  const schemas = ['wire', 'control'].map((name) => readFileSync(join(root, `protocol/schema/${name}.proto`), 'utf8'));

  const planted: [string, string][] = [
    ['a message', 'message AudioFrame {\n  uint32 display = 1;\n}'],
    ['a field', 'message Display {\n  string microphone = 9;\n}'],
    ['a union’s member', 'message AgentToRelay {\n  oneof message {\n    SoundChunk chunk = 20;\n  }\n}'],
    ['bytes under another name', 'message Display {\n  bytes extra = 9;\n}'],
    ['repeated bytes', 'message Display {\n  repeated bytes extra = 9;\n}'],
    ['bytes on the line of their message', 'message Extra { bytes extra = 1; }'],
    ['bytes of a map', 'message Display {\n  map<uint32, bytes> extra = 9;\n}'],
    ['bytes under a known name', 'message Extra { message VideoFrame { bytes payload = 1; } }'],
    ['a list of numbers', 'message Display {\n  repeated sint32 extra = 9;\n}'],
    ['an encoding of frames', 'enum FrameEncoding {\n  FRAME_ENCODING_FLAC = 9;\n}'],
  ];
  it.each(planted)('RING-5: sound that is planted in it as %s is found', (_, message) => {
    expect(audioInSchema(`${schemas[0]}\n${message}\n`)).toHaveLength(1);
  });

  it('RING-5: has no message that can carry sound', () => {
    expect(schemas.map(audioInSchema)).toEqual([[], []]);
  });
});

describe('code', () => {
  const planted: [string, string][] = [
    ['opens an audio device', `open('/dev/snd/pcmC0D0c')`],
    ['imports an audio package', `import record from 'node-record-lpcm16';`],
    ['loads one when it is needed', `const { RtAudio } = await import('audify-audio');`],
    ['requires one', `const mic = require("mic");`],
    ['asks the browser', 'navigator.mediaDevices.getUserMedia({ audio: true })'],
    ['asks it in the old way', 'navigator.webkitGetUserMedia({ audio: true }, heard, failed)'],
    ['hides in what looks like a comment', "const a = '/*'; navigator.mediaDevices; const b = '*/';"],
    ['lets a frame ask', `frame.allow = 'microphone';`],
    ['calls the sound of others', 'new RTCPeerConnection()'],
    ['has the sound server send it', `spawn('pactl', ['load-module', 'module-rtp-send'])`],
    ['loads the system’s library', `koffi.load('libasound.so.2')`],
    ['loads a library by any name', 'koffi.load(name)'],
    ['loads a native module', 'process.dlopen(module, recorder)'],
    ['starts a program that records', `spawn('parec', ['--raw'])`],
    ['calls the system’s library', `library.func('int snd_pcm_open(void **pcm)')`],
  ];
  it.each(planted)('RING-5: a module that %s is found', (_, source) => {
    expect(audioInSource(source)).not.toEqual([]);
  });

  const product =
    /^(protocol|settings|client|relay|services|agent-capture|portal-embed|room-application)\/|^start\.ts$/;
  const sources = trackedFiles(root).filter(
    (file) => product.test(file) && /\.([jt]s|html)$/.test(file) && !/\.test\.ts$|\/testing\//.test(file),
  );

  it('RING-5: no module of the product reaches sound', () => {
    expect(sources.length).toBeGreaterThan(200);
    const found = sources.flatMap((file) =>
      audioInSource(readFileSync(join(root, file), 'utf8')).map((what) => `${file}: ${what}`),
    );
    expect(found).toEqual([]);
  });

  it('RING-5: of the system’s libraries the agent calls nothing but memory, file watches and a socket’s queue', () => {
    expect(nativeFunctions(`koffi.load(null).func('int snd_open(void **pcm)')`)).toEqual(['snd_open']);
    const called = sources.flatMap((file) => nativeFunctions(readFileSync(join(root, file), 'utf8')));
    const memory = ['malloc_trim', 'shmat', 'shmctl', 'shmdt', 'shmget'];
    const watches = ['close', 'inotify_add_watch', 'inotify_init1', 'read'];
    expect(called.toSorted()).toEqual([...watches, 'ioctl', ...memory].toSorted());
  });

  it('RING-5: programs are started in four places, each of which names what it starts', () => {
    expect(startsPrograms(`import { spawn } from 'node:child_process';`)).toBe(true);
    expect(sources.filter((file) => startsPrograms(readFileSync(join(root, file), 'utf8')))).toEqual([
      // loginctl; what draws the card; what the helper's settings name; services, relay and agent.
      'agent-capture/account/logind-account.ts',
      'agent-capture/card/process-card-painter.ts',
      'agent-capture/helper/run-executable.ts',
      'start.ts',
    ]);
  });

  it('RING-5: of the sound server’s language the agent knows no word that records or plays', () => {
    const words = ['authenticate', 'error', 'event', 'listRecordings', 'reply', 'setClientName', 'subscribe'];
    expect(Object.keys(pulseCommands).toSorted()).toEqual(words);
    expect(Object.values(pulseCommands).toSorted((a, b) => a - b)).toEqual([0, 2, 8, 9, 32, 35, 66]);
  });

  it('RING-5: no package that the agent installs is one for sound', () => {
    const wanted = [join(root, 'agent-capture')];
    const names = new Set<string>();
    for (let folder = wanted.pop(); folder !== undefined; folder = wanted.pop()) {
      const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
        readFileSync(join(folder, 'package.json'), 'utf8'),
      );
      for (const name of [...Object.keys(dependencies), ...Object.keys(optionalDependencies)]) {
        if (names.has(name)) continue;
        names.add(name);
        const found = join(root, 'node_modules', name);
        if (existsSync(found)) wanted.push(found);
      }
    }
    expect(names.size).toBeGreaterThan(10);
    expect(['mic', 'naudiodon', '@discordjs/opus', 'node-record-lpcm16', 'speaker'].every(isAudioPackage)).toBe(true);
    expect([...names].filter(isAudioPackage)).toEqual([]);
  });
});

describe('processes', () => {
  async function started(child: ChildProcess): Promise<number> {
    closing.push(() => child.kill('SIGKILL'));
    await once(child, 'spawn');
    return child.pid ?? 0;
  }

  it('RING-5: a program that has an audio device open is found', async () => {
    const folder = later(mkdtempSync(join(tmpdir(), 'ringside-planted-')), (it) => rmSync(it, { recursive: true }));
    mkdirSync(join(folder, 'dev/snd'), { recursive: true });
    const file = openSync(join(folder, 'dev/snd/pcmC0D0c'), 'w');
    const pid = await started(spawn('sleep', ['60'], { stdio: ['ignore', 'ignore', 'ignore', file] }));
    closeSync(file);
    expect(audioInProcess(pid)).toEqual([join(folder, 'dev/snd/pcmC0D0c')]);
  });

  it('RING-5: a program that records is found, and at the sound server', async () => {
    const sound = later(await startPulseAudio(), (it) => it.stop());
    const { process } = await sound.record();
    expect(audioInProcess(process.pid ?? 0)).toEqual(expect.arrayContaining([expect.stringMatching(/libpulse/)]));
    expect((await sound.control('list', 'short', 'source-outputs')).trim()).not.toBe('');
  });
});

/** A real X display and a real sound server, whose record alone says whether the room is in a call. */
describe('a session on a real device', () => {
  async function start() {
    const room = later(await startXvfb({ width: 1024, height: 600 }), (it) => it.stop());
    const sound = later(await startPulseAudio(), (it) => it.stop());
    const settings = {
      RINGSIDE_AGENT_PLATFORM: 'x11',
      RINGSIDE_AGENT_DISPLAY: room.display,
      RINGSIDE_AGENT_CALL_STATE_SOURCES: 'operating-system',
      PULSE_SERVER: `unix:${sound.socket}`,
    };
    const ringside = later(await Ringside.start({ agent: settings }), (it) => it.stop());
    const operator = await Operator.signIn(ringside);
    const is = (expected: object) =>
      vi.waitFor(async () => expect(await operator.device()).toMatchObject(expected), { timeout: 10_000 });
    await is({ callState: 'idle', callStateSource: 'operating-system' });
    const viewer = later(await operator.watch(), (it) => it.close());
    await viewer.heard.first(({ message }) => message === 'opened');
    await vi.waitFor(() => expect(viewer.frameCount).toBeGreaterThan(0), { timeout: 10_000 });
    return { sound, ringside, operator, viewer, is };
  }

  async function endOf(viewer: ScriptedViewer): Promise<EndReason | undefined> {
    const ended = await viewer.heard.first(({ message }) => message === 'ended');
    return ended.message === 'ended' ? ended.ended.reason : undefined;
  }

  it('RING-5: the agent has no audio device open and records nothing, though it asks who does', async () => {
    const { sound, ringside } = await start();
    expect(audioInProcess(ringside.agent.pid)).toEqual([]);
    expect((await sound.control('list', 'short', 'source-outputs')).trim()).toBe('');
    expect((await sound.control('list', 'short', 'sink-inputs')).trim()).toBe('');
    expect(await sound.control('list', 'clients')).toMatch(/application\.name = "Ringside agent"/);
  });

  it('CALL-1, CALL-2: a real recording ends the session, and none starts until it is over', async () => {
    const { sound, operator, viewer, is } = await start();
    const recorder = await sound.record();
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_CALL_STARTED);
    await is({ callState: 'in-call', callStateSource: 'operating-system' });
    await expect(operator.watch()).rejects.toThrow(/in-call/);
    await recorder.stop();
    await is({ callState: 'idle' });
  });

  it('CALL-3: a sound server that is frozen ends the session', async () => {
    const { sound, viewer, is } = await start();
    sound.process.kill('SIGSTOP');
    expect(await endOf(viewer)).toBe(EndReason.END_REASON_CALL_STATE_UNKNOWN);
    await is({ callState: 'unknown', callStateSource: 'operating-system' });
  });
});
