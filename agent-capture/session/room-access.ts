/**
 * Access to one room: runs the guard and does what it says. It owns the gate, the ring's verification and the video
 * pipeline, and nothing else touches them.
 */
import {
  type Command,
  EndReason,
  encodeAgentMessage,
  type Input,
  limits,
  type Recovery,
  RefusalReason,
  type RingLoss,
} from '@ringside/protocol';
import { createAccountWatch } from '../account/account-watch.ts';
import type { CallStates } from '../call-state/call-states.ts';
import { createRoomCard, type RoomCard } from '../card/room-card.ts';
import type { Clock } from '../clock.ts';
import { createCommandDesk } from '../commands/command-desk.ts';
import type { OwedRestart } from '../commands/owed-restart-file.ts';
import { recover } from '../commands/recovery.ts';
import { createRestartAfterSession } from '../commands/restart-after-session.ts';
import type { DisplayDemand, TileRect, VideoOutlet, VideoPipeline } from '../damage/video-pipeline.ts';
import type { Rect } from '../display/display-source.ts';
import { createGate } from '../guard/gate.ts';
import { initialGuard, isOpen, nextDeadline, openGrant, step } from '../guard/guard.ts';
import type { Grant, GuardEffect, GuardState, Happening } from '../guard/guard-state.ts';
import { createInputIntake, type InputVerdict } from '../input/input-intake.ts';
import { agentLimits } from '../limits.ts';
import type { Leaving } from '../link/relay-socket.ts';
import { type Log, reasonOf } from '../log.ts';
import type { Platform } from '../platform.ts';
import type { RingBreak } from '../ring/ring-frame.ts';
import { createRingVerifier } from '../ring/ring-verifier.ts';
import { RingLosses } from './ring-losses.ts';
import { asks, cardDisplay, cardPeople, cardQuestion, inside, isAccessed } from './room-people.ts';
import { encodeAccountNews, encodeLayout, encodeRoomStatus } from './room-status.ts';
import { createSessionEnds } from './session-ends.ts';

