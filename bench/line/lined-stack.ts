/** A stack whose viewer sits behind a line. */
import { openStack, type Path, type Stack } from '../glass/stack.ts';
import type { LineShape } from './bottleneck.ts';
import { Line } from './line.ts';

export interface LinedStack {
  readonly stack: Stack;
  readonly line: Line;
  close(): Promise<void>;
}

/** @param shape the line as it is while the session opens; it can be another one later */
export async function openLinedStack(
  name: string,
  openPath: () => Promise<Path>,
  shape: LineShape,
): Promise<LinedStack> {
  const path = await openPath();
  let line: Line | undefined;
  try {
    const opened = await Line.open(path.ports, shape);
    line = opened;
    const { resolverRules } = opened;
    const stack = await openStack(name, () => Promise.resolve({ ...path, resolverRules }));
    const close = async (): Promise<void> => {
      await stack.close();
      await opened.close();
    };
    return { stack, line: opened, close };
  } catch (error) {
    await path.close();
    await line?.close();
    throw error;
  }
}
