/** Where the agent learns whether the room is in a call. Silence counts as unknown: a source must keep reporting. */
export type CallState = 'idle' | 'in-call' | 'unknown';

export interface CallStateEvents {
  /** The state as this source sees it now; also repeated reports of the same state, which keep it fresh. */
  reported(state: CallState): void;
}

export interface CallStateSource {
  /** "room-application", "simulated-room", … as shown to operators. */
  readonly name: string;
  close(): Promise<void>;
}
