/** The relay's numbers as Prometheus metrics: read from the plain counters when asked, so that counting costs nothing. */
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { RelayNode } from '../relay-node.ts';
import type { SessionDirectory } from '../session/session-directory.ts';
import { measureEventLoopDelay } from './event-loop-delay.ts';

/** The default of 10 ms wakes an idle relay a hundred times a second. */
const eventLoopSampleMs = 50;
const delayShares = [0.5, 0.99, 1];

export interface MetricsSources {
  readonly node: RelayNode;
  readonly sessions: SessionDirectory;
  connections(): number;
  controlConnected(): boolean;
}

export function createMetrics({ node, sessions, connections, controlConnected }: MetricsSources) {
  const { counters } = node;
  const registry = new Registry();
  // Among them the heap, the CPU, and the event loop as Node sees it: its "lag" holds the time between two looks.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: eventLoopSampleMs });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `ringside_relay_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  const total = (name: string, help: string, read: () => number) =>
    new Counter({
      name: `ringside_relay_${name}_total`,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  const totals = (name: string, help: string, label: string, read: () => Iterable<readonly [string, number]>) =>
    new Counter({
      name: `ringside_relay_${name}_total`,
      help,
      labelNames: [label],
      registers: [registry],
      collect() {
        this.reset();
        for (const [value, count] of read()) this.inc({ [label]: value }, count);
      },
    });

  const delay = measureEventLoopDelay(eventLoopSampleMs);
  new Gauge({
    name: 'ringside_relay_event_loop_delay_seconds',
    help: 'How late the event loop came to its timers since this was last asked.',
    labelNames: ['quantile'],
    registers: [registry],
    collect() {
      for (const share of delayShares) this.set({ quantile: String(share) }, delay.seconds(share));
      delay.reset();
    },
  });
  gauge('connections', 'Open sockets of agents and viewers.', connections);
  gauge('devices', 'Agents that are connected and authenticated.', () => sessions.devices.size);
  gauge('sessions', 'Sessions that are open, opening or suspended.', () => sessions.sessions.size);
  gauge('control_connected', 'Whether services are reachable.', () => (controlConnected() ? 1 : 0));
  gauge('lease_fresh', 'Whether sessions may be open.', () => (node.lease.fresh ? 1 : 0));
  gauge('journal_events', 'Events that services have not stored yet.', () => node.journal.waiting);
  gauge('memory_bytes', 'Video kept for late and slow viewers.', () => videoOf(sessions).memoryBytes);
  gauge('in_flight_bytes', 'Video sent and not painted yet.', () => videoOf(sessions).inFlightBytes);
  gauge('queue_age_seconds', 'How long the viewer furthest behind has waited for its newest picture.', () => {
    const { behindSinceMs } = videoOf(sessions);
    return behindSinceMs === 0 ? 0 : (node.clock.monotonicMs() - behindSinceMs) / 1_000;
  });
  total('agent_messages', 'Messages received from agents.', () => counters.agentMessages);
  total('agent_bytes', 'Bytes received from agents.', () => counters.agentBytes);
  total('viewer_messages', 'Messages received from viewers.', () => counters.viewerMessages);
  total('viewer_bytes', 'Bytes received from viewers.', () => counters.viewerBytes);
  total('frame_messages_in', 'Video messages received from agents.', () => counters.framesIn);
  total('frames_out', 'Video frames sent to viewers.', () => counters.framesOut);
  total('video_bytes_out', 'Bytes of video sent to viewers.', () => counters.videoBytesOut);
  total('input_events', 'Input events passed to agents.', () => counters.inputEvents);
  total('sessions_started', 'Sessions started.', () => counters.sessionsStarted);
  total('sessions_resumed', 'Sessions resumed.', () => counters.sessionsResumed);
  total('refreshes', 'Tiles asked for again.', () => counters.refreshes);
  totals('drops', 'Messages not delivered, by reason.', 'reason', () => Object.entries(counters.drops));
  totals('commands', 'Commands of viewers, by what became of them.', 'result', () => counters.commands);
  totals('refusals', 'Openings refused, by reason.', 'reason', () => counters.refusals);
  totals('opening_refusals', 'Requests refused before a socket was open.', 'reason', () => counters.openingRefusals);
  totals('closes', 'Connections ended, by close code.', 'code', () => counters.closes);
  totals('sessions_ended', 'Sessions ended, by reason.', 'reason', () => counters.sessionsEnded);
  return { contentType: registry.contentType, text: () => registry.metrics() };
}

function videoOf(sessions: SessionDirectory) {
  const video = { memoryBytes: 0, inFlightBytes: 0, behindSinceMs: 0 };
  for (const link of sessions.devices.values()) {
    for (const feed of link.feeds) {
      video.memoryBytes += feed.memory?.bytes ?? 0;
      for (const { behindSinceMs, flight } of feed.streams) {
        video.inFlightBytes += flight.bytes;
        if (behindSinceMs === 0) continue;
        video.behindSinceMs = video.behindSinceMs === 0 ? behindSinceMs : Math.min(video.behindSinceMs, behindSinceMs);
      }
    }
  }
  return video;
}
