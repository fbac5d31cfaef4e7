/** A tenant's log of every usual kind of record, in a database of its own, for tests of what is made from it. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureFirstOperator } from '../access/first-start.ts';
import { logSigner } from '../audit/checkpoint.ts';
import { makeCheckpoints } from '../audit/checkpointing.ts';
import { appendEvent } from '../audit/event-log.ts';
import { fileCheckpointSink } from '../audit/file-checkpoint-sink.ts';
import { logLines } from '../audit/log-lines.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import { manualSources } from './manual-sources.ts';

export type SampleLog = Awaited<ReturnType<typeof openSampleLog>>;

export async function openSampleLog() {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-log-'));
  const db = await openSqlite(folder);
  const sources = manualSources(Date.UTC(2026, 0, 1));
  const first = { tenantName: 'T', embedded: true };
  const { tenantId, operatorId } = await ensureFirstOperator(db, sources, first);
  const signer = logSigner(generateKeyPairSync('ed25519').privateKey);
  const sink = fileCheckpointSink(join(folder, 'checkpoints.ndjson'));
  const ports = { db, sources, signer, sink };
  const other = sources.newId();
  const deviceId = sources.newId();
  return {
    ...ports,
    folder,
    tenantId,
    operatorId,
    otherOperatorId: other,
    deviceId,
    checkpoint: () => makeCheckpoints(ports),
    /** What one session leaves behind, a second apart; returns its ID. */
    async session(by: string = operatorId, reason: string = 'ticket 4711'): Promise<string> {
      const sessionId = sources.newId();
      const actor = { kind: 'operator', id: by } as const;
      const relay = { kind: 'relay', id: 'node-1' } as const;
      const about = { tenantId, operatorId: by, deviceId, sessionId };
      const requestedMs = sources.nowMs();
      const origin = 'https://portal.example';
      const asked = { permission: 'view', origin, node: 'node-1' } as const;
      const steps = [
        { kind: 'session.requested', actor, detail: asked, personal: { reason } },
        { kind: 'session.started', actor: relay, detail: {} },
        {
          kind: 'session.ended',
          actor: relay,
          detail: {
            reason: 'operator',
            permission: 'view',
            requestedMs,
            startedMs: requestedMs,
            durationMs: 1_000,
            reconstructed: false,
          },
        },
      ] as const;
      for (const step of steps) {
        sources.advance(1_000);
        await db.transaction().execute((tx) => appendEvent(tx, sources, { ...about, ...step }));
      }
      return sessionId;
    },
    async lines(): Promise<string[]> {
      const lines: string[] = [];
      for await (const line of logLines(ports, tenantId)) lines.push(line);
      return lines;
    },
    async close(): Promise<void> {
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
