/**
 * What a page's memory is made of, from a heap snapshot of Chromium's: https://developer.chrome.com/docs/devtools/memory
 * describes what is in one. Its nodes add up to what Chromium says the page's heaps and buffers take.
 */
import { BenchError } from '../bench-error.ts';
import { fieldAt } from './message-field.ts';

/** Bytes. */
export interface PageMemory {
  /** What script and document keep: objects, text, elements, styles, buffers. */
  readonly heldBytes: number;
  /** What V8 makes of the script as it runs: byte code, machine code, and what it notes to make it. */
  readonly compiledBytes: number;
  /** Blink's record of slow frames, tasks and events: the last 200 or 150 of each kind, which no page can turn off. */
  readonly timelineBytes: number;
}

/** V8's own, about code: which of it depends on an object's shape, what to do when it no longer holds. */
const codeNotes = /^system \/ (WeakArrayList|ProtectedFixedArray|SharedFunctionInfoWrapper)$/;
const timelineEntry = /Performance\w*(Timing|Entry)|TaskAttributionTiming|ScriptTimingInfo|^LayoutShift/;

/** @throws BenchError 'not-ready' when this is no snapshot of the kind that is known */
export function readHeapSnapshot(json: string): PageMemory {
  const snapshot: unknown = JSON.parse(json);
  const meta = fieldAt(fieldAt(snapshot, 'snapshot'), 'meta');
  const fields = listOf(fieldAt(meta, 'node_fields'));
  const [types] = listOf(fieldAt(meta, 'node_types'));
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field));
  if (type === undefined || name === undefined || size === undefined || Math.min(type, name, size) < 0)
    throw unknownKind();
  const [nodes, texts] = [listOf(fieldAt(snapshot, 'nodes')), listOf(fieldAt(snapshot, 'strings'))];
  const code = listOf(types).indexOf('code');
  // The name of a string is what it says.
  const isText = listOf(types).map((one) => String(one).includes('string'));
  const memory = { heldBytes: 0, compiledBytes: 0, timelineBytes: 0 };
  for (let at = 0; at < nodes.length; at += fields.length) {
    const nodeType = Number(nodes[at + type]);
    const title = isText[nodeType] === true ? '' : String(texts[Number(nodes[at + name])]);
    const isCode = nodeType === code || codeNotes.test(title);
    const kind = isCode ? 'compiledBytes' : timelineEntry.test(title) ? 'timelineBytes' : 'heldBytes';
    memory[kind] += Number(nodes[at + size]);
  }
  if (code < 0 || !(memory.heldBytes > 0)) throw unknownKind();
  return memory;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function unknownKind(): BenchError {
  return new BenchError('not-ready', 'Chromium gave a heap snapshot of a kind that is not known.');
}
