/**
 * Which nodes are in touch and what each must still be told. The newest link of a node wins, and a node's commands
 * outlive its links.
 */
import type { EndReason, SignedStatement } from '@ringside/protocol';
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

  constructor(sources: Sources, sessionEnded: (session: string) => void) {
    this.#sources = sources;
    this.#startedMs = sources.nowMs();
    this.#sessionEnded = sessionEnded;
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
    const known = this.#find(instance);
    if (known !== undefined) this.#command(known, { kind: 'end-session', session, reason });
  }

  withdrawDevice(device: string): void {
    for (const known of this.#nodes.values()) this.#command(known, { kind: 'withdraw-device', device });
  }

  restoreDevice(device: string): void {
    for (const known of this.#nodes.values()) this.#command(known, { kind: 'restore-device', device });
  }

  recoverDevice(device: string, recovery: SignedStatement, instance: string): void {
    const known = this.#find(instance);
    if (known !== undefined) this.#command(known, { kind: 'recover-device', device, recovery });
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
