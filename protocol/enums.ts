/** The wire's enumerations under their own names. A value that a newer peer sends may be none of them. */
import { ringside } from './generated/wire.js';

const w = ringside.v1;

export const FrameKind = w.FrameKind;
export type FrameKind = ringside.v1.FrameKind;
export const FrameEncoding = w.FrameEncoding;
export type FrameEncoding = ringside.v1.FrameEncoding;
export const Permission = w.Permission;
export type Permission = ringside.v1.Permission;
export const RefusalReason = w.RefusalReason;
export type RefusalReason = ringside.v1.RefusalReason;
export const EndReason = w.EndReason;
export type EndReason = ringside.v1.EndReason;
export const CallState = w.CallState;
export type CallState = ringside.v1.CallState;
export const RingState = w.RingState;
export type RingState = ringside.v1.RingState;
export const RingFault = w.RingFault;
export type RingFault = ringside.v1.RingFault;
export const ControlAction = w.ControlAction;
export type ControlAction = ringside.v1.ControlAction;
export const CommandKind = w.CommandKind;
export type CommandKind = ringside.v1.CommandKind;
export const CommandRefusal = w.CommandRefusal;
export type CommandRefusal = ringside.v1.CommandRefusal;
export const Shortcut = w.Shortcut;
export type Shortcut = ringside.v1.Shortcut;
export const RoomConsent = w.RoomConsent;
export type RoomConsent = ringside.v1.RoomConsent;
export const AccountState = w.AccountState;
export type AccountState = ringside.v1.AccountState;
export const AccountAction = w.AccountAction;
export type AccountAction = ringside.v1.AccountAction;
