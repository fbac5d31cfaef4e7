/** Who may import whom, as one table: what scripts/import-direction.ts checks and ARCHITECTURE.md tells. */

export interface Folder {
  readonly name: string;
  /** Siblings that it may import. */
  readonly mayImport: readonly string[];
  /** Tied to no platform: nothing of Node outside its tests. */
  readonly pure?: boolean;
  /** Reaches siblings only by their package names, and each exchangeable package in one place. */
  readonly house?: boolean;
}

const contracts = ['protocol', 'settings'];
const houses = [...contracts, 'client', 'relay', 'services', 'agent-capture', 'portal-embed', 'room-application'];

export const folders: readonly Folder[] = [
  { name: 'protocol', mayImport: [], pure: true, house: true },
  { name: 'settings', mayImport: [], house: true },
  { name: 'client', mayImport: [], house: true },
  { name: 'relay', mayImport: contracts, house: true },
  { name: 'services', mayImport: contracts, house: true },
  { name: 'agent-capture', mayImport: contracts, house: true },
  { name: 'portal-embed', mayImport: [...contracts, 'client'], house: true },
  { name: 'room-application', mayImport: [], house: true },
  { name: 'bench', mayImport: [...houses, 'scripts'] },
  { name: 'scripts', mayImport: houses },
  { name: 'test', mayImport: [...houses, 'bench', 'scripts', 'start.ts'] },
  { name: 'start.ts', mayImport: houses },
];

export interface Exchangeable {
  readonly packageName: string;
  /** The area that may import it, where more than one file has to. */
  readonly area?: string;
}

/** Packages that could be exchanged: in each house one file, or one area, knows them. */
export const exchangeable: readonly Exchangeable[] = [
  { packageName: '@napi-rs/canvas' },
  { packageName: '@napi-rs/webcodecs' },
  { packageName: 'better-sqlite3' },
  { packageName: 'esbuild' },
  { packageName: 'fastify', area: 'services/api/' },
  { packageName: 'jose' },
  { packageName: 'koffi' },
  { packageName: 'kysely', area: 'services/store/' },
  { packageName: 'lit', area: 'portal-embed/' },
  { packageName: 'openid-client' },
  { packageName: 'pino' },
  { packageName: 'prom-client' },
  { packageName: 'protobufjs' },
  { packageName: 'sharp' },
  { packageName: 'uWebSockets.js' },
  { packageName: 'ws' },
  { packageName: 'x11' },
];

/** First words of adapters' names, `<technology>-<contract>.ts`, and names of folders that hold such files only. */
export const technologies: readonly string[] = ['x11', 'simulated', 'sqlite', 'ws', 'uwebsockets'];

/** Files that may name adapters: programs, their command lines, what chooses a transport or platform for them, and a folder's door. */
export const composers = /(^|\/)(main|index|command-line|choose-[a-z0-9-]+)\.ts$/;

/** Not looked at: made by a tool. */
export const generatedFolders: readonly string[] = ['protocol/generated/', 'client/generated/'];
