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
      readonly signInId: string;
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
      /** The operator within whose rights the key stays; null: whoever runs services made it. */
      readonly createdBy: string | null;
    }
);

/** What somebody acts with. When it ends, so does what was started with it. */
export interface Credential {
  readonly kind: 'sign-in' | 'api-key';
  readonly id: string;
}

export const credentialOf = (principal: Principal): Credential =>
  principal.via === 'page' ? { kind: 'sign-in', id: principal.signInId } : { kind: 'api-key', id: principal.apiKeyId };

export const actorOf = (principal: Principal): Actor =>
  principal.via === 'page'
    ? { kind: 'operator', id: principal.operatorId }
    : { kind: 'api-key', id: principal.apiKeyId, operatorId: principal.operatorId };
