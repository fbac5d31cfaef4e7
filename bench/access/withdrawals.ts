/**
 * A3: from the request that withdraws something to the close of the viewer's socket: services and relay are processes
 * of their own, devices and viewers are played.
 */
import {
  type CryptoKeyPair,
  exportPublicKey,
  generateProofKeys,
  type PublicKeyJwk,
  signProof,
} from '@ringside/protocol';
import { connectAgent, connectViewer, type ScriptedAgent, type ScriptedViewer } from '@ringside/relay/testing';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { textAt } from '../process/message-field.ts';
import { startRelay } from '../relay/servers.ts';
import { percentileOf, type Row, rowOf } from '../report/row.ts';
import { ask, controlSecret, type Estate, makeEstate, origin, type RunningServices, startServices } from './estate.ts';

/** A device with an operator of its own, and what lets the operator use it. */
interface Room {
  readonly agent: ScriptedAgent;
  readonly operator: string;
  readonly group: string;
  assignment: string;
}

export async function withdrawalRows(log: (line: string) => void, quick: boolean): Promise<Row[]> {
  const estate = await makeEstate({ users: limits.accessRooms, devices: 0, assignments: 0 });
  const closers: (() => unknown)[] = [() => estate.remove()];
  try {
    const services = await startServices(estate);
    closers.push(() => services.child.stop());
    const relay = await startRelay({ controlUrl: services.controlUrl, secret: controlSecret });
    closers.push(() => relay.stop());
    const bench = new Withdrawals(estate, services, `ws://127.0.0.1:${relay.port}`);
    const rooms: Room[] = [];
    for (const operator of estate.users) rooms.push(await bench.room(operator));
    closers.push(() => {
      for (const { agent } of rooms) agent.close();
    });
    const total = quick ? limits.accessQuickWithdrawals : limits.accessWithdrawals;
    const rounds: number[][] = [];
    while (rounds.length * rooms.length < total) {
      const viewers: ScriptedViewer[] = [];
      for (const room of rooms) viewers.push(await bench.open(room));
      const samples: number[] = [];
      for (const [index, viewer] of viewers.entries()) {
        const room = rooms[index];
        if (room !== undefined) samples.push(await bench.withdraw(room, viewer, (index + rounds.length) % ways.length));
      }
      rounds.push(samples);
      for (const [index, room] of rooms.entries()) {
        await bench.giveBack(room, (index + rounds.length - 1) % ways.length);
      }
    }
    const all = rounds.flat();
    log(`${all.length} sessions were withdrawn, the slowest after ${Math.max(...all).toFixed(0)} ms`);
    const title = (share: string) => {
      return { id: `A3.${share}`, what: `withdrawn to socket closed, ${share}`, unit: 'ms', beside: '' };
    };
    const note = `${all.length} trials: ${ways.join(', ')} in turns`;
    return [
      rowOf(title('p50'), percentileOf(rounds, 0.5)),
      rowOf(title('p99'), percentileOf(rounds, 0.99), undefined, note),
      rowOf(title('most'), percentileOf(rounds, 1)),
    ];
  } finally {
    for (const closer of closers.reverse()) await closer();
  }
}

const ways = ['an assignment', 'membership of a group', 'a user'] as const;

class Withdrawals {
  readonly #estate: Estate;
  readonly #services: RunningServices;
  readonly #relayUrl: string;
  #turn = 0;

  constructor(estate: Estate, services: RunningServices, relayUrl: string) {
    this.#estate = estate;
    this.#services = services;
    this.#relayUrl = relayUrl;
  }

