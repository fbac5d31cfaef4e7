/**
 * Preloaded (--import) into a measured process that was started with --expose-gc: answers { collect: true } on the IPC
 * channel with its memory after garbage collection. The process itself knows nothing of it.
 */
declare const gc: (() => void) | undefined;

/** Several, since finalisers free what the next collection finds. */
const collections = 4;

process.on('message', (message) => {
  if (typeof message !== 'object' || message === null || !('collect' in message)) return;
  for (let round = 0; round < collections; round++) gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ collected: { residentBytes: rss, heapBytes: heapUsed, externalBytes: external } });
});
