/** The wire, for relay, services, agents and viewers alike. Pure: no I/O, no clock. */
export * from './agent-version.ts';
export * from './close-codes.ts';
export * from './codec.ts';
export * from './command-grant.ts';
export * from './control-codec.ts';
export type { CryptoKey, CryptoKeyPair } from './crypto-key.ts';
export * from './demand.ts';
export * from './enums.ts';
export * from './frame.ts';
export * from './input.ts';
export * from './limits.ts';
export * from './painted.ts';
export * from './proof.ts';
export * from './protocol-error.ts';
export * from './signed-statement.ts';
export * from './token.ts';
export type { Decoded, Encodable, OneOf } from './union.ts';
export * from './version.ts';
