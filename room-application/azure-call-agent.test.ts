import { EventEmitter } from 'node:events';
import type {
  CallEndedEvent,
  CollectionUpdatedEvent,
  ConnectionState,
  ConnectionStateChangedEvent,
  PropertyChangedEvent,
} from '@azure/communication-calling';
import { describe, expect, it } from 'vitest';
import {
  type IncomingCallListener,
  type ObservedCall,
  type ObservedCallAgent,
  type ObservedIncomingCall,
  watchCallAgent,
} from './azure-call-agent.ts';
import type { CallState } from './call-state-reporter.ts';

/** Stands in for a Call, by the package's own types. */
class FakeCall implements ObservedCall {
  readonly id: string;
  state: ObservedCall['state'] = 'None';
  readonly listeners = new Set<PropertyChangedEvent>();

  constructor(id = 'call') {
    this.id = id;
  }

  on(_: 'stateChanged', listener: PropertyChangedEvent): void {
    this.listeners.add(listener);
  }

  off(_: 'stateChanged', listener: PropertyChangedEvent): void {
    this.listeners.delete(listener);
  }

  become(state: ObservedCall['state']): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

class FakeIncomingCall implements ObservedIncomingCall {
  readonly id: string;
  readonly listeners = new Set<CallEndedEvent>();

  constructor(id = 'call') {
    this.id = id;
  }

  on(_: 'callEnded', listener: CallEndedEvent): void {
    this.listeners.add(listener);
  }

  off(_: 'callEnded', listener: CallEndedEvent): void {
    this.listeners.delete(listener);
  }

  end(): void {
    for (const listener of this.listeners) listener({ callEndReason: { code: 0 } });
  }
}

/** Stands in for a CallAgent that has an account. */
class FakeCallAgent implements ObservedCallAgent {
  calls: FakeCall[] = [];
  connectionState: ConnectionState = 'Connected';
  readonly events = new EventEmitter();

  on(event: 'callsUpdated', listener: CollectionUpdatedEvent<ObservedCall>): void;
  on(event: 'incomingCall', listener: IncomingCallListener): void;
  on(event: 'connectionStateChanged', listener: ConnectionStateChangedEvent): void;
  on(event: string, listener: never): void {
    this.events.on(event, listener);
  }

  off(event: 'callsUpdated', listener: CollectionUpdatedEvent<ObservedCall>): void;
  off(event: 'incomingCall', listener: IncomingCallListener): void;
  off(event: 'connectionStateChanged', listener: ConnectionStateChangedEvent): void;
  off(event: string, listener: never): void {
    this.events.off(event, listener);
  }

  update(added: FakeCall[], removed: FakeCall[]): void {
    this.calls = [...this.calls.filter((call) => !removed.includes(call)), ...added];
    this.events.emit('callsUpdated', { added, removed });
  }

  ring(incomingCall: FakeIncomingCall): void {
    this.events.emit('incomingCall', { incomingCall });
  }

  connect(newValue: ConnectionState): void {
    const oldValue = this.connectionState;
    this.connectionState = newValue;
    this.events.emit('connectionStateChanged', { newValue, oldValue });
  }
}

function watch(agent: FakeCallAgent) {
  const told: CallState[] = [];
  const watched = watchCallAgent(agent, () => told.push(watched.state));
  return { watched, told };
}

describe('an Azure CallAgent’s call state', () => {
  it('CALL-4: is idle without a call', () => {
    expect(watch(new FakeCallAgent()).watched.state).toBe('idle');
  });

  const states: [ObservedCall['state'], CallState][] = [
    ['None', 'in-call'],
    ['Connecting', 'in-call'],
    ['Ringing', 'in-call'],
    ['EarlyMedia', 'in-call'],
    ['InLobby', 'in-call'],
    ['Connected', 'in-call'],
    ['LocalHold', 'in-call'],
    ['RemoteHold', 'in-call'],
    ['Disconnecting', 'in-call'],
    ['Disconnected', 'idle'],
  ];
  it.each(states)('CALL-4: a call that is %s: %s', (state, expected) => {
    const agent = new FakeCallAgent();
    const call = new FakeCall();
    const { told } = watch(agent);
    agent.update([call], []);
    call.become(state);
    expect(told).toEqual(['in-call', expected]);
  });

  it('CALL-2: a call that was there before is seen, and its end', () => {
    const agent = new FakeCallAgent();
    const call = new FakeCall();
    call.state = 'Connected';
    agent.calls = [call];
    const { watched, told } = watch(agent);
    expect(watched.state).toBe('in-call');
    call.become('Disconnected');
    expect(told).toEqual(['idle']);
  });

  it('CALL-2: one call of two that ends leaves the other', () => {
    const agent = new FakeCallAgent();
    const [first, second] = [new FakeCall('1'), new FakeCall('2')];
    const { watched } = watch(agent);
    agent.update([first, second], []);
    first.become('Disconnected');
    agent.update([], [first]);
    expect([watched.state, first.listeners.size]).toEqual(['in-call', 0]);
    agent.update([], [second]);
    expect(watched.state).toBe('idle');
  });

  it('CALL-2: is in a call while one rings, until it is not answered', () => {
    const agent = new FakeCallAgent();
    const incoming = new FakeIncomingCall();
    const { told } = watch(agent);
    agent.ring(incoming);
    incoming.end();
    expect(told).toEqual(['in-call', 'idle']);
    expect(incoming.listeners.size).toBe(0);
  });

  it('CALL-2: a call that is answered stays one without a gap, and ends with its Call', () => {
    const agent = new FakeCallAgent();
    const [first, other] = [new FakeIncomingCall('1'), new FakeIncomingCall('2')];
    const { told } = watch(agent);
    agent.ring(first);
    agent.ring(other);
    const call = new FakeCall('1');
    agent.update([call], []);
    other.end();
    call.become('Connected');
    call.become('Disconnected');
    agent.update([], [call]);
    expect(told).toEqual(['in-call', 'in-call', 'in-call', 'in-call', 'in-call', 'idle', 'idle']);
  });

  it('CALL-3: is unknown without a connection, unless it is in a call all the same', () => {
    const agent = new FakeCallAgent();
    const { told } = watch(agent);
    agent.connect('Disconnected');
    const call = new FakeCall();
    agent.update([call], []);
    agent.update([], [call]);
    agent.connect('Connected');
    expect(told).toEqual(['unknown', 'in-call', 'unknown', 'idle']);
  });

  it('listens no more once it is stopped', () => {
    const agent = new FakeCallAgent();
    const [call, incoming] = [new FakeCall('1'), new FakeIncomingCall('2')];
    const { watched } = watch(agent);
    agent.update([call], []);
    agent.ring(incoming);
    watched.stop();
    expect([agent.events.eventNames(), call.listeners.size, incoming.listeners.size]).toEqual([[], 0, 0]);
  });
});
