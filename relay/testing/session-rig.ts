/** What tests of sessions share: a relay whose windows close when the test says so, and what is heard of a session. */
import { EndReason, limits, RefusalReason, type ToAgentMessage } from '@ringside/protocol';
import { relayLimits } from '../limits.ts';
import { ElapsingClock } from './elapsing-clock.ts';
import { type RelayUnderTest, startRelayUnderTest } from './relay-under-test.ts';
import { connectAgent, type ScriptedAgent, type ScriptedAgentOptions } from './scripted-agent.ts';
import { approachViewer, connectViewer, type ScriptedViewer, type ScriptedViewerOptions } from './scripted-viewer.ts';

type ViewerOptions = Omit<ScriptedViewerOptions, 'device'>;

export class SessionRig {
  readonly clock: ElapsingClock;
  readonly running: RelayUnderTest;

  constructor(running: RelayUnderTest, clock: ElapsingClock) {
    this.running = running;
    this.clock = clock;
  }

  agent(options: ScriptedAgentOptions = {}): Promise<ScriptedAgent> {
    return connectAgent(this.running.url, this.running.services, options);
  }

  /** A viewer whose session is open. */
  viewer({ device }: ScriptedAgent, options: ViewerOptions = {}): Promise<ScriptedViewer> {
    return connectViewer(this.running.url, this.running.services, { device, ...options });
  }

  /** A viewer that has asked, and has no answer yet. */
  approach(device: string, options: ViewerOptions = {}): Promise<ScriptedViewer> {
    return approachViewer(this.running.url, this.running.services, { device, ...options });
  }

  /** What services hear of a session, in order, until its end or refusal. */
  async storyOf(session: string): Promise<string[]> {
    const { events } = this.running.services;
    await events.first((event) => event.sessionEnded?.session === session || event.sessionRefused?.session === session);
    return events.all.flatMap((event) => {
      if (event.sessionStarted?.session === session) return [event.sessionStarted.resumed ? 'resumed' : 'started'];
      if (event.sessionSuspended?.session === session) return ['suspended'];
      if (event.sessionRefused?.session === session) return [RefusalReason[event.sessionRefused.reason] ?? ''];
      if (event.sessionEnded?.session === session) return [EndReason[event.sessionEnded.reason] ?? ''];
      return [];
    });
  }
}

/** @param held other delays that only the test ends */
export async function startSessionRig(held: readonly number[] = []): Promise<SessionRig> {
  const clock = new ElapsingClock([
    limits.resumeMs,
    limits.restartResumeMs,
    relayLimits.agentAnswerMs,
    relayLimits.earlierSessionsMs,
    limits.leaseMs,
    ...held,
  ]);
  return new SessionRig(await startRelayUnderTest({}, { clock }), clock);
}

/** The reason by which a viewer was refused, once it is closed for it. */
export async function refusalOf(viewer: ScriptedViewer): Promise<RefusalReason> {
  const answer = await viewer.heard.first(({ message }) => message === 'refused' || message === 'opened');
  const { name } = await viewer.peer.closes.first();
  if (answer.message !== 'refused' || name !== 'refused') throw new Error(`${answer.message}, closed as ${name}`);
  return answer.refused.reason;
}

/** The reason by which a viewer's session ended, once it is closed for it. */
export async function endOf(viewer: ScriptedViewer): Promise<EndReason> {
  const answer = await viewer.heard.first(({ message }) => message === 'ended');
  await viewer.peer.closes.first();
  if (answer.message !== 'ended') throw new Error(answer.message);
  return answer.ended.reason;
}

export function heardBy(agent: ScriptedAgent, message: ToAgentMessage['message']): Promise<ToAgentMessage> {
  return agent.heard.first((heard) => heard.message === message);
}
