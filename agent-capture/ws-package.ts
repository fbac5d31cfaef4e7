/** The only importer of the `ws` package. */
export { WebSocket, WebSocketServer } from 'ws';
