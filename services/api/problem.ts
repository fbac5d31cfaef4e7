/** The one mapping from refusals and faults to RFC 9457 problem documents: what a caller may know, in plain words. */
import type { ChangeRefusal } from '../access/access-change.ts';
import type { AccessRefusal } from '../access/authorize.ts';
import type { EnrolmentRefusal } from '../devices/enrolment.ts';
import type { RecoveryRefusal } from '../recoveries/recoveries.ts';
import type { EndReasonName } from '../sessions/end-reason.ts';
import type { StartRefusal } from '../sessions/session-start.ts';

export type ProblemCode =
  | AccessRefusal
  | StartRefusal
  | EnrolmentRefusal
  | RecoveryRefusal
  | ChangeRefusal
  | 'if-match-required'
  | 'idempotency-key-reused'
  | 'idempotency-key-unanswered'
  | 'answered-once'
  | 'device-withdrawn'
  | 'state-change-not-allowed'
  | 'entitlement-reached'
  | 'enrolment-key-not-found'
  | 'sign-in-refused'
  | 'issuer-unreachable'
  | 'issuer-refused'
  | 'issuer-not-set'
  | 'not-signed-in'
  | 'foreign-origin'
  | 'invalid-request'
  | 'too-large'
  | 'unsupported-media-type'
  | 'not-found'
  | 'too-many-requests'
  | 'store-unavailable'
  | 'no-relay'
  | 'fault';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  /** Of a session that was to be resumed and has ended meanwhile. */
  readonly endReason?: EndReasonName;
}

const problems: Record<ProblemCode, readonly [status: number, title: string, detail: string]> = {
  'not-signed-in': [401, 'Not signed in', 'Sign in, or send a valid API key with the operator it acts for.'],
  'sign-in-refused': [401, 'Sign-in refused', 'This sign-in link is wrong, was used before, or has expired.'],
  'operator-disabled': [403, 'Operator disabled', 'This operator may not use Ringside.'],
  forbidden: [403, 'Not permitted', 'You do not have the permission for this.'],
  'foreign-origin': [403, 'Foreign origin', 'Requests that change something must come from our own page.'],
  'origin-not-allowed': [403, 'Origin not allowed', 'Sessions may not be shown on pages of this origin.'],
  'tenant-suspended': [403, 'Organisation suspended', 'This organisation may not use Ringside at the moment.'],
  'step-up-required': [403, 'Sign in anew', 'This organisation wants a fresh sign-in before each session.'],
  'issuer-unreachable': [503, 'Identity provider away', 'The identity provider does not answer: try again shortly.'],
  'issuer-refused': [401, 'Sign-in refused', 'The identity provider did not confirm who you are.'],
  'issuer-not-set': [404, 'No identity provider', 'This installation signs in with links.'],
  'group-follows-issuer': [
    409,
    'Members come from the issuer',
    'Who is in this group is what the identity provider says.',
  ],
  'too-many-viewers': [409, 'Too many viewers', 'As many people as allowed are watching this device.'],
  'reason-required': [400, 'Reason required', 'Give a reason or a ticket reference for this session.'],
  'beyond-own-rights': [403, 'Beyond your own rights', 'Nobody can give what they do not have themselves.'],
  'role-not-found': [404, 'No such role', 'There is no such role.'],
  'role-in-use': [409, 'Role in use', 'The role is assigned: withdraw its assignments first.'],
  'role-built-in': [409, 'Built-in role', 'Built-in roles cannot be changed.'],
  'permission-reserved': [409, 'Reserved permission', 'Only the built-in role Manager holds this permission.'],
  'assignment-not-found': [404, 'No such assignment', 'There is no such assignment.'],
  'assignment-times': [400, 'Times not valid', 'An assignment ends after its start, and in the future.'],
  'user-not-found': [404, 'No such user', 'There is no such user.'],
  'api-key-not-found': [404, 'No such API key', 'There is no such API key.'],
  'own-account': [409, 'Your own account', 'You cannot disable yourself.'],
  'group-not-found': [404, 'No such group', 'There is no such group or site.'],
  'group-in-use': [409, 'Group in use', 'The group or site is assigned: withdraw its assignments first.'],
  'name-taken': [409, 'Name taken', 'There is one of this name.'],
  'limit-reached': [409, 'Limit reached', 'There are as many as the organisation may have.'],
  'acknowledgement-outdated': [409, 'Text has changed', 'Read the text that stands there now, and acknowledge that.'],
  'changed-meanwhile': [412, 'Changed meanwhile', 'Somebody else has changed this since you saw it: look again.'],
  'if-match-required': [
    428,
    'If-Match required',
    'Send the ETag of what you saw as If-Match, or * for whatever is there.',
  ],
  'idempotency-key-reused': [422, 'Key used otherwise', 'This idempotency key was used for another request.'],
  'idempotency-key-unanswered': [
    409,
    'Not answered yet',
    'The first request with this idempotency key is not answered, or was interrupted: look whether it was done.',
  ],
  'answered-once': [
    409,
    'Answered once',
    'This was made already, and its answer, which holds a secret, is given once: look for what was made.',
  ],
  'not-found': [404, 'Not found', 'There is nothing here.'],
  'device-not-found': [404, 'No such device', 'There is no such device, or you have no access to it.'],
  'session-not-found': [404, 'No such session', 'There is no such session, or it is not yours.'],
  'enrolment-key-not-found': [404, 'No such enrolment key', 'There is no such enrolment key.'],
  'tenant-not-opted-in': [403, 'Remote access is off', 'Remote access has not been enabled for this organisation.'],
  'device-not-monitored': [409, 'Not monitored', 'The device is not approved, is suspended, or was removed.'],
  'device-not-connected': [409, 'Not connected', 'The device is not connected at the moment.'],
  'in-call': [409, 'In a call', 'The room is in a call.'],
  'call-state-unknown': [409, 'Call state unknown', 'It is not known whether the room is in a call.'],
  ejected: [409, 'Ended by the room', 'Somebody in the room ended access a moment ago: for a minute nobody gets it.'],
  'ring-unavailable': [409, 'Ring unavailable', 'The device cannot show the red ring on every display.'],
  'session-ended': [409, 'Session over', 'The session is over.'],
  'ticket-outstanding': [409, 'Ticket outstanding', 'The ticket of this session has not been used yet.'],
  'no-incident': [409, 'Nothing to recover from', 'The call state has not been unknown for a minute.'],
  'no-answer': [504, 'No answer', 'The device did not say in time whether it restarts.'],
  'state-change-not-allowed': [409, 'Change not allowed', 'A device in this state cannot be moved to that one.'],
  'entitlement-reached': [
    409,
    'Number of devices reached',
    'As many devices as allowed are monitored: free one first.',
  ],
  'enrolment-key-unknown': [403, 'Wrong enrolment key', 'There is no such enrolment key.'],
  'enrolment-key-used-up': [403, 'Enrolment key used up', 'This enrolment key has been used as often as it may.'],
  'enrolment-key-expired': [403, 'Enrolment key expired', 'This enrolment key has expired.'],
  'enrolment-key-revoked': [403, 'Enrolment key revoked', 'This enrolment key was revoked.'],
  'device-key-known': [409, 'Key pair known', 'This key pair was enrolled before: make a new one.'],
  'device-withdrawn': [403, 'Device withdrawn', 'The device is suspended or was removed.'],
  'nonce-expired': [409, 'Challenge expired', 'The challenge is unknown, answered or expired: ask for a new one.'],
  'proof-invalid': [403, 'Proof invalid', 'The device or the proof of its key is not valid.'],
  'invalid-request': [400, 'Invalid request', 'The request does not have the form that the API describes.'],
  'too-large': [413, 'Too large', 'The request is larger than allowed.'],
  'unsupported-media-type': [415, 'Unsupported media type', 'Send application/json.'],
  'too-many-requests': [429, 'Too many requests', 'Wait a minute and try again.'],
  'store-unavailable': [503, 'Not available', 'The log cannot be written, so nothing is started.'],
  'no-relay': [503, 'No relay', 'No relay has been in touch yet: try again shortly.'],
  fault: [500, 'Fault', 'Something went wrong here.'],
};

