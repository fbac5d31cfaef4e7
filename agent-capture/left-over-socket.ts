/** A Unix socket's file outlives a program that was killed, and then nobody can listen there. */
import { rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';

/**
 * Removes a socket that certainly nobody listens on. Whatever else stands there stays, and listening fails: one that is
 * too busy to answer, or answers to others only, is somebody's.
 * @returns false when somebody may listen there
 */
export async function removeLeftOverSocket(path: string): Promise<boolean> {
  if (statSync(path, { throwIfNoEntry: false })?.isSocket() !== true) return true;
  const answer = await connecting(path);
  if (answer === 'ECONNREFUSED') rmSync(path, { force: true });
  return answer === 'ECONNREFUSED' || answer === 'ENOENT';
}

/** @returns the error's code; undefined when somebody listens */
function connecting(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
  });
}
