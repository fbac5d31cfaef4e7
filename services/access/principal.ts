/** Who a request comes from, once it is known. */
import type { Actor } from '../audit/event-log.ts';

export type Principal = {
  readonly operatorId: string;
  readonly operatorName: string;
  readonly tenantId: string;
  readonly tenantName: string;
} & (
  | {
      readonly via: 'page';
      readonly tokenHash: string;
      /** When they last proved who they are; null when that is not known. */
      readonly authenticatedMs: number | null;
    }
  | {
      readonly via: 'api-key';
      readonly apiKeyId: string;
      /** Where the sessions that this key starts may be shown. */
      readonly origins: readonly string[];
      /** Only for starting, seeing and ending sessions, not for administration. */
      readonly sessionsOnly: boolean;
    }
);

export const actorOf = (principal: Principal): Actor =>
  principal.via === 'page'
    ? { kind: 'operator', id: principal.operatorId }
    : { kind: 'api-key', id: principal.apiKeyId };

export const isSessionsOnly = (principal: Principal): boolean => principal.via === 'api-key' && principal.sessionsOnly;
