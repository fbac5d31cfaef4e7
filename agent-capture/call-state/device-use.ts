/** What one part of the operating system's record says of the microphones, or of the cameras. */
export type DeviceUse =
  | 'in-use'
  | 'free'
  /** It is there, and does not answer or cannot be read. */
  | 'unsure'
  /** This machine has no such part. */
  | 'absent';
