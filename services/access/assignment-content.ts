/** What an assignment says. */

export interface AssignmentContent {
  readonly roleId: string;
  readonly everyone: boolean;
  readonly userIds: readonly string[];
  readonly userGroupIds: readonly string[];
  readonly everyDevice: boolean;
  readonly deviceIds: readonly string[];
  readonly deviceGroupIds: readonly string[];
  readonly siteIds: readonly string[];
  readonly startsMs: number | null;
  readonly endsMs: number | null;
}

export interface Assignment extends AssignmentContent {
  readonly id: string;
  readonly createdMs: number;
  /** The operator, or `command-line`, `services`, `migration`. */
  readonly createdBy: string;
}

/** Whether everything that it gives was given before: taking away needs no rights of one's own. */
export function isWithin(content: AssignmentContent, before: AssignmentContent): boolean {
  const lists = ['userIds', 'userGroupIds', 'deviceIds', 'deviceGroupIds', 'siteIds'] as const;
  return (
    content.roleId === before.roleId &&
    (before.everyone || !content.everyone) &&
    (before.everyDevice || !content.everyDevice) &&
    lists.every((list) => content[list].every((id) => before[list].includes(id))) &&
    (before.startsMs === null || (content.startsMs !== null && content.startsMs >= before.startsMs)) &&
    (before.endsMs === null || (content.endsMs !== null && content.endsMs <= before.endsMs))
  );
}
