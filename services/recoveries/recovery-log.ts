/** What devices say of the recoveries they were asked for: believed of the device that was asked, once. */
import type { CommandRefusal } from '@ringside/protocol';
import { appendEvent } from '../audit/event-log.ts';
import { resultName } from '../sessions/command-names.ts';
import type { Sources } from '../sources.ts';
import type { Tx } from '../store/schema.ts';

export interface FinishedRecovery {
  readonly id: string;
  readonly result: string;
}

/** @returns nothing when nobody asked this device, through this node, for it, or it has answered before */
export async function recoveryReported(
  tx: Tx,
  sources: Sources,
  from: { readonly node: string },
  { device, id, refusal }: { readonly device: string; readonly id: string; readonly refusal: CommandRefusal },
): Promise<FinishedRecovery | undefined> {
  const asked = await tx
    .updateTable('recoveries')
    .set({ done_ms: sources.nowMs() })
    .where('id', '=', id)
    .where('device_id', '=', device)
    .where('node', '=', from.node)
    .where('done_ms', 'is', null)
    .returning(['tenant_id', 'operator_id'])
    .executeTakeFirst();
  if (asked === undefined) return undefined;
  const result = resultName(refusal);
  await appendEvent(tx, sources, {
    kind: 'device.recovery-done',
    tenantId: asked.tenant_id,
    actor: { kind: 'device', id: device },
    operatorId: asked.operator_id,
    deviceId: device,
    detail: { recovery: id, result },
  });
  return { id, result };
}
