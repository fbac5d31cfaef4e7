/** Cuts a reporter's bytes into lines of bounded length and reads what they say. */
import { type CallState, type CallStateSourceName, sourceNames } from './call-state-source.ts';
import { callStateLimits as limits } from './limits.ts';

/** Lines so far complete, or undefined once one is too long. */
export type LineCutter = (bytes: Buffer) => readonly string[] | undefined;

export function createLineCutter(): LineCutter {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    const lines: string[] = [];
    let pending = Buffer.concat([rest, bytes]);
    for (let end = pending.indexOf(0x0a); end >= 0; end = pending.indexOf(0x0a)) {
      if (end > limits.lineBytes) return undefined;
      lines.push(pending.toString('utf8', 0, end));
      pending = pending.subarray(end + 1);
    }
    if (pending.length > limits.lineBytes) return undefined;
    rest = Buffer.from(pending);
    return lines;
  };
}

export interface Introduction {
  readonly source: Exclude<CallStateSourceName, 'operating-system'>;
  /** The token itself, or the proof that a browser makes with it. */
  readonly secret: string;
}

/** The first line: `{"token":"…"}`, in a browser `{"proof":"…"}`; and `"source"`, where it is not the application. */
export function readIntroduction(line: string, secretName: 'token' | 'proof'): Introduction | undefined {
  const fields = readFields(line);
  const secret = fields?.(secretName);
  const source = sourceNames.find((name) => name === (fields?.('source') ?? 'room-application'));
  if (typeof secret !== 'string' || source === undefined || source === 'operating-system') return undefined;
  return { source, secret };
}

/** `{"state":"idle"}` or `{"state":"in-call"}`, every line after it; a reporter that is not sure says "unknown". */
export function readState(line: string): CallState | undefined {
  const state = readFields(line)?.('state');
  return state === 'idle' || state === 'in-call' || state === 'unknown' ? state : undefined;
}

function readFields(line: string): ((name: string) => unknown) | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return undefined;
    return (name) => (Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined);
  } catch {
    return undefined;
  }
}
