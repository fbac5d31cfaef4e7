/**
 * What the agent does with each message of its relay, which it takes for hostile: statements and tickets are verified
 * here before the guard hears of them, strictly in the order of arrival; input, demand and probes pass at once.
 */
import { encodeAgentMessage, limits } from '@ringside/protocol';
import type { Clock } from '../clock.ts';
import { agentLimits } from '../limits.ts';
import type { Home, RoomMessage } from '../link/relay-connection.ts';
import type { ServicesTrust } from '../link/services-trust.ts';
import type { Log } from '../log.ts';
import type { RoomAccess } from './room-access.ts';

export interface RelayDialogue {
  up(home: Home): void;
  down(): void;
  message(message: RoomMessage): void;
  close(): void;
}

export interface RelayDialogueParts {
  readonly access: RoomAccess;
  readonly trust: ServicesTrust;
  readonly link: { send(message: Uint8Array): boolean; drop(name: 'malformed' | 'flood'): void };
  readonly clock: Clock;
  readonly log: Log;
}

type OrderedMessage = Exclude<RoomMessage, { message: 'input' | 'command' | 'demand' | 'refresh' | 'probe' | 'time' }>;

export function createRelayDialogue(parts: RelayDialogueParts): RelayDialogue {
  const { access, trust, link, clock, log } = parts;
  /** Counts links: what waits for a signature check when its link goes is void. */
  let generation = 0;
  let home: Home | undefined;
  let backlog = 0;
  let inOrder: Promise<void> = Promise.resolve();
  let anchored: PromiseWithResolvers<void> = Promise.withResolvers();
  let cancelTimeRequest = (): void => undefined;

  function askTime(): void {
    cancelTimeRequest();
    link.send(encodeAgentMessage({ timeRequest: { nonce: trust.time.request() } }));
    cancelTimeRequest = clock.after(agentLimits.timeRetryMs, renewTime);
  }

  /** Again while nobody answers, and before the anchor is old. */
  function renewTime(): void {
    if (home === undefined) return;
    const dueMs = trust.time.dueInMs();
    if (dueMs === 0) askTime();
    else cancelTimeRequest = clock.after(dueMs, renewTime);
  }

  /** Whether there is a time anchor, after waiting a little for the first one of this link. */
  async function waitForTime(): Promise<boolean> {
    if (trust.time.nowMs() === undefined) {
      let cancel = (): void => undefined;
      const tooLate = new Promise<void>((resolve) => {
        cancel = clock.after(agentLimits.anchorWaitMs, resolve);
      });
      await Promise.race([anchored.promise, tooLate]);
      cancel();
    }
    return trust.time.nowMs() !== undefined;
  }

  function queue(message: OrderedMessage): void {
    const mine = generation;
    backlog += 1;
    if (backlog > agentLimits.linkBacklog) {
      link.drop('flood');
      return;
    }
    inOrder = inOrder
      .then(async () => {
        if (mine !== generation) return;
        await handle(message, () => mine === generation);
        backlog -= 1;
      })
      .catch((error: unknown) => failed(message.message, error));
  }

  /** A fault of ours must not end the process, which holds the ring; what was asked did not happen, so the link goes. */
  function failed(message: RoomMessage['message'], error: unknown): void {
    log.warn('message-failed', { message, reason: error instanceof Error ? error.message : String(error) });
    link.drop('malformed');
  }

  async function handle(message: OrderedMessage, current: () => boolean): Promise<void> {
    switch (message.message) {
      case 'heartbeat': {
        await waitForTime();
        const lease = await trust.acceptHeartbeat(message.heartbeat);
        if (!current()) return;
        if ('refused' in lease) {
          // Services' clock was set, or this machine slept: only a new anchor tells.
          if (lease.refused === 'time') askTimeAgain();
          return;
        }
        if (lease.endedSessions.length > 0) access.happened({ event: 'withdrawn', sessions: lease.endedSessions });
        access.happened({ event: 'lease', untilMs: lease.untilMs });
        // Our clock may have run ahead, and each lease is the shorter for it.
        if (lease.untilMs - clock.monotonicMs() < limits.leaseMs / 2) askTimeAgain();
        return;
      }
      case 'keySet':
        if (!(await trust.acceptKeySet(message.keySet))) log.warn('key-set-refused');
        return;
      case 'openSession': {
        const { viewer, ticket } = message.openSession;
        await waitForTime();
        if (home === undefined) return;
        const grant = await trust.redeem(ticket, home);
        if (!current()) return;
        if ('refused' in grant) {
          log.warn('ticket-refused', { viewer, reason: grant.refused });
          access.happened({ event: 'bad-ticket', viewer });
        } else access.happened({ event: 'request', viewer, grant });
        return;
      }
      case 'recovery': {
        await waitForTime();
        const recovery = await trust.acceptRecovery(message.recovery);
        if (!current()) return;
        if ('refused' in recovery) log.warn('recovery-refused', { reason: recovery.refused });
        else access.recover(recovery);
        return;
      }
      case 'suspendSession':
        access.happened({ event: 'suspend', viewer: message.suspendSession.viewer });
        return;
      case 'closeSession': {
        const { viewer, reason } = message.closeSession;
        access.happened({ event: 'close', viewer, reason });
        return;
      }
      default:
        message satisfies never;
    }
  }

  let askedAgainMs = Number.NEGATIVE_INFINITY;
  function askTimeAgain(): void {
    if (clock.monotonicMs() - askedAgainMs < agentLimits.timeRetryMs) return;
    askedAgainMs = clock.monotonicMs();
    askTime();
  }

  return {
    up(at) {
      generation += 1;
      home = at;
      backlog = 0;
      access.introduce();
      askTime();
    },
    down() {
      generation += 1;
      home = undefined;
      cancelTimeRequest();
      trust.time.forget();
      anchored = Promise.withResolvers();
      access.happened({ event: 'link', link: 'down' });
    },
    message(message) {
      switch (message.message) {
        case 'input': {
          const { viewer, input } = message.input;
          if (input !== null) access.input(viewer, input);
          return;
        }
        case 'command': {
          const { viewer, command } = message.command;
          if (command !== null) access.command(viewer, command);
          return;
        }
        case 'demand': {
          // One by one: what the wire leaves out as a default stands on the message's prototype.
          const { display, epoch, update, streams, focused, kilobitsPerSecond } = message.demand;
          access.demand(display, epoch, { update, streams, focused, kilobitsPerSecond });
          return;
        }
        case 'refresh': {
          const { display, epoch, tileX, tileY, tilesWide, tilesHigh } = message.refresh;
          access.refresh(display, epoch, { tileX, tileY, tilesWide, tilesHigh });
          return;
        }
        case 'probe':
          access.probe(message.probe.viewer, message.probe.sentUs, message.probe.active);
          return;
        case 'time': {
          const { resolve } = anchored;
          trust.acceptTime(message.time).then(
            (accepted) => {
              if (accepted) resolve();
              else log.warn('time-refused');
            },
            (error: unknown) => failed('time', error),
          );
          return;
        }
        default:
          queue(message);
      }
    },
    close() {
      generation += 1;
      home = undefined;
      cancelTimeRequest();
    },
  };
}
