/** What one part of the operating system's record says of the microphones, or of the cameras. */
export type DeviceUse =
  | 'in-use'
  | 'free'
  /** It is there, and does not answer or cannot be read. */
  | 'unsure'
  /** It is there, and never can it be seen here whether anybody has it. */
  | 'unseen'
  /** This machine has no such part. */
  | 'absent';
