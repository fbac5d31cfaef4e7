/** What the log needs from time to time: checkpoints, retention, verification. Each is one step; services run them. */
import type { Log } from '../monitoring/log.ts';
import { reclaim } from '../store/reclaim.ts';
import { type CheckpointPorts, makeCheckpoints } from './checkpointing.ts';
import { isClockTrusted } from './clock-doubt.ts';
import { logProblems } from './log-verifier.ts';
import { applyRetention } from './retention.ts';
import { checkLogs } from './self-check.ts';

export interface UpkeepPorts extends CheckpointPorts {
  readonly log: Log;
  countSinkFailure(): void;
}

export class LogUpkeep {
  readonly #ports: UpkeepPorts;
  #clockTrusted = false;
  /** Retention and verification take turns: a log is not read while its beginning goes. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Something was deleted, and may still stand in the write-ahead log. */
  #unreclaimed = false;

  constructor(ports: UpkeepPorts) {
    this.#ports = ports;
  }

  /** Every servicesLimits.checkpointMs, at the start and at the end. */
  async checkpoint(): Promise<void> {
    const { db, sources, log, countSinkFailure } = this.#ports;
    try {
      await makeCheckpoints(this.#ports);
    } catch (error) {
      countSinkFailure();
      log.error({ err: error }, 'checkpoints of the log could not be made, or not be written outside the database');
    }
    this.#clockTrusted = await isClockTrusted(db, sources);
  }

  /** Every servicesLimits.retentionCheckMs. */
  retain(): Promise<void> {
    return this.#inTurn(() => this.#retain());
  }

  /** Every servicesLimits.selfCheckMs. @param rest between two pages of a log */
  verify(rest?: () => Promise<void>): Promise<void> {
    return this.#inTurn(() => this.#verify(rest));
  }

  async #retain(): Promise<void> {
    const { db, sources, log } = this.#ports;
    if (!this.#clockTrusted) {
      log.warn('the clock was set or stood still: nothing of the log is deleted for now');
      return;
    }
    try {
      if (await applyRetention(db, sources)) this.#unreclaimed = true;
    } catch (error) {
      // Some of it may be gone all the same.
      this.#unreclaimed = true;
      throw error;
    } finally {
      if (this.#unreclaimed) this.#unreclaimed = !(await reclaim(db));
    }
  }

  async #verify(rest?: () => Promise<void>): Promise<void> {
    const { log } = this.#ports;
    const failed = await checkLogs(this.#ports, rest);
    for (const { tenantId, sequence, problem, cause: err } of failed) {
      log.error({ tenantId, sequence, problem, err }, `the log does not verify: ${logProblems[problem]}`);
    }
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}
