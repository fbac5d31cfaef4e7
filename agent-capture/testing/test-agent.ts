/** An agent in this process on a fake platform and the double of a relay, with a session that can be opened on it. */
import { randomBytes } from 'node:crypto';
import { type Clock, systemClock } from '../clock.ts';
import type { VideoOutlet, VideoPipeline } from '../damage/video-pipeline.ts';
import { openWsRelaySocket } from '../link/ws-relay-socket.ts';
import type { Log } from '../log.ts';
import type { Platform, PlatformEvents } from '../platform.ts';
import { type Agent, startAgent } from '../session/start-agent.ts';
import { createFakePlatform, type FakePlatform } from './fake-platform.ts';
import { createSolidPipeline } from './solid-pipeline.ts';
import { createTestServices, type TestServices } from './test-services.ts';
import { type AgentAtDouble, openRelayDouble, type RelayDouble } from './ws-relay-double.ts';

export interface TestAgent {
  readonly agent: Agent;
  readonly platform: FakePlatform;
  readonly relay: RelayDouble;
  readonly services: TestServices;
  readonly lines: { readonly event: string; readonly fields: object | undefined }[];
  /** What the services client answers to a renewal. */
  renewals: number;
  close(): Promise<void>;
}

/** What may take the place of the fake platform's own: everything but its call state. */
export type RoomParts = Partial<Omit<Platform, 'callStateSources' | 'close'>> & { close(): Promise<void> };

export interface TestAgentOptions {
  readonly openRoom?: (events: PlatformEvents) => Promise<RoomParts>;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly createPipeline?: (outlet: VideoOutlet) => VideoPipeline;
}

export async function startTestAgent({
  openRoom,
  clock = systemClock,
  random = () => 0,
  createPipeline = createSolidPipeline,
}: TestAgentOptions = {}): Promise<TestAgent> {
  let services: TestServices | undefined;
  const relay = await openRelayDouble(() => {
    if (services === undefined) throw new Error('no services yet');
    return services;
  });
  services = await createTestServices(relay.url);
  const platform = createFakePlatform();
  const lines: { event: string; fields: object | undefined }[] = [];
  const log: Log = {
    info: (event, fields) => void lines.push({ event, fields }),
    warn: (event, fields) => void lines.push({ event, fields }),
  };
  const { identity } = services;
  const test = { renewals: 0 };
  const agent = await startAgent(
    { identity, agentVersion: '0.0.0' },
    {
      openPlatform: async (events) => {
        const fake = await platform.open(events);
        if (openRoom === undefined) return fake;
        const room = await openRoom(events);
        return { ...fake, ...room };
      },
      createPipeline,
      videoStreams: false,
      openSocket: openWsRelaySocket,
      servicesClient: {
        enrol: () => Promise.reject(new Error('not in this test')),
        renew: async () => {
          test.renewals += 1;
          return { credential: identity.credential, relayUrl: identity.relayUrl };
        },
      },
      saveIdentity: () => undefined,
      owedRestart: { left: false, note: () => undefined },
      clock,
      random,
      randomBytes: (length) => randomBytes(length),
      log,
    },
  );
  return {
    agent,
    platform,
    relay,
    services,
    lines,
    get renewals() {
      return test.renewals;
    },
    async close() {
      await agent.stop();
      await relay.close();
    },
  };
}

/** Opens a session for this viewer and waits until the agent says so. @returns its id */
export async function openSession(
  { services, platform }: TestAgent,
  at: AgentAtDouble,
  viewer: number,
  permission: 'view' | 'modify' = 'modify',
): Promise<string> {
  platform.call('idle');
  const session = crypto.randomUUID();
  const ticket = await services.ticket({ issuedAtMs: Date.now(), session, permission });
  at.send({ openSession: { viewer, ticket } });
  await at.next('sessionOpened');
  return session;
}
