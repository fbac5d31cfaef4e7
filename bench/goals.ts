/** The goals that rows are judged by: what must hold for this version, with the finished product's goal in words. */

import { limits } from './limits.ts';

interface Measured {
  readonly value: number;
  /** NaN where nothing stands beside. */
  readonly ratio: number;
}

export interface Goal {
  readonly words: string;
  reached(measured: Measured): boolean;
}

function atMost(times: number, finally_: string = ''): Goal {
  const words = `<= ${times} x${finally_ === '' ? '' : `; in the end ${finally_}`}`;
  return { words, reached: ({ ratio }) => ratio <= times };
}

function under(most: number, unit: string): Goal {
  return { words: `<= ${most} ${unit}`, reached: ({ value }) => value <= most };
}

export const goals: Readonly<Record<string, Goal>> = {
  A1: { words: '>= 1,000,000 /s', reached: ({ value }) => value >= 1_000_000 },
  'A2.p99': under(50, 'ms'),
  'A3.p99': under(500, 'ms'),
  'A3.most': under(2_000, 'ms'),
  'P1.p50': atMost(0.6, '<= 0.35 x'),
  'P1.p99': atMost(0.8),
  'P2.p50': atMost(0.9, '<= 0.5 x'),
  'P3.p50': atMost(0.5),
  'P3.p99': atMost(0.5),
  'P3.bytes': atMost(0.5),
  'P4.p50': atMost(0.9, '<= 0.6 x'),
  'P4.p95': atMost(0.6),
  'P5.bytes.uws': atMost(1.3, '<= 1.15 x'),
  'P5.bytes.ws': atMost(0.85),
  'P5.messages.uws': atMost(1.3, '<= 1.15 x'),
  'P5.messages.ws': atMost(0.4),
  'P6.haproxy.p50': atMost(1.5),
  'P6.haproxy.p99': atMost(1.5),
  'P6.websockify.p50': atMost(0.5),
  'P6.websockify.p99': atMost(0.5),
  'P7.p95': atMost(0.3),
  'P7.held': under(limits.screenMegabytes, 'MB, one screen'),
  'P7.exact': under(0, 'px'),
  'P8.p50': atMost(1.05),
  'P8.p99': atMost(1.25),
  'P10.cpu': atMost(0.1),
  'P10.bytes': {
    words: '0 B but keep-alives',
    reached: ({ value }) => value <= limits.keepAliveBytesPerSecond * limits.stillSeconds,
  },
  'P9.p99': under(5, 'ms'),
  P11: atMost(1.2),
  'P11.mesh': atMost(0.2),
  P12: under(30, 's'),
  'P12.loop': under(100, 'ms'),
  'P12.plain': under(30, 's'),
  'P12.plain.loop': under(100, 'ms'),
  P13: atMost(0.6),
  'D3.exact': under(0, 'px'),
  'X.slow': under(0, 'px'),
  'X.ordinary': under(0, 'px'),
  'X.far': under(0, 'px'),
  P14: under(limits.callStopMs, 'ms'),
  R1: under(limits.roomStopMs, 'ms'),
  'R1.late': under(0, 'frames'),
  'R1.killed': under(limits.roomStopMs, 'ms'),
  'R1.disconnected': under(limits.roomStopMs, 'ms'),
  'R1.frozen': under(limits.roomStopMs, 'ms'),
  'R1.covered': under(limits.roomStopMs, 'ms'),
  'R1.overlaid': under(limits.roomStopMs, 'ms'),
  'R1.unmapped': under(limits.roomStopMs, 'ms'),
  'R1.moved': under(limits.roomStopMs, 'ms'),
  'R1.repainted': under(limits.roomStopMs, 'ms'),
  'R1.hot-plugged': under(limits.roomStopMs, 'ms'),
  R2: under(0, 'keys'),
  R3: under(2, '% of a core'),
  'R4.p99': under(limits.callStopMs, 'ms'),
  'R4.most': under(limits.roomStopMs, 'ms'),
  'R4.late': under(0, 'frames'),
  L1: under(20, 'ms'),
  'L2.failures': under(0, 'failures'),
  'L2.thresholds': under(0, 'crossed'),
  'L2.loop': under(50, 'ms'),
  'L2.failures.tls': under(0, 'failures'),
  'L2.thresholds.tls': under(0, 'crossed'),
  'L2.loop.tls': under(50, 'ms'),
  L3: under(10, 'ms'),
  'M.relay.10': under(5, '% more'),
  'M.relay.rss.10': under(5, '% more'),
  'M.agent.10': under(5, '% more'),
  'M.agent.rss.10': under(5, '% more'),
  'M.page.10': under(5, '% more'),
  'M.relay.30': under(5, '% more'),
  'M.relay.rss.30': under(5, '% more'),
  'M.agent.30': under(5, '% more'),
  'M.agent.rss.30': under(5, '% more'),
  'M.page.30': under(5, '% more'),
  A4: {
    words: '>= 3 x, and >= 5,000 1/s',
    reached: ({ value, ratio }) => ratio >= 3 && value >= 5_000,
  },
  A5: under(50, 'ms'),
  A6: { words: '>= 200,000 1/s', reached: ({ value }) => value >= 200_000 },
  'A7.p50': atMost(1.05),
  'A7.p99': atMost(1.25),
  A8: under(0, 'records'),
  'F.still': under(limits.keepAliveBytesPerSecond, 'B/s'),
  'F.click': under(500, 'ms'),
};
