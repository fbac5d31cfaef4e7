/**
 * The call state of an Azure Communication Services CallAgent. Only types of `@azure/communication-calling` are used
 * here: the page brings the package, and this module contains none of it.
 */
import type {
  Call,
  CallEndedEvent,
  CollectionUpdatedEvent,
  ConnectionState,
  ConnectionStateChangedEvent,
  PropertyChangedEvent,
} from '@azure/communication-calling';
import type { CallState } from './call-state-reporter.ts';

/** What is used of a Call. */
export interface ObservedCall {
  readonly id: string;
  readonly state: Call['state'];
  on(event: 'stateChanged', listener: PropertyChangedEvent): void;
  off(event: 'stateChanged', listener: PropertyChangedEvent): void;
}

/** What is used of an IncomingCall. */
export interface ObservedIncomingCall {
  readonly id: string;
  on(event: 'callEnded', listener: CallEndedEvent): void;
  off(event: 'callEnded', listener: CallEndedEvent): void;
}

export type IncomingCallListener = (args: { incomingCall: ObservedIncomingCall }) => void;

/** What is used of a CallAgent; a CallAgent is one. */
export interface ObservedCallAgent {
  readonly calls: readonly ObservedCall[];
  readonly connectionState: ConnectionState;
  on(event: 'callsUpdated', listener: CollectionUpdatedEvent<ObservedCall>): void;
  on(event: 'incomingCall', listener: IncomingCallListener): void;
  on(event: 'connectionStateChanged', listener: ConnectionStateChangedEvent): void;
  off(event: 'callsUpdated', listener: CollectionUpdatedEvent<ObservedCall>): void;
  off(event: 'incomingCall', listener: IncomingCallListener): void;
  off(event: 'connectionStateChanged', listener: ConnectionStateChangedEvent): void;
}

export interface WatchedCallAgent {
  readonly state: CallState;
  stop(): void;
}

/**
 * In a call while any call has not ended, whatever it is doing, and while one rings. Without a connection to the
 * service nobody knows, so unknown.
 */
export function watchCallAgent(agent: ObservedCallAgent, changed: () => void): WatchedCallAgent {
  /** An accepted call ends without `callEnded`; it has become one of the agent's calls, with the same id. */
  const ringing = new Map<ObservedIncomingCall, CallEndedEvent>();
  const watched = new Set<ObservedCall>();

  function watchCall(call: ObservedCall): void {
    if (watched.has(call)) return;
    watched.add(call);
    call.on('stateChanged', changed);
  }

  function forget(incoming: ObservedIncomingCall): void {
    const ended = ringing.get(incoming);
    if (ended !== undefined) incoming.off('callEnded', ended);
    ringing.delete(incoming);
  }

  const callsUpdated: CollectionUpdatedEvent<ObservedCall> = ({ added, removed }) => {
    for (const call of added) watchCall(call);
    for (const call of removed) {
      watched.delete(call);
      call.off('stateChanged', changed);
    }
    for (const incoming of ringing.keys()) {
      if (added.some(({ id }) => id === incoming.id)) forget(incoming);
    }
    changed();
  };
  const incomingCall: IncomingCallListener = ({ incomingCall: incoming }) => {
    const ended = (): void => {
      forget(incoming);
      changed();
    };
    ringing.set(incoming, ended);
    incoming.on('callEnded', ended);
    changed();
  };

  agent.on('callsUpdated', callsUpdated);
  agent.on('incomingCall', incomingCall);
  agent.on('connectionStateChanged', changed);
  for (const call of agent.calls) watchCall(call);

  return {
    get state() {
      if (ringing.size > 0 || agent.calls.some(({ state }) => state !== 'Disconnected')) return 'in-call';
      return agent.connectionState === 'Connected' ? 'idle' : 'unknown';
    },
    stop() {
      agent.off('callsUpdated', callsUpdated);
      agent.off('incomingCall', incomingCall);
      agent.off('connectionStateChanged', changed);
      for (const call of watched) call.off('stateChanged', changed);
      for (const incoming of ringing.keys()) forget(incoming);
    },
  };
}
