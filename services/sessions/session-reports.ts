/**
 * What relays report of sessions. A relay speaks only for sessions whose newest ticket names it; a report that comes
 * too late for an ended session changes nothing, and makes the relay end it if it should still run there.
 */
import { limits, type RingLoss } from '@ringside/protocol';
import { appendEvent } from '../audit/event-log.ts';
import { openIncident } from '../incidents/incidents.ts';
import { ringLossWords } from '../incidents/ring-loss-words.ts';
import type { Sources } from '../sources.ts';
import type { Tx } from '../store/schema.ts';
import type { AccountNews } from './account-names.ts';
import type { EndReasonName } from './end-reason.ts';
import { type ChangeContext, changeSession } from './session-changes.ts';
import type { Ending } from './session-end.ts';
import { readSession, type Session, sessionOf, updateSession } from './session-records.ts';

export type SessionReport =
  | { readonly kind: 'started'; readonly sessionId: string; readonly timeMs: number }
  | {
      readonly kind: 'suspended';
      readonly sessionId: string;
      readonly timeMs: number;
      /** How long it may be resumed. */
      readonly resumeWithinMs: number;
    }
  | {
      readonly kind: 'command';
      readonly sessionId: string;
      readonly timeMs: number;
      readonly command: string;
      readonly result: string;
    }
  | ({
      readonly kind: 'account';
      readonly sessionId: string;
      /** Whose agent says so: it speaks for its own sessions only. */
      readonly deviceId: string;
      readonly timeMs: number;
    } & AccountNews)
  | {
      readonly kind: 'ended';
      readonly sessionId: string;
      readonly timeMs: number;
      readonly reason: EndReasonName;
      /** With `ring-lost`, as far as the device said. */
      readonly ringLoss: RingLoss | null;
    }
  | { readonly kind: 'refused'; readonly sessionId: string; readonly timeMs: number; readonly reason: string };

export interface ReportingNode {
  readonly node: string;
  readonly instance: string;
}

/** What follows from a report for others than the log. */
export interface Reported {
  /** It is reported as running, and was over before: the relay must be told. */
  readonly late?: Ending | undefined;
  /** It is over by this report. Only heartbeats tell the agent so, and a relay may say it and go on. */
  readonly over?: string | undefined;
}

export async function applyReport(
  tx: Tx,
  sources: Sources,
  from: ReportingNode,
  report: SessionReport,
): Promise<Reported> {
  const session = await readSession(tx, report.sessionId);
  if (session === undefined || session.instance !== from.instance) return {};
  const actor = { kind: 'relay', id: from.node } as const;
  const context = { tx, sources, actor };
  // A relay's clock may be off: nothing happens before the request or the start, or after now.
  const sinceMs = session.state.phase === 'requested' ? null : session.state.startedMs;
  const atMs = Math.min(Math.max(report.timeMs, sinceMs ?? session.requestedMs), sources.nowMs());
  switch (report.kind) {
    case 'started': {
      // Its ticket is used up: once its viewer is lost it waits for no picture until it has another one.
      const spent = { ...session, ticketExpiresMs: Math.min(session.ticketExpiresMs, atMs) };
      const started = await changeSession(context, spent, { kind: 'start', atMs });
      if (started === undefined && session.state.phase === 'started') await updateSession(tx, spent);
      return session.state.phase === 'ended' ? { late: { session, reason: session.state.reason } } : {};
    }
    case 'suspended': {
      // A relay gives no more than a device needs that restarts.
      const withinMs = Math.min(report.resumeWithinMs, limits.restartResumeMs);
      await changeSession(context, session, { kind: 'suspend', atMs, resumeUntilMs: atMs + withinMs });
      return {};
    }
    case 'command': {
      const { command, result } = report;
      await appendEvent(tx, sources, {
        kind: 'session.command',
        tenantId: session.tenantId,
        actor: { kind: 'operator', id: session.operatorId },
        timeMs: atMs,
        operatorId: session.operatorId,
        deviceId: session.deviceId,
        sessionId: session.id,
        detail: { command, result },
      });
      return {};
    }
    case 'account': {
      const { account, locked, atEnd, action } = report;
      if (report.deviceId !== session.deviceId) return {};
      await appendEvent(tx, sources, {
        kind: 'session.account',
        tenantId: session.tenantId,
        actor,
        timeMs: atMs,
        operatorId: session.operatorId,
        deviceId: session.deviceId,
        sessionId: session.id,
        detail: { account, locked, atEnd, action },
      });
      return {};
    }
    case 'ended': {
      const ended = await changeSession(context, session, { kind: 'end', atMs, reason: report.reason });
      if (ended !== undefined && report.reason === 'ring-lost') await ringLost(context, session, report.ringLoss);
      return ended === undefined ? {} : { over: session.id };
    }
    case 'refused':
      return (await refused(tx, sources, session, report, from)) ? { over: session.id } : {};
    default:
      return report satisfies never;
  }
}

/** RING-2: somebody should look at a room whose ring went; several sessions that ended for it are one incident. */
async function ringLost({ tx, sources, actor }: ChangeContext, session: Session, loss: RingLoss | null): Promise<void> {
  const { tenantId, deviceId } = session;
  await openIncident(tx, sources, { tenantId, deviceId, kind: 'ring-lost', detail: ringLossWords(loss), actor });
}

/**
 * A refused first opening ends the session; a refused resumption leaves it suspended, to be tried again.
 * @returns whether it ended
 */
async function refused(
  tx: Tx,
  sources: Sources,
  session: Session,
  report: SessionReport & { readonly kind: 'refused' },
  from: ReportingNode,
): Promise<boolean> {
  if (session.state.phase === 'ended') return false;
  const actor = { kind: 'relay', id: from.node } as const;
  await appendEvent(tx, sources, {
    kind: 'session.refused',
    tenantId: session.tenantId,
    actor,
    operatorId: session.operatorId,
    deviceId: session.deviceId,
    sessionId: session.id,
    detail: { permission: session.permission, reason: report.reason, by: 'relay' },
  });
  if (session.state.phase !== 'requested') return false;
  await changeSession({ tx, sources, actor }, session, { kind: 'end', atMs: sources.nowMs(), reason: 'refused' });
  return true;
}

/** A node came back as a new instance: what ran on the old one is suspended from now on. */
export async function suspendSessionsOfOldInstances(tx: Tx, sources: Sources, from: ReportingNode): Promise<void> {
  const rows = await tx
    .selectFrom('sessions')
    .where('state', '=', 'started')
    .where('node', '=', from.node)
    .where('instance', '!=', from.instance)
    .selectAll()
    .execute();
  const atMs = sources.nowMs();
  // The instance that could have reported it is gone.
  const about = { suspendedBecause: 'node-replaced', reconstructed: true } as const;
  const context = { tx, sources, actor: { kind: 'services' }, ...about } as const;
  for (const row of rows) {
    const change = { kind: 'suspend', atMs, resumeUntilMs: atMs + limits.resumeMs } as const;
    await changeSession(context, sessionOf(row), change);
  }
}
