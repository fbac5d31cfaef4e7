/** For tests and benches: a relay without services, and peers that speak the real protocol. */
export { Heard } from './event-wait.ts';
export { type RelayUnderTest, startRelayUnderTest, testPorts, testSettings } from './relay-under-test.ts';
export * from './scripted-agent.ts';
export { ScriptedPeer } from './scripted-peer.ts';
export * from './scripted-viewer.ts';
export { type CertificateFiles, selfSignedCertificate } from './self-signed-certificate.ts';
export * from './services-double.ts';
