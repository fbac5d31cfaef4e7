/** What the log says of an assignment: what it is, and a record of its own for each user who gains or loses it by name. */
import { type Actor, appendEvent } from '../audit/event-log.ts';
import type { Sources } from '../sources.ts';
import type { Tx } from '../store/schema.ts';
import type { AssignmentContent } from './assignment-content.ts';

interface LogContext {
  readonly tx: Tx;
  readonly sources: Sources;
  readonly tenantId: string;
  readonly actor: Actor;
}

/** @param before null: it was made @param after null: it was withdrawn */
export async function logAssignment(
  { tx, sources, tenantId, actor }: LogContext,
  assignment: string,
  before: AssignmentContent | null,
  after: AssignmentContent | null,
): Promise<void> {
  const kind = before === null ? 'assignment.created' : after === null ? 'assignment.withdrawn' : 'assignment.changed';
  const detail = { assignment, before: shown(before), after: shown(after) };
  await appendEvent(tx, sources, { kind, tenantId, actor, detail });
  const [had, has] = [new Set(before?.userIds), new Set(after?.userIds)];
  for (const operatorId of new Set([...had, ...has])) {
    if (had.has(operatorId) && has.has(operatorId)) continue;
    const moved = has.has(operatorId) ? 'assignment.user-added' : 'assignment.user-removed';
    await appendEvent(tx, sources, { kind: moved, tenantId, actor, operatorId, detail: { assignment } });
  }
}

function shown(content: AssignmentContent | null) {
  if (content === null) return null;
  const { roleId, everyone, everyDevice, startsMs, endsMs } = content;
  return {
    roleId,
    everyone,
    userGroupIds: [...content.userGroupIds],
    everyDevice,
    deviceIds: [...content.deviceIds],
    deviceGroupIds: [...content.deviceGroupIds],
    siteIds: [...content.siteIds],
    startsMs,
    endsMs,
  };
}
