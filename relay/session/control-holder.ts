/** Who of a device's viewers may use keyboard and pointer: the first that may, then whoever asks while it is free. */
import { ControlAction } from '@ringside/protocol';

export interface Controller {
  readonly number: number;
  readonly mayControl: boolean;
}

export class ControlHolder {
  #holder = 0;

  get holder(): number {
    return this.#holder;
  }

  get state(): { holder: number; requestedBy: number[] } {
    return { holder: this.#holder, requestedBy: [] };
  }

  /** A viewer came. @returns whether the holder changed */
  joined({ number, mayControl }: Controller): boolean {
    if (!mayControl || this.#holder !== 0) return false;
    this.#holder = number;
    return true;
  }

  /** A viewer left; control is free. @returns whether the holder changed */
  left(number: number): boolean {
    if (this.#holder !== number) return false;
    this.#holder = 0;
    return true;
  }

  /** A viewer asks for control or gives it back. @returns whether the holder changed */
  asked(viewer: Controller, action: number): boolean {
    switch (action) {
      case ControlAction.CONTROL_ACTION_REQUEST:
        return this.joined(viewer);
      case ControlAction.CONTROL_ACTION_RELEASE:
        return this.left(viewer.number);
      default:
        return false;
    }
  }
}
