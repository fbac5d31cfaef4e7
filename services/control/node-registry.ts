/**
 * Which nodes are in touch and what each must still be told. The newest link of a node wins, and a node's commands
 * outlive its links.
 */
import type { EndReason, SignedStatement } from '@ringside/protocol';
import type { RelayRules } from '../devices/relay-rules.ts';
import type { RelayLink } from '../relay-link.ts';
import type { Sources } from '../sources.ts';
import { type NodeCommand, NodeCommands } from './node-commands.ts';
import type { NodeLink } from './node-link.ts';

interface KnownNode {
  readonly node: string;
  readonly instance: string;
  readonly viewerUrl: string;
  readonly commands: NodeCommands;
  link: NodeLink | undefined;
  /** When the last link was lost. */
  lostMs: number;
}

export class NodeRegistry implements RelayLink {
  readonly #sources: Sources;
  readonly #startedMs: number;
  readonly #sessionEnded: (session: string) => void;
  /** By name: a node has one instance at a time. */
  readonly #nodes = new Map<string, KnownNode>();
  /** What the nodes were told, by their welcome or since. */
  readonly #withdrawn = new Set<string>();
  readonly #rebound = new Map<string, string>();
  readonly #minimumAgents = new Map<string, string>();
  #changes = 0;

  constructor(sources: Sources, sessionEnded: (session: string) => void) {
    this.#sources = sources;
    this.#startedMs = sources.nowMs();
    this.#sessionEnded = sessionEnded;
  }

  /** How many changes of the rules the nodes were told. */
  get told(): number {
    return this.#changes;
  }

  /** Takes a welcomed link into use, in place of an older one. */
  linked(link: NodeLink, node: string, instance: string, viewerUrl: string): void {
    const known = this.#nodes.get(node);
    if (known?.link !== link) known?.link?.close('replaced');
    const commands = known?.instance === instance ? known.commands : new NodeCommands(this.#sources.nowMs());
    this.#nodes.set(node, { node, instance, viewerUrl, commands, link, lostMs: 0 });
    for (const command of commands.unacknowledged()) link.send(command);
  }

  closed(link: NodeLink): void {
    for (const known of this.#nodes.values()) {
      if (known.link !== link) continue;
      known.link = undefined;
      known.lostMs = this.#sources.nowMs();
    }
  }

  acknowledged(node: string, instance: string, sequence: number): void {
    const known = this.#nodes.get(node);
    if (known?.instance === instance) known.commands.acknowledged(sequence);
  }

  isLinked = (instance: string): boolean => this.#find(instance)?.link !== undefined;

  /** How long an instance has been out of touch; one never seen counts from this process's start. */
  lostForMs(instance: string): number {
    const known = this.#find(instance);
    if (known?.link !== undefined) return 0;
    return this.#sources.nowMs() - (known?.lostMs ?? this.#startedMs);
  }

  endSession(session: string, reason: EndReason, instance: string): void {
    this.#sessionEnded(session);
    this.stopSession(session, reason, instance);
  }

  /**
   * Tells the instance alone of a session that was over before, or that nobody knows. Heartbeats named it when it ended;
   * what a node claims to run gets no room in them, which is what others end by.
   */
  stopSession(session: string, reason: EndReason, instance: string): void {
    const known = this.#find(instance);
    if (known !== undefined) this.#command(known, { kind: 'end-session', session, reason });
  }

  withdrawDevice(device: string): void {
    this.#withdrawn.add(device);
    this.#changeRules({ kind: 'withdraw-device', device });
  }

  /** A device that connected although it may not: its node must hear so again. No rule has changed. */
  turnAway(device: string): void {
    this.#commandAll({ kind: 'withdraw-device', device });
  }

  restoreDevice(device: string): void {
    this.#withdrawn.delete(device);
    this.#changeRules({ kind: 'restore-device', device });
  }

  rebindDevice(device: string, key: string): void {
    this.#rebound.set(device, key);
    this.#changeRules({ kind: 'rebind-device', device, key });
  }

  #setMinimumAgent(tenant: string, version: string): void {
    if (version === '') this.#minimumAgents.delete(tenant);
    else this.#minimumAgents.set(tenant, version);
    this.#changeRules({ kind: 'minimum-agent', tenant, version });
  }