export interface RoomAccessParts {
  readonly platform: Platform;
  readonly callStates: CallStates;
  readonly createPipeline: (outlet: VideoOutlet) => VideoPipeline;
  /** Where messages go. `send` is false when there is no link; `cut` breaks it, with what has not left yet. */
  readonly link: { send(message: Uint8Array): boolean; queuedBytes(): number; leaving(): Leaving; cut(): void };
  /** A restart after sessions that the run before still owed. */
  readonly owedRestart: OwedRestart;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

export interface RoomAccess {
  readonly state: GuardState;
  /** Undefined where the platform shows none. */
  readonly card: Pick<RoomCard, 'touched' | 'keysPressed' | 'gone'> | undefined;
  happened(happening: Happening): void;
  /** The link is new: the relay must hear everything. */
  introduce(): void;
  layoutChanged(): void;
  damaged(display: number, rect: Rect): void;
  ringDisturbed(display: number, what: string): void;
  ringBroken(display: number, what: RingBreak): void;
  demand(display: number, epoch: number, demand: DisplayDemand): void;
  refresh(display: number, epoch: number, tiles: TileRect): void;
  input(viewer: number, input: Input): void;
  command(viewer: number, command: Command): void;
  /** Believed already: signed by services, fresh, for this device. */
  recover(recovery: Recovery): void;
  /** The device was told to restart: sessions wait for it, and must not be ended. */
  readonly restarting: boolean;
  /** @param active the viewer's operator has done something since its last probe */
  probe(viewer: number, sentUs: number, active: boolean): void;
  /** Somebody in the room wants everybody out. */
  eject(): void;
  /** Ends every session, releases what is pressed and takes the ring down. */
  close(): Promise<void>;
}

export function createRoomAccess(parts: RoomAccessParts): RoomAccess {
  const { platform, callStates, link, clock, random, log } = parts;
  const { source } = platform;
  let state: GuardState = initialGuard;
  let epoch = 0;
  let pipeline: VideoPipeline | undefined;
  /** When the last frame left. */
  let frameMs = Number.NEGATIVE_INFINITY;
  let ringSeenMs = Number.NEGATIVE_INFINITY;
  let lastStatus = Buffer.alloc(0);
  let cancelTick = (): void => undefined;
  let cancelDoubt = (): void => undefined;
  let cancelDropLog = (): void => undefined;
  let dropLogDue = false;
  const dropped = new Map<InputVerdict, number>();
  const waiting: Happening[] = [];
  let running = false;

  let sleptMs = clock.wallMs() - clock.monotonicMs();

  /**
   * The monotonic clock stands still while the machine sleeps, and every lease and limit with it: after that the room is
   * another one, and the link begins anew.
   */
  function isAwake(): boolean {
    const beforeMs = sleptMs;
    sleptMs = clock.wallMs() - clock.monotonicMs();
    if (sleptMs - beforeMs <= agentLimits.sleepMs) return true;
    log.warn('slept', { seconds: Math.round((sleptMs - beforeMs) / 1_000) });
    link.cut();
    happened({ event: 'link', link: 'down' });
    return false;
  }

  /** The viewer's grant while it is in and all is open. What comes after a sleep was sent before it. */
  const grantOf = (viewer: number): Grant | undefined =>
    isAwake() ? openGrant(state, viewer, clock.monotonicMs()) : undefined;

  const losses = new RingLosses(() => source.displays);
  const ends = createSessionEnds({ link, clock, log, isOpen: () => state.phase === 'open' });
  const nowUs = (): number => Math.round(clock.monotonicMs() * 1_000);

  const card =
    platform.card === undefined
      ? undefined
      : createRoomCard({
          ...platform.card,
          clock,
          ringThickness: (display) => platform.frame.thickness(display),
          ejected() {
            log.info('ejected');
            happened({ event: 'eject' });
          },
          told: (session) => happened({ event: 'room-told', session }),
          untold: () => happened({ event: 'room-untold' }),
          answered(session, allows) {
            log.info(allows ? 'room-allowed' : 'room-refused', { session });
            happened({ event: allows ? 'allowed' : 'declined', session });
          },
          trouble: (error) => log.warn('card-trouble', { reason: error.message }),
        });
  const gate = createGate({
    source,
    sink: platform.sink,
    passes: () => isAwake() && isOpen(state, clock.monotonicMs()),
    // RING-2 by construction: nothing passes when the ring was not seen just now, whatever holds the look up.
    ringSeen: () => clock.monotonicMs() - ringSeenMs <= agentLimits.ringFreshMs,
    write(message) {
      frameMs = clock.monotonicMs();
      return link.send(message);
    },
  });
  const intake = createInputIntake({
    gate,
    grantOf,
    displays: () => source.displays,
    clock,
  });
  const restart = createRestartAfterSession({
    kept: parts.owedRestart,
    clock,
    use: () => ({
      sessions: inside(state),
      asked: asks(state),
      call: state.room.call,
      possible: 'run' in platform.abilities.restartDevice,
    }),
    changed() {
      tellStatus();
      updateCard();
    },
    restart() {
      log.info('restart-after-session');
      restartDevice().catch((error: unknown) => log.warn('restart-failed', { reason: reasonOf(error) }));
    },
  });
  const account = createAccountWatch({
    look: platform.account,
    abilities: platform.abilities,
    restartDevice,
    use: () => ({
      sessions: inside(state).map(({ session }) => session),
      asked: asks(state),
      call: state.room.call,
    }),
    changed: () => tellStatus(),
    tell: (news) => link.send(encodeAccountNews(news)),
    clock,
    log,
  });
  const desk = createCommandDesk({
    abilities: platform.abilities,
    gate,
    grantOf,
    setRestartAfterSession: (on) => restart.set(on),
    restartDevice,
    answer(viewer, id, refusal) {
      link.send(encodeAgentMessage({ commandResult: { viewer, result: { id, refusal } } }));
    },
    clock,
    log,
  });
  let restartingUntilMs = Number.NEGATIVE_INFINITY;
  const isRestarting = (): boolean => clock.monotonicMs() < restartingUntilMs;

  /** @throws when it is not under way then */
  async function restartDevice(): Promise<void> {
    const ability = platform.abilities.restartDevice;
    if (isRestarting() || 'unavailable' in ability) throw new Error('it restarts already, or cannot');
    // Before, since the machine may go down at once.
    restartingUntilMs = clock.monotonicMs() + limits.restartResumeMs;
    try {
      await ability.run();
    } catch (error) {
      restartingUntilMs = Number.NEGATIVE_INFINITY;
      throw error;
    }
    restart.settle();
  }

  function updateCard(): void {
    const { countdown } = restart;
    const notice = countdown === undefined ? undefined : { restartsInSeconds: countdown };
    card?.update(cardPeople(state), cardDisplay(source.displays), notice, cardQuestion(state));
  }

  const verifier = createRingVerifier({
    source,
    frame: platform.frame,
    clock,
    random,
    isStill: () => clock.monotonicMs() - frameMs >= agentLimits.ringStillMs,
    seen(raise, atMs) {
      ringSeenMs = atMs;
      cancelDoubt();
      cancelDoubt = clock.after(agentLimits.ringDoubtMs, () => happened({ event: 'ring-doubtful' }));
      happened({ event: 'ring-verified', raise });
      gate.settle();
    },
    lost(display) {
      log.warn('ring-lost', { display });
      losses.seen(display, 'not seen');
      happened({ event: 'ring-lost' });
    },
    trouble: (error) => log.warn('ring-trouble', { reason: error.message }),
  });

  function happened(happening: Happening): void {
    // Once a second, so that a date that is set by and by is not taken for a sleep.
    if (happening.event === 'lease') isAwake();
    waiting.push(happening);
    // An effect may cause the next event; it comes after all effects of this one.
    if (running) return;
    running = true;
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [after, effects] = step(state, { ...next, atMs: clock.monotonicMs() });
        state = after;
        for (const effect of effects) attempt(effect);
      }
    } finally {
      running = false;
    }
    restart.look();
    account.roomChanged();
    scheduleTick();
    tellStatus();
    updateCard();
  }

  /** What fails must not keep the rest from being done: the guard counts on all of it. */
  function attempt(effect: GuardEffect): void {
    try {
      perform(effect);
    } catch (error) {
      log.warn('effect-failed', {
        effect: effect.effect,
        reason: error instanceof Error ? error.message : String(error),
      });
      happened({ event: 'capture-failed' });
    }
  }

  function perform(effect: GuardEffect): void {
    switch (effect.effect) {
      case 'shut':
        gate.shut();
        pipeline?.stop();
        pipeline = undefined;
        intake.keep([]);
        desk.keep([]);
        return;
      case 'release-input':
        gate.releaseInput();
        return;
      case 'raise-ring':
        log.info('ring-raised', { raise: effect.raise });
        losses.raised();
        verifier.raise(effect.raise, source.displays);
        return;
      case 'lower-ring':
        cancelDoubt();
        verifier.lower();
        return;
      case 'open':
        open();
        return;
      case 'ask-room':
        link.send(encodeAgentMessage({ roomAsked: { viewer: effect.viewer } }));
        if (card === undefined) happened({ event: 'room-untold' });
        return;
      case 'opened':
        intake.keep(state.phase === 'open' ? state.seats.map((seat) => seat.viewer) : []);
        desk.keep(state.phase === 'open' ? state.seats.map((seat) => seat.viewer) : []);
        log.info('session-opened', { session: effect.grant.session, permission: effect.grant.permission });
        // The relay checks the ring by itself: it must know of it before it hears that the session is open.
        tellStatus();
        link.send(encodeAgentMessage({ sessionOpened: { viewer: effect.viewer } }));
        return;
      case 'refused':
        log.info('session-refused', { viewer: effect.viewer, reason: RefusalReason[effect.reason] });
        link.send(encodeAgentMessage({ sessionRefused: { viewer: effect.viewer, reason: effect.reason } }));
        return;
      case 'ended':
        log.info('session-ended', { session: effect.session, reason: EndReason[effect.reason] });
        if (effect.by === 'relay') return;
        ends.ended(effect.session, effect.reason, lossOf(effect.reason));
        return;
      default:
        effect satisfies never;
    }
  }

  function lossOf(reason: EndReason): RingLoss | undefined {
    return reason === EndReason.END_REASON_RING_LOST ? losses.last : undefined;
  }

  /** Each opening is a layout epoch and a pipeline of its own: no frame of an earlier one can pass. */
  function open(): void {
    tellLayout();
    ends.opened();
    gate.open(epoch);
    pipeline = parts.createPipeline({
      grab: (display, rect) => gate.grab(display, rect),
      send(message) {
        if (gate.send(message)) return true;
        // A look at the ring so late that no more can wait for it: what was begun cannot go on, so all begins anew.
        happened({ event: 'ring-doubtful' });
        return false;
      },
      queuedBytes: () => link.queuedBytes(),
      nowUs,
      watch: (display, on) => source.watch(display, on),
      failed(error) {
        log.warn('capture-failed', { reason: error.message });
        happened({ event: 'capture-failed' });
      },
    });
    pipeline.layoutChanged(epoch, source.displays);
  }

  function tellLayout(): void {
    epoch += 1;
    link.send(encodeLayout(epoch, source.displays));
  }

  function tellStatus(): void {
    const { decidedBy: callStateSource } = callStates;
    const facts = { callStateSource, restartAfterSession: restart.on, account: account.status };
    const status = Buffer.from(encodeRoomStatus(state, facts));
    if (status.equals(lastStatus)) return;
    if (link.send(status)) lastStatus = status;
  }

  /** An idle limit counts in minutes: the guard need not hear of every key. */
  function active(viewer: number): void {
    const seat = 'seats' in state ? state.seats.find((one) => one.viewer === viewer) : undefined;
    if (seat === undefined || clock.monotonicMs() - seat.activeMs < agentLimits.activityMs) return;
    happened({ event: 'active', viewer });
  }

  function countDropped(verdict: Exclude<InputVerdict, 'passed'>): void {
    dropped.set(verdict, (dropped.get(verdict) ?? 0) + 1);
    if (dropLogDue) return;
    dropLogDue = true;
    cancelDropLog = clock.after(agentLimits.dropLogMs, () => {
      dropLogDue = false;
      log.warn('input-dropped', Object.fromEntries(dropped));
      dropped.clear();
    });
  }

  function scheduleTick(): void {
    cancelTick();
    const deadlineMs = nextDeadline(state);
    if (deadlineMs === undefined) return;
    const inMs = Math.max(0, deadlineMs - clock.monotonicMs());
    cancelTick = clock.after(Math.ceil(inMs), () => happened({ event: 'tick' }));
  }

  return {
    get state() {
      return state;
    },
    card,
    happened,
    introduce() {
      sleptMs = clock.wallMs() - clock.monotonicMs();
      // First: what the room is like now would end a session as well, and say less of why.
      ends.linked();
      happened({ event: 'link', link: 'up' });
      tellLayout();
      lastStatus = Buffer.alloc(0);
      tellStatus();
      account.linked();
    },
    layoutChanged() {
      happened({ event: 'layout', displays: source.displays.map((display) => display.id) });
      if (state.phase !== 'open') tellLayout();
    },
    damaged: (display, rect) => pipeline?.damaged(display, rect),
    ringDisturbed(display, what) {
      log.info('ring-disturbed', { display, what });
      verifier.lookNow();
    },
    ringBroken(display, what) {
      log.warn('ring-lost', { display, what });
      losses.seen(display, what);
      happened({ event: 'ring-lost' });
    },
    demand: (display, of, demand) => pipeline?.demand(display, of, demand),
    refresh: (display, of, tiles) => pipeline?.refresh(display, of, tiles),
    input(viewer, input) {
      // Before it can happen.
      if (input.pointer !== null || input.wheel !== null) card?.operatorPointed();
      const verdict = intake.take(viewer, input);
      if (verdict === 'passed') active(viewer);
      else countDropped(verdict);
      if (verdict === 'flood') happened({ event: 'violation', viewer });
    },
    command(viewer, command) {
      active(viewer);
      desk.ask(viewer, command);
    },
    recover({ id, command }) {
      if (!isAwake()) return;
      const ports = {
        abilities: platform.abilities,
        callStates,
        accessed: () => isAccessed(state),
        restartDevice,
        log,
      };
      void recover({ command }, ports).then((refusal) => {
        log.info('recovery', { command, refusal });
        link.send(encodeAgentMessage({ recoveryResult: { id, refusal } }));
      });
    },
    get restarting() {
      return isRestarting();
    },
    probe(viewer, sentUs, isActive) {
      if (grantOf(viewer) === undefined) return;
      if (isActive) active(viewer);
      link.send(encodeAgentMessage({ probeReply: { viewer, sentUs, agentUs: nowUs() } }));
    },
    eject: () => happened({ event: 'eject' }),
    async close() {
      // The device goes down with its sessions waiting: the relay must not hear that they ended.
      if (isRestarting()) link.cut();
      restart.close();
      account.close();
      happened({ event: 'stop' });
      cancelTick();
      cancelDoubt();
      cancelDropLog();
      ends.close();
      gate.shut();
      await Promise.all([card?.close(), verifier.close()]);
    },
  };
}
