/** The only importer of the untyped `x11` package: transport, authority, framing, and the table of keysyms. */
export type { Client, Display, Screen, Visual } from 'x11';
export { default as x11 } from 'x11';