  async room(operator: string): Promise<Room> {
    const keys = await generateProofKeys();
    const { device, credential } = await this.#enrol(keys);
    const agent = await connectAgent(this.#relayUrl, { credential: async () => credential }, { device, keys });
    const group = await this.#make('/v1/device-groups', { name: device });
    await this.#administer('PUT', `/v1/device-groups/${group}/members/${device}`);
    const room = { agent, operator, group, assignment: '' };
    room.assignment = await this.#assign(room);
    return room;
  }

  /** Once services have heard that the device is there. */
  async open({ agent, operator }: Room): Promise<ScriptedViewer> {
    const giveUpMs = performance.now() + limits.startMs;
    for (;;) {
      try {
        return await connectViewer(
          this.#relayUrl,
          { ticket: ({ viewerKey }) => this.#ticket(operator, agent.device, viewerKey) },
          { device: agent.device, origin },
        );
      } catch (error) {
        if (performance.now() > giveUpMs) throw error;
      }
    }
  }

  /** @returns milliseconds from the request to the closed socket */
  async withdraw(room: Room, viewer: ScriptedViewer, way: number): Promise<number> {
    const startedMs = performance.now();
    const closed = viewer.peer.closes.first().then(() => performance.now() - startedMs);
    let lost: NodeJS.Timeout | undefined;
    const never = new Promise<number>((resolve) => {
      lost = setTimeout(() => resolve(limits.accessWithdrawalMs), limits.accessWithdrawalMs);
    });
    await this.#take(room, way);
    const tookMs = await Promise.race([closed, never]);
    clearTimeout(lost);
    return tookMs;
  }

  async #take({ assignment, group, operator, agent }: Room, way: number): Promise<void> {
    if (way === 0) await this.#administer('DELETE', `/v1/assignments/${assignment}`);
    else if (way === 1) await this.#administer('DELETE', `/v1/device-groups/${group}/members/${agent.device}`);
    else await this.#administer('PUT', `/v1/users/${operator}`, { name: operator, disabled: true });
  }

  async giveBack(room: Room, way: number): Promise<void> {
    const { group, operator, agent } = room;
    if (way === 0) room.assignment = await this.#assign(room);
    else if (way === 1) await this.#administer('PUT', `/v1/device-groups/${group}/members/${agent.device}`);
    else await this.#administer('PUT', `/v1/users/${operator}`, { name: operator, disabled: false });
  }

  #assign({ operator, group }: Room): Promise<string> {
    const { roleId } = this.#estate;
    return this.#make('/v1/assignments', { roleId, userIds: [operator], deviceGroupIds: [group] });
  }

  async #make(path: string, body: object): Promise<string> {
    const id = textAt(await this.#administer('POST', path, body), 'id');
    if (id === undefined) throw new BenchError('refused', `${path} made nothing.`);
    return id;
  }

  #administer(method: string, path: string, body?: object): Promise<unknown> {
    const { administrators } = this.#estate;
    const operator = administrators[++this.#turn % administrators.length] ?? '';
    return ask(this.#services, this.#estate, { operator, method, path, body });
  }

  async #ticket(operator: string, deviceId: string, publicKey: PublicKeyJwk): Promise<string> {
    const body = { deviceId, permission: 'modify', publicKey, origin };
    const answer = await ask(this.#services, this.#estate, { operator, method: 'POST', path: '/v1/sessions', body });
    return textAt(answer, 'ticket') ?? '';
  }

  async #enrol(keys: CryptoKeyPair): Promise<{ device: string; credential: string }> {
    const post = async (path: string, body?: object): Promise<unknown> => {
      const response = await fetch(`${this.#services.url}${path}`, {
        method: 'POST',
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      return response.json();
    };
    const { enrolmentKey } = this.#estate;
    const nonce = textAt(await post('/v1/device-challenges'), 'nonce') ?? '';
    const proof = await signProof(keys.privateKey, 'enrolment', Buffer.from(nonce, 'base64url'), enrolmentKey);
    const answer = await post('/v1/enrolments', {
      enrolmentKey,
      nonce,
      publicKey: await exportPublicKey(keys),
      proof: Buffer.from(proof).toString('base64url'),
      name: 'Room',
      platform: 'bench',
    });
    const [device, credential] = [textAt(answer, 'deviceId'), textAt(answer, 'credential')];
    if (device === undefined || credential === undefined) {
      throw new BenchError('refused', `A device could not enrol: ${JSON.stringify(answer)}`);
    }
    return { device, credential };
  }
}
