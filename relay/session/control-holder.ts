/**
 * Who of a device's viewers may use keyboard and pointer: the first that may, then whoever asks while it is free. While
 * somebody has it others ask for it; the holder hands it to one of them, and may take it back.
 */
import { ControlAction } from '@ringside/protocol';

export interface Controller {
  readonly number: number;
  readonly mayControl: boolean;
}

/** Numbers of viewers; 0 for nobody. */
export interface ControlState {
  readonly holder: number;
  /** Who waits, in the order in which they asked. */
  readonly requestedBy: readonly number[];
  /** Who handed it to the holder and may take it back. */
  readonly lentBy: number;
}

export class ControlHolder {
  #holder = 0;
  #lender = 0;
  #requests: readonly number[] = [];

  get holder(): number {
    return this.#holder;
  }

  get state(): ControlState {
    return { holder: this.#holder, requestedBy: this.#requests, lentBy: this.#lender };
  }

  /** A viewer came. @returns whether anything changed */
  joined({ number, mayControl }: Controller): boolean {
    if (!mayControl || this.#holder !== 0) return false;
    this.#holder = number;
    return true;
  }

  /** A viewer left. @returns whether anything changed */
  left(number: number): boolean {
    const lent = this.#lender === number;
    if (lent) this.#lender = 0;
    return this.#givenUp(number) || lent;
  }

  /**
   * What a viewer wants done about control; what it may not do changes nothing.
   * @param to of a grant: to whom
   * @returns whether anything changed
   */
  asked(viewer: Controller, action: number, to: number): boolean {
    switch (action) {
      case ControlAction.CONTROL_ACTION_REQUEST:
        return this.#requested(viewer);
      case ControlAction.CONTROL_ACTION_RELEASE:
        return this.#givenUp(viewer.number);
      case ControlAction.CONTROL_ACTION_GRANT:
        return this.#granted(viewer.number, to);
      case ControlAction.CONTROL_ACTION_TAKE_BACK:
        return this.#takenBack(viewer.number);
      default:
        return false;
    }
  }

  #requested(viewer: Controller): boolean {
    const { number, mayControl } = viewer;
    if (this.joined(viewer)) return true;
    if (!mayControl || number === this.#holder || this.#requests.includes(number)) return false;
    this.#requests = [...this.#requests, number];
    return true;
  }

  /** Only to who has asked, and so may have it. */
  #granted(number: number, to: number): boolean {
    if (number !== this.#holder || !this.#requests.includes(to)) return false;
    this.#requests = this.#requests.filter((waiting) => waiting !== to);
    this.#holder = to;
    this.#lender = number;
    return true;
  }

  #takenBack(number: number): boolean {
    if (this.#holder === 0 || number !== this.#lender) return false;
    this.#holder = number;
    this.#lender = 0;
    return true;
  }

  /** The holder has it no more: it goes back to who lent it, else to who waits longest. A request is withdrawn. */
  #givenUp(number: number): boolean {
    if (this.#requests.includes(number)) {
      this.#requests = this.#requests.filter((waiting) => waiting !== number);
      return true;
    }
    if (number !== this.#holder) return false;
    const [next = 0] = this.#lender === 0 ? this.#requests : [this.#lender];
    this.#holder = next;
    this.#lender = 0;
    this.#requests = this.#requests.filter((waiting) => waiting !== next);
    return true;
  }
}
