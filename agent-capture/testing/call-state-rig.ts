/** Sources of call state as an agent has them, with what they add up to, and no agent around. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallState } from '../call-state/call-state-source.ts';
import { type CallStates, createCallStates } from '../call-state/call-states.ts';
import { chooseDetectors } from '../call-state/choose-detectors.ts';
import type { RecordPlaces } from '../call-state/record-places.ts';
import { reporterToken } from '../call-state/reporter-token.ts';
import { systemClock } from '../clock.ts';

export interface CallStateRigOptions {
  readonly required: string;
  /** With a port and the origins of pages, pages may report. */
  readonly port?: number;
  readonly origins?: string;
  readonly record?: RecordPlaces;
}

export interface CallStateRig {
  /** Holds sockets and tokens, as the agent's data folder does. */
  readonly folder: string;
  /** What a page proves itself with. */
  readonly secret: string;
  readonly states: CallStates;
  /** Each change, and when (Unix milliseconds, with fractions). */
  readonly changes: { readonly state: CallState; readonly atMs: number }[];
  /** Why reporters were sent away. */
  readonly dismissals: string[];
  close(): Promise<void>;
}

export async function openCallStateRig(options: CallStateRigOptions): Promise<CallStateRig> {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-call-state-rig-'));
  const changes: { state: CallState; atMs: number }[] = [];
  const dismissals: string[] = [];
  const states = createCallStates(systemClock, (state) =>
    changes.push({ state, atMs: performance.timeOrigin + performance.now() }),
  );
  const { required, open } = chooseDetectors(
    {
      dataFolder: folder,
      path: join(folder, 'call-state.sock'),
      required: options.required,
      port: options.port,
      origins: options.origins,
      record: options.record,
    },
    systemClock,
    { info: () => undefined, warn: (_, fields) => dismissals.push(String(fields?.why)) },
  );
  for (const source of required) states.require(source);
  const detectors = await open({ reported: (source, state, seen) => states.reported(source, state, seen) });
  return {
    folder,
    secret: reporterToken(folder, 'call-state-browser.token'),
    states,
    changes,
    dismissals,
    async close() {
      await detectors.close();
      states.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
