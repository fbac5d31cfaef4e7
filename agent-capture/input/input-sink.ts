/** How a platform takes keyboard and pointer. Only the guard's gate holds one. */

export interface KeyInput {
  /** KeyboardEvent.code: the physical key. */
  readonly code: string;
  /** KeyboardEvent.key: what the key means in the viewer's layout ("a", "@", "Enter", "Dead"). */
  readonly key: string;
  readonly down: boolean;
  readonly repeat: boolean;
}

export interface PointerInput {
  readonly display: number;
  /** Pixels of the display. */
  readonly x: number;
  readonly y: number;
  /** Bit 0 primary, 1 secondary, 2 middle, 3 back, 4 forward. */
  readonly buttons: number;
}

export interface WheelInput {
  readonly display: number;
  readonly x: number;
  readonly y: number;
  /** 120 is one notch; positive is down and right. */
  readonly deltaX: number;
  readonly deltaY: number;
}

export interface InputSink {
  key(input: KeyInput): void;
  /** Types text as it is, whatever the device's layout. */
  text(text: string): void;
  pointer(input: PointerInput): void;
  wheel(input: WheelInput): void;
  /**
   * What cannot be done at once, as text that needs keys of its own, goes on only while this answers true: it is asked
   * before each step, and again when it is given again. Letting go never asks.
   */
  proceedWhile(mayRun: () => boolean): void;
  /** Releases every key and button that is down through this sink. Idempotent. */
  releaseAll(): void;
  close(): Promise<void>;
}
