/** Stores a node's events, a batch in one commit, each exactly once: numbers already stored are passed over. */
import type { NodeEvent } from '@ringside/protocol';
import { deviceDoubled, deviceOutdated } from '../devices/device-reports.ts';
import { deviceConnected, deviceDisconnected, deviceStatus } from '../devices/presence.ts';
import { type FinishedRecovery, recoveryReported } from '../recoveries/recovery-log.ts';
import { accountNews } from '../sessions/account-names.ts';
import { commandName, resultName } from '../sessions/command-names.ts';
import { endReasonName, refusalName } from '../sessions/end-reason.ts';
import type { Ending } from '../sessions/session-end.ts';
import { applyReport, type Reported, type ReportingNode } from '../sessions/session-reports.ts';
import type { Sources } from '../sources.ts';
import type { Db, Tx } from '../store/schema.ts';

export type StoredEvents =
  | {
      readonly stored: true;
      /** Everything up to here is on disk. */
      readonly sequence: number;
      readonly endings: readonly Ending[];
      /** Sessions that were over before what was reported of them. */
      readonly late: readonly Ending[];
      /** Sessions that are over by what was reported. */
      readonly over: readonly string[];
      readonly recoveries: readonly FinishedRecovery[];
      /** Devices that connected although they are withdrawn or unknown. */
      readonly strangers: readonly string[];
      /** Devices that were suspended for what was reported. */
      readonly suspended: readonly string[];
    }
  /** A number is missing in between: the node must send again from what is stored. */
  | { readonly stored: false };

class Gap extends Error {}

export async function storeEvents(
  db: Db,
  sources: Sources,
  from: ReportingNode,
  events: readonly NodeEvent[],
): Promise<StoredEvents> {
  const endings: Ending[] = [];
  const late: Ending[] = [];
  const over: string[] = [];
  const strangers: string[] = [];
  const suspended: string[] = [];
  const recoveries: FinishedRecovery[] = [];
  try {
    const sequence = await db.transaction().execute(async (tx) => {
      let last = await lastEvent(tx, from.instance);
      for (const event of events) {
        if (event.sequence <= last) continue;
        if (event.sequence !== last + 1) throw new Gap();
        const { reported = {}, stranger, recovery, doubled } = await apply(tx, sources, from, event);
        if (reported.late !== undefined) late.push(reported.late);
        if (reported.over !== undefined) over.push(reported.over);
        if (doubled !== undefined) {
          endings.push(...doubled.endings);
          suspended.push(doubled.device);
        }
        if (stranger !== undefined) strangers.push(stranger);
        if (recovery !== undefined) recoveries.push(recovery);
        last = event.sequence;
      }
      await tx.updateTable('relay_instances').set({ last_event: last }).where('instance', '=', from.instance).execute();
      return last;
    });
    return { stored: true, sequence, endings, late, over, strangers, suspended, recoveries };
  } catch (error) {
    if (error instanceof Gap) return { stored: false };
    throw error;
  }
}

export async function lastEvent(tx: Tx, instance: string): Promise<number> {
  const row = await tx
    .selectFrom('relay_instances')
    .where('instance', '=', instance)
    .select('last_event')
    .executeTakeFirstOrThrow();
  return row.last_event;
}

interface Applied {
  readonly reported?: Reported;
  readonly stranger?: string;
  readonly recovery?: FinishedRecovery | undefined;
  readonly doubled?: { readonly device: string; readonly endings: readonly Ending[] } | undefined;
}

async function apply(tx: Tx, sources: Sources, from: ReportingNode, message: NodeEvent): Promise<Applied> {
  const { timeMs } = message;
  const { deviceConnected: connected, deviceDisconnected: gone, deviceStatus: status } = message;
  const { sessionStarted, sessionSuspended, sessionEnded, sessionRefused, commandDone, recoveryDone } = message;
  const { deviceOutdated: outdated, deviceDoubled: twice, account } = message;
  if (connected !== null) {
    const known = await deviceConnected(tx, sources, from, connected.device, connected.capabilities);
    return known ? {} : { stranger: connected.device };
  }
  if (outdated !== null) await deviceOutdated(tx, sources, from, outdated);
  else if (twice !== null) return { doubled: await deviceDoubled(tx, sources, from, twice.device) };
  else if (gone !== null) await deviceDisconnected(tx, from, gone.device);
  else if (status !== null) await deviceStatus(tx, sources, from, status.device, status.room, status.layout);
  else if (sessionStarted !== null) {
    const report = { kind: 'started', sessionId: sessionStarted.session, timeMs } as const;
    return { reported: await applyReport(tx, sources, from, report) };
  } else if (sessionSuspended !== null) {
    const { session: sessionId, resumeWithinMs } = sessionSuspended;
    await applyReport(tx, sources, from, { kind: 'suspended', sessionId, timeMs, resumeWithinMs });
  } else if (sessionEnded !== null) {
    const reason = endReasonName(sessionEnded.reason);
    const { session: sessionId, ringLoss } = sessionEnded;
    const report = { kind: 'ended', sessionId, timeMs, reason, ringLoss } as const;
    return { reported: await applyReport(tx, sources, from, report) };
  } else if (sessionRefused !== null) {
    const reason = refusalName(sessionRefused.reason);
    const report = { kind: 'refused', sessionId: sessionRefused.session, timeMs, reason } as const;
    return { reported: await applyReport(tx, sources, from, report) };
  } else if (commandDone !== null) {
    const { session: sessionId, command, refusal } = commandDone;
    const report = { kind: 'command', sessionId, timeMs, command: commandName(command), result: resultName(refusal) };
    await applyReport(tx, sources, from, { ...report, kind: 'command' });
  } else if (account?.news != null) {
    const { device: deviceId, news } = account;
    const report = { kind: 'account', sessionId: news.session, deviceId, timeMs, ...accountNews(news) } as const;
    await applyReport(tx, sources, from, report);
  } else if (recoveryDone !== null) {
    return { recovery: await recoveryReported(tx, sources, from, recoveryDone) };
  }
  // An event of a newer relay that this build does not know is passed over.
  return {};
}
