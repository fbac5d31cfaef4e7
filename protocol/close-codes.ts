/**
 * Every WebSocket close code that Ringside sends, what it means, and whether the peer may connect again.
 * `mayRetry` false means: not without a new decision (a new ticket, a new version).
 */
export interface CloseCode {
  readonly code: number;
  readonly meaning: string;
  readonly mayRetry: boolean;
}

export const closeCodes = {
  ended: { code: 4000, meaning: 'the session is over', mayRetry: false },
  malformed: { code: 4400, meaning: 'a message could not be decoded or broke a rule of the wire', mayRetry: false },
  refused: { code: 4401, meaning: 'refused', mayRetry: false },
  forbidden: { code: 4403, meaning: 'a message that the grant does not allow', mayRetry: false },
  openingTimeout: { code: 4408, meaning: 'no authentication in time', mayRetry: true },
  replaced: { code: 4409, meaning: 'a newer connection of the same device or session took over', mayRetry: false },
  tooLarge: { code: 4413, meaning: 'a message exceeds its limit', mayRetry: false },
  version: { code: 4426, meaning: 'no common wire version', mayRetry: false },
  outdated: { code: 4427, meaning: 'the agent is older than its organisation allows', mayRetry: false },
  flood: { code: 4429, meaning: 'more messages or bytes than allowed', mayRetry: true },
  fault: { code: 4500, meaning: 'a fault of the relay', mayRetry: true },
  draining: { code: 4503, meaning: 'this node is shutting down', mayRetry: true },
  leaseLapsed: { code: 4504, meaning: 'the relay has lost its services', mayRetry: true },
  deviceGone: { code: 4505, meaning: 'the device is not connected any more', mayRetry: true },
  unread: { code: 4507, meaning: 'the peer left too much unread', mayRetry: true },
  silent: { code: 4508, meaning: 'the peer was silent for too long', mayRetry: true },
  withdrawn: { code: 4510, meaning: 'the device was suspended or unenrolled', mayRetry: false },
  busy: { code: 4529, meaning: 'too many connections', mayRetry: true },
} as const satisfies Record<string, CloseCode>;

export type CloseName = keyof typeof closeCodes;

const byCode = new Map<number, CloseName>(
  Object.entries(closeCodes).map(([name, { code }]) => [code, name as CloseName]),
);

/** The name of a close code, or undefined for one that Ringside does not send. */
export function closeName(code: number): CloseName | undefined {
  return byCode.get(code);
}

/** Whether a peer may connect again after this code. Codes of the network itself (1006, 1001, …) may. */
export function mayRetry(code: number): boolean {
  const name = byCode.get(code);
  return name === undefined ? true : closeCodes[name].mayRetry;
}
