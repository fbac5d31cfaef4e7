import { transportContract } from './transport-contract.ts';
import { loadUwebsockets } from './uwebsockets-transport.ts';

transportContract('uWebSockets.js', async () => {
  const open = await loadUwebsockets();
  if (open === undefined) throw new Error('uWebSockets.js has no binary for this machine');
  return open;
});
