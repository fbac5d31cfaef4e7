import { expect, test } from 'vitest';
import { readHeapSnapshot } from './heap-snapshot.ts';

function snapshotOf(nodes: readonly (readonly [type: string, name: string, bytes: number])[]): string {
  const types = ['hidden', 'object', 'string', 'code', 'native'];
  const strings = nodes.map(([, name]) => name);
  return JSON.stringify({
    snapshot: { meta: { node_fields: ['type', 'name', 'id', 'self_size'], node_types: [types, 'string', 'number'] } },
    nodes: nodes.flatMap(([type, , bytes], index) => [types.indexOf(type), index, 2 * index, bytes]),
    strings,
  });
}

test('what is held stands apart from compiled code and from the browser’s own record of slow frames', () => {
  const json = snapshotOf([
    ['object', 'Tile', 1],
    ['string', 'PerformanceEntry, and what is held of it', 2],
    ['native', 'system / JSArrayBufferData', 4],
    ['native', 'blink::ComputedStyle', 8],
    ['code', 'system / InstructionStream', 16],
    ['native', 'system / WeakArrayList', 32],
    ['native', 'PerformanceLongAnimationFrameTiming', 64],
    ['native', 'LayoutShiftAttribution', 128],
    ['native', 'blink::HeapVectorBacking<cppgc::internal::BasicMember<blink::PerformanceScriptTiming>>', 256],
    ['native', 'Performance', 512],
  ]);
  expect(readHeapSnapshot(json)).toEqual({
    heldBytes: 1 + 2 + 4 + 8 + 512,
    compiledBytes: 16 + 32,
    timelineBytes: 64 + 128 + 256,
  });
});

test('a snapshot of another kind is said to be one, never to be empty', () => {
  for (const json of ['{}', snapshotOf([]), snapshotOf([['object', 'x', 1]]).replace('self_size', 'bytes')])
    expect(() => readHeapSnapshot(json)).toThrow('not known');
});
