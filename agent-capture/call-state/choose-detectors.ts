/** Which sources of call state this device has, as its settings say, opened together and closed together. */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { CallStateError } from './call-state-error.ts';
import {
  type CallStateDetector,
  type CallStateEvents,
  type CallStateSourceName,
  type OpenCallStateDetector,
  sourceNames,
} from './call-state-source.ts';
import { callStateLimits as limits } from './limits.ts';
import type { OperatingSystemRecordParts } from './operating-system-record.ts';
import type { RecordPlaces } from './record-places.ts';
import { reporterToken } from './reporter-token.ts';
import { openRoomApplication } from './room-application.ts';
import type { LoopbackParts } from './ws-loopback.ts';

export interface DetectorSettings {
  readonly dataFolder: string;
  /** Where the room application's socket is. */
  readonly path: string;
  /** Names of required sources, with commas between them. */
  readonly required: string;
  /** Of the interface for pages; without it there is none. */
  readonly port?: number | undefined;
  /** Origins of pages, with commas between them. */
  readonly origins?: string | undefined;
  /** The operating system's record, where the room's microphones and cameras are this machine's. */
  readonly record: RecordPlaces | undefined;
}

export interface CallStateDetectors {
  /** Sources that must be heard, one at least. */
  readonly required: readonly CallStateSourceName[];
  readonly open: OpenCallStateDetector;
  /** What a room application in this process reports with: the simulated room's. */
  readonly reporter: { readonly path: string; readonly token: string };
}

/** @throws CallStateError in a sentence for the operator */
export function chooseDetectors(settings: DetectorSettings, clock: Clock, log: Log): CallStateDetectors {
  const { dataFolder, path, port, record } = settings;
  const required = readRequired(settings);
  const origins = readOrigins(settings);
  const token = reporterToken(dataFolder);
  const dismissed = (why: string): void => log.warn('reporter-dismissed', { why });
  const openers: OpenCallStateDetector[] = [(events) => openRoomApplication({ path, token, clock, events, dismissed })];
  if (port !== undefined) {
    const page = { port, origins, token: reporterToken(dataFolder, 'call-state-browser.token'), randomBytes };
    openers.push((events) => openPages({ ...page, clock, events, dismissed }));
  }
  if (record !== undefined) openers.push((events) => openRecord({ places: record, clock, events }));
  return { required, open: (events) => openAll(openers, events), reporter: { path, token } };
}

/** Both are loaded only where they are used. */
async function openPages(parts: LoopbackParts): Promise<CallStateDetector> {
  const { openLoopback } = await import('./ws-loopback.ts');
  return openLoopback(parts);
}

async function openRecord(parts: OperatingSystemRecordParts): Promise<CallStateDetector> {
  const { openOperatingSystemRecord } = await import('./operating-system-record.ts');
  return openOperatingSystemRecord(parts);
}

function readRequired({ required, record }: DetectorSettings): readonly CallStateSourceName[] {
  const wanted = split(required);
  if (wanted.length === 0) {
    throw new CallStateError('settings', 'agent.callStateSources must name one source of call state at least.');
  }
  return wanted.map((one) => {
    const name = sourceNames.find((known) => known === one);
    if (name === undefined) {
      const sentence = `"${one}" is no source of call state: agent.callStateSources may name ${sourceNames.join(', ')}.`;
      throw new CallStateError('settings', sentence);
    }
    if (name === 'operating-system' && record === undefined) {
      const sentence =
        'This platform has no "operating-system" record of calls: agent.callStateSources must not name it.';
      throw new CallStateError('settings', sentence);
    }
    return name;
  });
}

function readOrigins({ port, origins = '' }: DetectorSettings): readonly string[] {
  const list = split(origins);
  const bad = list.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (bad !== undefined) {
    const sentence = `"${bad}" in agent.callStateOrigins is not an origin: write it like "https://room.example".`;
    throw new CallStateError('settings', sentence);
  }
  if (port !== undefined && (list.length === 0 || list.length > limits.origins)) {
    const sentence = `With agent.callStatePort, agent.callStateOrigins names the pages that may report, 1 to ${limits.origins}.`;
    throw new CallStateError('settings', sentence);
  }
  return list;
}

function split(list: string): readonly string[] {
  return [...new Set(list.split(',').map((entry) => entry.trim()))].filter((entry) => entry !== '');
}

/** All of them, or none and the reason of the first that cannot be. */
async function openAll(openers: readonly OpenCallStateDetector[], events: CallStateEvents): Promise<CallStateDetector> {
  const opened: CallStateDetector[] = [];
  const close = async (): Promise<void> => {
    for (const detector of opened.toReversed()) await detector.close();
  };
  try {
    for (const open of openers) opened.push(await open(events));
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}
