/**
 * The services side of the control link: welcomes nodes, stores what they report, and sends one heartbeat a second to
 * all of them. Knows sockets only by their contract.
 */
import { EndReason, encodeToNodeMessage, type NodeHello, type SignedStatement } from '@ringside/protocol';
import { forgetOldInstances } from '../devices/presence.ts';
import { type RelayRules, readRelayRules, withRelayRules } from '../devices/relay-rules.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Log } from '../monitoring/log.ts';
import type { Recoveries } from '../recoveries/recoveries.ts';
import { endReasonCode } from '../sessions/end-reason.ts';
import { announceEndings } from '../sessions/session-end.ts';
import { readSession } from '../sessions/session-records.ts';
import { suspendSessionsOfOldInstances } from '../sessions/session-reports.ts';
import type { Sources } from '../sources.ts';
import type { Db } from '../store/schema.ts';
import type { Heartbeats } from './heartbeats.ts';
import { lastEvent, storeEvents } from './node-events.ts';
import { NodeLink, type NodeLinkPorts } from './node-link.ts';
import type { NodeRegistry } from './node-registry.ts';
import type { NodeSocket } from './node-socket.ts';

export interface ControlPlanePorts {
  readonly db: Db;
  readonly sources: Sources;
  readonly keys: KeyRing;
  readonly heartbeats: Heartbeats;
  readonly nodes: NodeRegistry;
  readonly recoveries: Recoveries;
  readonly log: Log;
}

export class ControlPlane {
  readonly #ports: ControlPlanePorts;
  /** What a node's welcome said. */
  readonly #told = new WeakMap<NodeHello, { readonly keySet: SignedStatement; readonly rules: RelayRules }>();

  constructor(ports: ControlPlanePorts) {
    this.#ports = ports;
  }

  /** A socket whose secret was right. */
  accept(socket: NodeSocket): NodeLink {
    return new NodeLink(socket, this.#linkPorts());
  }

  /** @param isDue false for one that comes in between */
  async beat(isDue = true): Promise<void> {
    const heartbeat = await this.#ports.heartbeats.next(isDue);
    if (heartbeat === undefined) this.#ports.log.error('no heartbeat number could be reserved on disk');
    else this.#ports.nodes.broadcast(encodeToNodeMessage({ heartbeat }));
  }

  /** Tells all nodes when the signing keys were rotated, or old ones have lapsed (TOK-6). */
  async publishKeys(): Promise<void> {
    const { keys, nodes, log } = this.#ports;
    if (!(await keys.refresh())) return;
    nodes.broadcast(encodeToNodeMessage({ keySet: keys.keySet }));
    log.info({ keys: keys.publicKeys.map(({ kid }) => kid) }, 'the signing keys have changed');
  }

  #linkPorts(): NodeLinkPorts {
    const { db, sources, keys, nodes, log } = this.#ports;
    return {
      welcome: (hello) => this.#welcome(hello),
      linked: async (link, hello) => {
        nodes.linked(link, hello.node, hello.instance, hello.viewerUrl);
        // It may have changed since the welcome was written.
        const told = this.#told.get(hello);
        if (told?.keySet !== keys.keySet) link.send(encodeToNodeMessage({ keySet: keys.keySet }));
        log.info({ node: hello.node, instance: hello.instance }, 'node linked');
        if (told !== undefined) {
          await withRelayRules(db, sources, nodes, (now) => nodes.update(hello.instance, told.rules, now));
        }
        // The node's lease is fresh from the start.
        await this.beat(false);
        await this.#endForgottenSessions(hello);
      },
      store: (hello, events) => storeEvents(db, sources, hello, events),
      stored: (_, { endings, late, over, strangers, suspended, recoveries }) => {
        announceEndings(nodes, endings);
        for (const session of over) this.#ports.heartbeats.sessionEnded(session);
        for (const { session, reason } of late) {
          nodes.stopSession(session.id, endReasonCode(reason), session.instance);
        }
        this.#ports.recoveries.finished(recoveries);
        for (const device of strangers) nodes.turnAway(device);
        for (const device of suspended) nodes.withdrawDevice(device);
      },
      acknowledged: (hello, sequence) => nodes.acknowledged(hello.node, hello.instance, sequence),
      signTime: (nonce) => keys.signTime({ nonce, timeMs: sources.nowMs() }),
      closed: (link) => {
        nodes.closed(link);
        if (link.hello !== undefined) log.info({ node: link.hello.node }, 'node link closed');
      },
      failed: (node, why, error) => log.warn({ node, err: error }, why),
    };
  }

  async #welcome(hello: NodeHello): Promise<Uint8Array> {
    const { db, sources, keys } = this.#ports;
    const { node, instance, viewerUrl } = hello;
    const nowMs = sources.nowMs();
    const known = await db.transaction().execute(async (tx) => {
      await tx
        .insertInto('relay_instances')
        .values({ instance, node, viewer_url: viewerUrl, last_event: 0, hello_ms: nowMs, replaced_ms: null })
        .onConflict((conflict) => conflict.column('instance').doUpdateSet({ viewer_url: viewerUrl, hello_ms: nowMs }))
        .execute();
      await tx
        .updateTable('relay_instances')
        .set({ replaced_ms: nowMs })
        .where('node', '=', node)
        .where('instance', '!=', instance)
        .where('replaced_ms', 'is', null)
        .execute();
      await forgetOldInstances(tx, hello);
      await suspendSessionsOfOldInstances(tx, sources, hello);
      return { lastEvent: await lastEvent(tx, instance), rules: await readRelayRules(tx, nowMs) };
    });
    const { keySet } = keys;
    this.#told.set(hello, { keySet, rules: known.rules });
    return encodeToNodeMessage({
      welcome: {
        keySet,
        withdrawnDevices: [...known.rules.withdrawn],
        reboundDevices: [...known.rules.rebound].map(([device, key]) => ({ device, key })),
        minimumAgents: [...known.rules.minimumAgents].map(([tenant, version]) => ({ tenant, version })),
        lastEvent: known.lastEvent,
        issuer: keys.issuer,
      },
    });
  }

  /** Sessions that the node still runs although they are over, or that nobody knows. */
  async #endForgottenSessions({ liveSessions, instance }: NodeHello): Promise<void> {
    const { db, nodes } = this.#ports;
    for (const id of liveSessions) {
      const session = await readSession(db, id);
      if (session === undefined) nodes.stopSession(id, EndReason.END_REASON_WITHDRAWN, instance);
      else if (session.state.phase === 'ended') nodes.stopSession(id, endReasonCode(session.state.reason), instance);
    }
  }
}
