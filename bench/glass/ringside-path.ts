/**
 * Our path: services, relay and agent as the real processes, the agent on an Xvfb of its own with a room application
 * that reports no call, and the widget in a page that services serve.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPortal } from '@ringside/portal-embed';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { type Child, nextMessage, startNode } from '../process/child.ts';
import { textAt } from '../process/message-field.ts';
import { type Launch, launchPlainly, type RelayOptions, startRelay } from '../relay/servers.ts';
import { startVirtualDisplay } from '../x-server/virtual-display.ts';
import { addBenchPage, pageUrl } from './bench-page.ts';
import type { Path } from './stack.ts';

export interface RingsidePath extends Path {
  readonly services: Child;
  readonly relay: Child;
  /** The one that was started last. */
  readonly agent: Child;
  /** Reports the room's call state: "idle" until it is sent another. */
  readonly application: Child;
  readonly servicesUrl: string;
  readonly signInLink: string;
  /** Starts the agent again, with the same identity; the one before has ended. */
  restartAgent(): void;
}

const main = (workspace: string): string => fileURLToPath(new URL(`../../${workspace}/main.ts`, import.meta.url));

export interface RingsideOptions {
  /** How the agent's process is started. */
  readonly launchAgent?: Launch;
  /** The room's X server: one display of the usual size when it is not said. */
  readonly openRoom?: () => Promise<Room>;
  /** All displays side by side, 1:1, as the page shows them. */
  readonly picturesWidth?: number;
  /** Where the relay listens, and the address by which others reach it, when something stands in front. */
  readonly relay?: RelayOptions;
}

export interface Room {
  readonly display: string;
  stop(): Promise<void>;
}

async function openUsualRoom(): Promise<Room> {
  const { name, server } = await startVirtualDisplay("the device's Xvfb", limits.deviceWidth, limits.deviceHeight);
  return { display: name, stop: () => server.stop() };
}

export async function openRingsidePath({
  launchAgent = launchPlainly,
  openRoom = openUsualRoom,
  picturesWidth = limits.deviceWidth,
  relay: relayOptions = {},
}: RingsideOptions = {}): Promise<RingsidePath> {
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  const keep = (child: Child): Child => {
    closers.push(() => child.stop());
    return child;
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), 'ringside-bench-'));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    const portalFolder = join(folder, 'portal');
    await buildPortal(portalFolder);
    await addBenchPage(portalFolder, picturesWidth);
    const secret = randomBytes(32).toString('base64url');
    const services = keep(
      startNode('services', main('services'), [], {
        env: {
          RINGSIDE_SERVICES_DATA_FOLDER: join(folder, 'services'),
          RINGSIDE_SERVICES_PORT: '0',
          RINGSIDE_SERVICES_CONTROL_SECRET: secret,
          RINGSIDE_SERVICES_PORTAL_FOLDER: portalFolder,
          RINGSIDE_SERVICES_EMBEDDED: 'true',
        },
      }),
    );
    const ready = await nextMessage(services, readyOf, limits.startMs);
    const servicesUrl = required(ready, 'url');
    const relay = await startRelay({ controlUrl: required(ready, 'controlUrl'), secret }, launchPlainly, relayOptions);
    keep(relay.child);
    const metricsUrl = new URL('/metrics', relay.adminUrl);
    const room = await openRoom();
    closers.push(() => room.stop());
    const dataFolder = join(folder, 'agent');
    await mkdir(dataFolder, { mode: 0o700 });
    const startAgent = (): Child =>
      launchAgent('agent', main('agent-capture'), ['run'], {
        RINGSIDE_AGENT_DATA_FOLDER: dataFolder,
        RINGSIDE_AGENT_PLATFORM: 'x11',
        RINGSIDE_AGENT_DISPLAY: room.display,
        RINGSIDE_AGENT_NAME: 'Bench room',
        RINGSIDE_AGENT_SERVICES_URL: servicesUrl,
        RINGSIDE_AGENT_ENROLMENT_KEY: required(ready, 'enrolmentKey'),
      });
    let agent = startAgent();
    closers.push(() => agent.stop());
    const file = fileURLToPath(new URL('room-application.ts', import.meta.url));
    const application = keep(startNode('room application', file, [dataFolder]));
    await nextMessage(application, readyOf, limits.startMs);
    const signIn = required(ready, 'signInLink');
    return {
      deviceDisplay: room.display,
      url: pageUrl(servicesUrl, signIn),
      ports: [Number(new URL(servicesUrl).port), relay.port],
      agents: [agent.pid],
      heldBytes: () => heldBytes(metricsUrl),
      services,
      relay: relay.child,
      get agent() {
        return agent;
      },
      application,
      servicesUrl,
      signInLink: signIn,
      restartAgent() {
        agent = startAgent();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function readyOf(message: unknown): object | undefined {
  const ready: unknown = typeof message === 'object' && message !== null ? Reflect.get(message, 'ready') : undefined;
  return typeof ready === 'object' && ready !== null ? ready : undefined;
}

function required(ready: object, name: string): string {
  const text = textAt(ready, name);
  if (text === undefined) throw new BenchError('not-ready', `A part of Ringside started without its ${name}.`);
  return text;
}

/** What the relay keeps of pictures for slow viewers, and all that it has sent and that is not painted yet. */
async function heldBytes(metricsUrl: URL): Promise<number> {
  const text = await (await fetch(metricsUrl)).text();
  const gauge = (name: string): number => Number(new RegExp(`^ringside_relay_${name} (\\S+)$`, 'm').exec(text)?.[1]);
  return gauge('memory_bytes') + gauge('in_flight_bytes');
}
