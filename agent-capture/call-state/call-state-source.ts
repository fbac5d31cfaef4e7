/** Where the agent learns whether the room is in a call. Silence counts as unknown: a source must keep reporting. */
export type CallState = 'idle' | 'in-call' | 'unknown';

/** Sources by the names that settings and operators use. */
export const sourceNames = ['room-application', 'azure-call-agent', 'operating-system'] as const;
export type CallStateSourceName = (typeof sourceNames)[number];

export interface CallStateEvents {
  /**
   * The state as this source sees it now; also repeated reports of the same state, which keep it fresh.
   * @param seen where there is something that it never can see: the state by all the rest
   */
  reported(source: CallStateSourceName, state: CallState, seen?: CallState): void;
}

/** Listens to one or more sources until it is closed. */
export interface CallStateDetector {
  close(): Promise<void>;
}

/** Rejects with a sentence for the operator when it cannot be opened. */
export type OpenCallStateDetector = (events: CallStateEvents) => Promise<CallStateDetector>;
