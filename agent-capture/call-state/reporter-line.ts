/** Cuts a reporter's bytes into lines of bounded length and reads what they say. */
import { agentLimits } from '../limits.ts';

/** Lines so far complete, or undefined once one is too long. */
export type LineCutter = (bytes: Buffer) => readonly string[] | undefined;

export function createLineCutter(): LineCutter {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    const lines: string[] = [];
    let pending = Buffer.concat([rest, bytes]);
    for (let end = pending.indexOf(0x0a); end >= 0; end = pending.indexOf(0x0a)) {
      if (end > agentLimits.reporterLineBytes) return undefined;
      lines.push(pending.toString('utf8', 0, end));
      pending = pending.subarray(end + 1);
    }
    if (pending.length > agentLimits.reporterLineBytes) return undefined;
    rest = Buffer.from(pending);
    return lines;
  };
}

/** `{"token":"…"}`, the first line. */
export function readToken(line: string): string | undefined {
  const token = readField(line, 'token');
  return typeof token === 'string' ? token : undefined;
}

/** `{"state":"idle"}` or `{"state":"in-call"}`, every line after it; a reporter that is not sure says "unknown". */
export function readState(line: string): 'idle' | 'in-call' | 'unknown' | undefined {
  const state = readField(line, 'state');
  return state === 'idle' || state === 'in-call' || state === 'unknown' ? state : undefined;
}

function readField(line: string, name: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  } catch {
    return undefined;
  }
}
