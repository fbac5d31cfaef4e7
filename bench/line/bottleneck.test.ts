import { describe, expect, it } from 'vitest';
import { Bottleneck, type LineShape, type Packet } from './bottleneck.ts';

const shape: LineShape = { bitsPerSecond: 1_000_000, roundTripMs: 100, bufferBytes: 64 * 1024 };

interface Arrival {
  readonly atMs: number;
  readonly packet: Packet<string>;
}

/** Turns whenever the bottleneck asks for one, until nothing is left or the time is over. */
function run(bottleneck: Bottleneck<string>, fromMs: number, untilMs = Number.POSITIVE_INFINITY): Arrival[] {
  const arrivals: Arrival[] = [];
  let nowMs = fromMs;
  for (;;) {
    const atMs = nowMs;
    const nextMs = bottleneck.turn(nowMs, (packet) => arrivals.push({ atMs, packet }));
    if (nextMs === undefined || nextMs > untilMs) return arrivals;
    nowMs = nextMs;
  }
}

function bytesOf(count: number, sink = 'viewer'): Packet<string> {
  return { kind: 'bytes', sink, bytes: Uint8Array.from({ length: count }, (_, index) => index) };
}

const total = (arrivals: readonly Arrival[]): number =>
  arrivals.reduce((sum, { packet }) => sum + (packet.kind === 'bytes' ? packet.bytes.length : 0), 0);

describe('bottleneck', () => {
  it('OPS-7 carries at its rate, one packet after the other, half a round trip later', () => {
    const bottleneck = new Bottleneck<string>(shape);
    bottleneck.offer(bytesOf(12_500), 1_000);
    const arrivals = run(bottleneck, 1_000);
    // 1,500 B take 12 ms at 1 Mb/s, 12,500 B a tenth of a second.
    expect(arrivals[0]?.atMs).toBeCloseTo(1_000 + 12 + 50, 6);
    expect(arrivals.at(-1)?.atMs).toBeCloseTo(1_000 + 100 + 50, 6);
    expect(total(arrivals)).toBe(12_500);
  });

  it('OPS-7 keeps its rate when turns come late, and saves nothing up while nothing is sent', () => {
    const bottleneck = new Bottleneck<string>(shape);
    bottleneck.offer(bytesOf(1_500), 0);
    run(bottleneck, 0);
    bottleneck.offer(bytesOf(12_500), 10_000);
    const arrived: Packet<string>[] = [];
    expect(bottleneck.turn(10_500, (packet) => arrived.push(packet))).toBeUndefined();
    expect(arrived).toHaveLength(9);
    bottleneck.offer(bytesOf(12_500), 10_500);
    expect(run(bottleneck, 10_500).at(-1)?.atMs).toBeCloseTo(10_500 + 100 + 50, 6);
  });

  it('OPS-7 shares one bottleneck in the order of offers, and the end of a connection does not overtake its bytes', () => {
    const bottleneck = new Bottleneck<string>(shape);
    bottleneck.offer(bytesOf(3_000, 'a'), 0);
    bottleneck.offer({ kind: 'end', sink: 'a' }, 0);
    bottleneck.offer(bytesOf(10, 'b'), 0);
    const arrivals = run(bottleneck, 0);
    expect(arrivals.map(({ packet }) => `${packet.kind} ${packet.sink}`)).toEqual([
      'bytes a',
      'bytes a',
      'end a',
      'bytes b',
    ]);
    const [first, second] = arrivals.flatMap(({ packet }) => (packet.kind === 'bytes' ? [packet.bytes] : []));
    expect(Buffer.concat([first ?? [], second ?? []].map((bytes) => Uint8Array.from(bytes)))).toEqual(
      Buffer.from(Uint8Array.from({ length: 3_000 }, (_, index) => index)),
    );
  });

  it('OPS-7 has room for its buffer only; what is on the wire does not count', () => {
    const bottleneck = new Bottleneck<string>(shape);
    expect(bottleneck.hasRoom(64 * 1024)).toBe(true);
    bottleneck.offer(bytesOf(50_000), 0);
    expect(bottleneck.hasRoom(16 * 1024)).toBe(false);
    // 6,000 B leave within 48 ms and arrive later.
    bottleneck.turn(48, () => expect.unreachable());
    expect(bottleneck.queuedBytes).toBe(44_000);
    expect(bottleneck.hasRoom(16 * 1024)).toBe(true);
  });

  it('OPS-7 stalls: what is on the wire arrives, the rest comes that much later', () => {
    const bottleneck = new Bottleneck<string>(shape);
    bottleneck.offer(bytesOf(3_000), 0);
    bottleneck.turn(12, () => expect.unreachable());
    bottleneck.stall(10_000, 12);
    expect(run(bottleneck, 12).map(({ atMs }) => Math.round(atMs))).toEqual([62, 10_000 + 24 + 50]);
  });

  it('OPS-7 takes a new shape for what still waits', () => {
    const bottleneck = new Bottleneck<string>(shape);
    bottleneck.offer(bytesOf(3_000), 0);
    bottleneck.turn(12, () => expect.unreachable());
    bottleneck.reshape({ ...shape, bitsPerSecond: 12_000_000, roundTripMs: 10 });
    expect(run(bottleneck, 12).map(({ atMs }) => Math.round(atMs))).toEqual([62, 62]);
  });
});
