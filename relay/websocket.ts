/** The one importer of `ws`: the server of the fallback transport, and the client of the control link. */
export { WebSocket, WebSocketServer } from 'ws';