  /** Tells the nodes what of the rules has changed since they were told; at the start their welcome tells them. */
  apply({ withdrawn, rebound, minimumAgents }: RelayRules, { tell = true }: { readonly tell?: boolean } = {}): void {
    if (!tell) {
      for (const device of withdrawn) this.#withdrawn.add(device);
      for (const [device, key] of rebound) this.#rebound.set(device, key);
      for (const [tenant, version] of minimumAgents) this.#minimumAgents.set(tenant, version);
      return;
    }
    for (const device of withdrawn) if (!this.#withdrawn.has(device)) this.withdrawDevice(device);
    for (const device of [...this.#withdrawn]) if (!withdrawn.has(device)) this.restoreDevice(device);
    for (const [device, key] of rebound) if (this.#rebound.get(device) !== key) this.rebindDevice(device, key);
    // By now every credential for a former key has lapsed: the nodes need not hear of it.
    for (const device of [...this.#rebound.keys()]) if (!rebound.has(device)) this.#rebound.delete(device);
    for (const [tenant, version] of minimumAgents) {
      if (this.#minimumAgents.get(tenant) !== version) this.#setMinimumAgent(tenant, version);
    }
    for (const tenant of [...this.#minimumAgents.keys()]) {
      if (!minimumAgents.has(tenant)) this.#setMinimumAgent(tenant, '');
    }
  }

  recoverDevice(device: string, recovery: SignedStatement, instance: string): void {
    const known = this.#find(instance);
    if (known !== undefined) this.#command(known, { kind: 'recover-device', device, recovery });
  }

  /** Tells one node what has changed between what its welcome said and now: until it was in use nobody told it. */
  update(instance: string, told: RelayRules, now: RelayRules): void {
    const known = this.#find(instance);
    if (known === undefined) return;
    const tell = (command: NodeCommand) => this.#command(known, command);
    for (const device of now.withdrawn) if (!told.withdrawn.has(device)) tell({ kind: 'withdraw-device', device });
    for (const device of told.withdrawn) if (!now.withdrawn.has(device)) tell({ kind: 'restore-device', device });
    for (const [device, key] of now.rebound) {
      if (told.rebound.get(device) !== key) tell({ kind: 'rebind-device', device, key });
    }
    for (const tenant of new Set([...told.minimumAgents.keys(), ...now.minimumAgents.keys()])) {
      const version = now.minimumAgents.get(tenant) ?? '';
      if ((told.minimumAgents.get(tenant) ?? '') !== version) tell({ kind: 'minimum-agent', tenant, version });
    }
  }

  broadcast(bytes: Uint8Array): void {
    for (const { link } of this.#nodes.values()) link?.send(bytes);
  }

  links(): NodeLink[] {
    return [...this.#nodes.values()].flatMap(({ link }) => (link === undefined ? [] : [link]));
  }

  /** Where viewers reach the nodes in touch. */
  viewerUrls(): string[] {
    return [...this.#nodes.values()].filter(({ link }) => link !== undefined).map(({ viewerUrl }) => viewerUrl);
  }

  #find(instance: string): KnownNode | undefined {
    for (const known of this.#nodes.values()) if (known.instance === instance) return known;
    return undefined;
  }

  #changeRules(command: NodeCommand): void {
    this.#changes++;
    this.#commandAll(command);
  }

  #commandAll(command: NodeCommand): void {
    for (const known of this.#nodes.values()) this.#command(known, command);
  }

  #command(known: KnownNode, command: NodeCommand): void {
    const bytes = known.commands.add(command);
    if (bytes !== undefined) {
      known.link?.send(bytes);
      return;
    }
    // Too far behind: hello and welcome bring the node up to date at once.
    known.commands.clear();
    known.link?.close('busy', 'too many commands unacknowledged');
  }
}
