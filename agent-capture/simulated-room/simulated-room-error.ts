/** The one error of the simulated room; its message is a sentence for whoever starts it. */
export type SimulatedRoomErrorCode = 'control-unavailable';

export class SimulatedRoomError extends Error {
  override readonly name = 'SimulatedRoomError';
  readonly code: SimulatedRoomErrorCode;

  constructor(code: SimulatedRoomErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
