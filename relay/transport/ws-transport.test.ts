import { transportContract } from './transport-contract.ts';
import { openWsTransport } from './ws-transport.ts';

transportContract('ws', async () => openWsTransport);