/** @param detail in place of the standard words: never anything that a peer may not know */
export function problemOf(code: ProblemCode, detail?: string): Problem {
  const [status, title, words] = problems[code];
  return { type: `urn:ringside:problem:${code}`, title, status, detail: detail ?? words, code };
}

/** Thrown by routes and hooks to answer with a problem; the server's error handler sends it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly problem: Problem;
  /** The refusal is in the log already, with more about it than the server knows. */
  readonly isLogged: boolean;

  constructor(
    code: ProblemCode,
    options: {
      readonly detail?: string;
      readonly isLogged?: boolean;
      readonly endReason?: EndReasonName | undefined;
    } = {},
  ) {
    super(code);
    this.code = code;
    const { endReason } = options;
    this.problem = { ...problemOf(code, options.detail), ...(endReason === undefined ? {} : { endReason }) };
    this.isLogged = options.isLogged ?? false;
  }
}

/** Answers that refuse a signed-in party something it is not allowed: these are in the log (AUD-2). */
const denials: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'operator-disabled',
  'tenant-suspended',
  'beyond-own-rights',
  'permission-reserved',
  'own-account',
  'tenant-not-opted-in',
  'forbidden',
  'foreign-origin',
  'origin-not-allowed',
  'device-not-found',
  'session-not-found',
  'enrolment-key-not-found',
  'role-not-found',
  'assignment-not-found',
  'user-not-found',
  'api-key-not-found',
  'group-not-found',
]);

export const isDenial = (code: ProblemCode): boolean => denials.has(code);

/** What the framework and the store throw, as problems. Anything unknown is a fault, without its words. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (!(error instanceof Error)) return problemOf('fault');
  if ('validation' in error && error.validation !== undefined) {
    // People read this, and hardly ever a pattern.
    const detail = error.message.replace(/ must match pattern .*$/s, ' has a form or a character that is not allowed');
    return problemOf('invalid-request', detail);
  }
  const code = 'code' in error ? String(error.code) : '';
  // SQLite's full disk, I/O errors and locks, and the same of PostgreSQL (classes 53, 57, 58, 08).
  if (/^SQLITE_(FULL|IOERR|BUSY|READONLY|CANTOPEN|LOCKED)|^(53|57|58|08)\w{3}$/.test(code)) {
    return problemOf('store-unavailable');
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return problemOf('unsupported-media-type');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return problemOf('too-large');
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  if (status === 429) return problemOf('too-many-requests');
  return status >= 400 && status < 500 ? problemOf('invalid-request') : problemOf('fault');
}
