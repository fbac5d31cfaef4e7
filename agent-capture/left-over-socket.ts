/** A Unix socket's file outlives a program that was killed, and then nobody can listen there. */
import { rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';

/**
 * Removes a socket that nobody listens on; anything else at that place stays, and listening fails.
 * @returns false when another program listens there
 */
export async function removeLeftOverSocket(path: string): Promise<boolean> {
  if (statSync(path, { throwIfNoEntry: false })?.isSocket() !== true) return true;
  if (await answers(path)) return false;
  rmSync(path, { force: true });
  return true;
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
