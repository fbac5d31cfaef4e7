/**
 * Who records at the sound server (PulseAudio, or PipeWire in its place): asked once connected, at each change that it
 * tells of, and regularly, so that one that hangs is noticed. Every recording counts that is not paused, of whatever
 * source: what is played can be a call as well. A paused one records nothing, and counting it would close rooms for good:
 * programs keep some open, paused, for as long as they run. One that goes on is told of as one that begins.
 */
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { Clock } from '../clock.ts';
import type { DeviceUse } from './device-use.ts';
import { callStateLimits as limits } from './limits.ts';
import {
  pulseCommands as commands,
  createPulseCutter,
  type PulseReader,
  pulseBytes,
  pulsePacket,
  pulseProperties,
  pulseU32,
} from './pulse-packets.ts';

export interface PulseParts {
  /** Where its socket may be, the likeliest first. */
  readonly sockets: readonly string[];
  /** Where its cookie may be. Needed where the server does not know its user's own programs by their user. */
  readonly cookies: readonly string[];
  readonly clock: Clock;
  readonly changed: () => void;
}

export interface PulseRecordings {
  readonly use: DeviceUse;
  close(): void;
}

/** The first version that says whether a recording is paused; from 2011. */
const version = 19;
const versionBits = 0xffff;
const cookieBytes = 256;
const recordingEvents = 8;

export function openPulseRecordings({ sockets, cookies, clock, changed }: PulseParts): PulseRecordings {
  let use: DeviceUse = 'absent';
  let drop = (): void => undefined;
  let cancelRetry = (): void => undefined;

  function tell(next: DeviceUse): void {
    if (next === use) return;
    use = next;
    changed();
  }

  function start(): void {
    const path = sockets.find((candidate) => existsSync(candidate));
    // A server that was there and is gone has taken with it what it knew.
    if (path === undefined) tell(use === 'absent' ? 'absent' : 'unsure');
    else {
      // Not yet heard is not free.
      if (use === 'absent') use = 'unsure';
      drop = ask(path, readCookie(cookies), clock, tell, retry);
      return;
    }
    retry();
  }

  function retry(): void {
    cancelRetry = clock.after(limits.streamsAskMs, start);
  }

  start();
  return {
    get use() {
      return use;
    },
    close() {
      cancelRetry();
      drop();
    },
  };
}

/** One connection. @returns ends it, without a word */
function ask(path: string, cookie: Buffer, clock: Clock, tell: (use: DeviceUse) => void, lost: () => void): () => void {
  const socket = connect(path);
  const cut = createPulseCutter();
  let waitingFor: 'version' | 'name' | 'recordings' | 'nothing' = 'version';
  let tag = 0;
  let again = false;
  let cancelAnswer = (): void => undefined;
  let cancelAsk = (): void => undefined;

  function request(what: typeof waitingFor, command: number, ...values: readonly Buffer[]): void {
    tag += 1;
    waitingFor = what;
    socket.write(pulsePacket(command, tag, ...values));
    cancelAnswer();
    cancelAnswer = clock.after(limits.streamsAnswerMs, () => socket.destroy());
  }

  function list(): void {
    cancelAsk();
    again = waitingFor !== 'nothing';
    if (!again) request('recordings', commands.listRecordings);
  }

  function answered(packet: PulseReader): void {
    switch (waitingFor) {
      case 'version':
        if ((packet.u32() & versionBits) < version) socket.destroy();
        else request('name', commands.setClientName, pulseProperties({ 'application.name': 'Ringside agent' }));
        return;
      case 'name':
        // Its acknowledgement has a tag of its own that nobody waits for.
        socket.write(pulsePacket(commands.subscribe, 0, pulseU32(recordingEvents)));
        request('recordings', commands.listRecordings);
        return;
      case 'recordings':
        tell(isRecording(packet) ? 'in-use' : 'free');
        waitingFor = 'nothing';
        cancelAnswer();
        if (again) list();
        else cancelAsk = clock.after(limits.streamsAskMs, list);
        return;
      case 'nothing':
        socket.destroy();
        return;
      default:
        waitingFor satisfies never;
    }
  }

  function hear(packet: PulseReader): void {
    const command = packet.u32();
    const replied = packet.u32();
    if (command === commands.event) list();
    else if (command === commands.reply && replied === tag) answered(packet);
    else if (command !== commands.reply || replied !== 0) socket.destroy();
  }

  socket.on('data', (bytes) => {
    try {
      for (const packet of cut(bytes)) hear(packet);
    } catch {
      socket.destroy();
    }
  });
  // 'close' follows.
  socket.on('error', () => undefined);
  socket.on('close', over);
  request('version', commands.authenticate, pulseU32(version), pulseBytes(cookie));

  function over(): void {
    cancelAnswer();
    cancelAsk();
    tell('unsure');
    lost();
  }

  return () => {
    socket.off('close', over);
    cancelAnswer();
    cancelAsk();
    socket.destroy();
  };
}

function isRecording(packet: PulseReader): boolean {
  let recording = false;
  while (!packet.done) {
    packet.u32();
    packet.skipText();
    for (let field = 0; field < 3; field++) packet.u32();
    packet.skipSampleFormat();
    packet.skipChannels();
    packet.skipTime();
    packet.skipTime();
    packet.skipText();
    packet.skipText();
    packet.skipProperties();
    const paused = packet.boolean();
    recording ||= !paused;
  }
  return recording;
}

function readCookie(paths: readonly string[]): Buffer {
  for (const path of paths) {
    try {
      const cookie = readFileSync(path);
      if (cookie.length === cookieBytes) return cookie;
    } catch {
      // The next one may be it.
    }
  }
  return Buffer.alloc(cookieBytes);
}
