/** One of the ways in which an X server turns its monitors dark, all of them together. */
export interface ScreenSleep {
  asleep(): Promise<boolean>;
  wake(): Promise<void>;
}
