/**
 * One operator's access to one device as the relay sees it, in exactly one state; SessionDirectory alone changes it.
 */
import type { EndReason, RefusalReason, RoomConsent, RoomConsentName, Ticket } from '@ringside/protocol';
import type { DeviceLink } from './device-link.ts';
import type { ViewerLink } from './viewer-link.ts';

/** What the viewer's connection hears about its opening: that it is open, or refused, once. */
export interface OpeningAnswer {
  /** Before that, if the room is told or asked: it is answered within this time. */
  roomAsked(consent: RoomConsent, withinMs: number): void;
  opened(viewer: ViewerLink): void;
  refused(reason: RefusalReason): void;
}

/** A session whose viewer or agent was lost waits; an agent that is still there knows it by its last viewer's number. */
export interface Suspension {
  viewerNumber: number;
  /** The link that gave the number: on another one it is somebody else's. */
  link: DeviceLink;
  cancelExpiry: () => void;
  /** By the monotonic clock. */
  readonly sinceMs: number;
  /** The run of an agent that was lost: another one after it means that the device restarted. */
  readonly lostRun: string | undefined;
  /** The window is over while a new viewer is being admitted: there is nothing to fall back to. */
  expired: boolean;
}

export type SessionState =
  | { readonly name: 'new' }
  /** The agent is asked; nothing flows. With a suspension when it is being resumed. */
  | {
      readonly name: 'opening';
      readonly viewer: ViewerLink;
      readonly link: DeviceLink;
      readonly answer: OpeningAnswer;
      cancelTimeout: () => void;
      /** What the ticket says; 'none' once the agent has told or asked the room: it does so once. */
      roomConsent: RoomConsentName;
      readonly suspension: Suspension | undefined;
    }
  | { readonly name: 'live'; readonly viewer: ViewerLink; readonly link: DeviceLink }
  | { readonly name: 'suspended'; readonly suspension: Suspension }
  | { readonly name: 'ended'; readonly reason: EndReason };

export class Session {
  readonly id: string;
  readonly device: string;
  readonly operator: string;
  /** Whether it was live before: then a start is a resumption. */
  started = false;
  state: SessionState = { name: 'new' };

  constructor({ session, device, operator }: Pick<Ticket, 'session' | 'device' | 'operator'>) {
    this.id = session;
    this.device = device;
    this.operator = operator;
  }
}
