/** Real X servers and clients for tests and benches of any workspace. */
export { startXvfb, type Xvfb, type XvfbClient, type XvfbMonitor, type XvfbOptions } from './xvfb.ts';
