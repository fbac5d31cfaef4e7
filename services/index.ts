/** Starts and stops the control plane: store, keys, log, control link, API, in this order and back. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '@ringside/protocol';
import { ensureFirstOperator, grantFirstOperator } from './access/first-start.ts';
import { forgetOldKeys } from './access/idempotency-keys.ts';
import { createSignInLink, forgetEndedSignIns } from './access/sign-in.ts';
import type { Api } from './api/api.ts';
import { createApiServer } from './api/server.ts';
import { fileCheckpointSink, requireAppendable } from './audit/file-checkpoint-sink.ts';
import { settleLogKey, watchedLogKey } from './audit/log-key.ts';
import { LogUpkeep } from './audit/log-upkeep.ts';
import { ControlPlane } from './control/control-plane.ts';
import { Heartbeats } from './control/heartbeats.ts';
import { NodeRegistry } from './control/node-registry.ts';
import { serveControlLink } from './control/ws-control-server.ts';
import { DeviceChallenges } from './devices/device-challenge.ts';
import { createEnrolmentKey } from './devices/enrolment-keys.ts';
import { readRelayRules, withRelayRules } from './devices/relay-rules.ts';
import { Issuer } from './identity/issuer.ts';
import { watchCallStates } from './incidents/call-state-incidents.ts';
import { openKeyRing } from './keys/key-ring.ts';
import { retireLapsedKeys, settleSigningKeys } from './keys/key-rotation.ts';
import { servicesLimits } from './limits.ts';
import { addressOf, createListener, listen, unlisten } from './listener.ts';
import { createLog, type Log } from './monitoring/log.ts';
import { createMetrics } from './monitoring/metrics.ts';
import { readiness } from './monitoring/readiness.ts';
import { forgetOldRecoveries, Recoveries } from './recoveries/recoveries.ts';
import { sweepInTurns, sweepSessions, timedEnds } from './sessions/session-sweep.ts';
import { issuerSettings, publicOrigin, refuseInsecure, requirePublicUrl, type ServicesSettings } from './settings.ts';
import { type Sources, systemSources } from './sources.ts';
import { outsideChanges } from './store/outside-changes.ts';
import { openSqlite } from './store/sqlite-database.ts';

export { ServicesError } from './services-error.ts';
export { type ServicesSettings, settingsSchema } from './settings.ts';

export interface ServicesOptions {
  readonly sources?: Sources;
  readonly log?: Log;
}

export interface RunningServices {
  /** Where operators and devices reach services. */
  readonly url: string;
  /** Where relay nodes do. */
  readonly controlUrl: string;
  readonly tenantId: string;
  readonly firstOperatorId: string;
  /** A new link for the first operator, its secret in the fragment. */
  signInLink(): Promise<string>;
  /** A new enrolment key, good once and for an hour. */
  enrolmentKey(): Promise<string>;
  stop(): Promise<void>;
}

/** @throws ServicesError one sentence for the operator */
export async function startServices(
  settings: ServicesSettings,
  options: ServicesOptions = {},
): Promise<RunningServices> {
  refuseInsecure(settings);
  requirePublicUrl(settings);
  issuerSettings(settings);
  const sources = options.sources ?? systemSources();
  const log = options.log ?? createLog();
  const stops: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const undo of stops.splice(0).toReversed()) await undo();
  };
  try {
    const db = await openSqlite(settings.dataFolder, { alone: true });
    stops.push(() => db.destroy());
    // A change of keys that was killed is either on record, and takes effect, or never was.
    await settleSigningKeys({ db, dataFolder: settings.dataFolder });
    await settleLogKey(db, settings.dataFolder);
    const keys = await openKeyRing(settings.dataFolder, sources);
    const first = await ensureFirstOperator(db, sources, settings);
    const heartbeats = await Heartbeats.open(db, sources, keys);
    const nodes = new NodeRegistry(sources, (session) => heartbeats.sessionEnded(session));
    nodes.apply(await readRelayRules(db, sources.nowMs()), { tell: false });
    const recoveries = new Recoveries();
    const notReady = readiness(db, sources);

    const metrics = createMetrics(db, nodes, notReady);
    const logKey = watchedLogKey(settings.dataFolder, sources.newId());
    if (settings.logCheckpointFile !== undefined) await requireAppendable(settings.logCheckpointFile);
    const sink = fileCheckpointSink(settings.logCheckpointFile ?? join(settings.dataFolder, 'log-checkpoints.ndjson'));
    const upkeep = new LogUpkeep({
      db,
      sources,
      get signer() {
        return logKey.signer;
      },
      sink,
      log,
      countSinkFailure: metrics.countSinkFailure,
    });
    // What was recorded before the last end is covered from now on, and at the end what is recorded until then.
    await upkeep.checkpoint();
    stops.push(() => upkeep.checkpoint().catch((error: unknown) => log.error({ err: error }, 'no last checkpoint')));

    let url = publicOrigin(settings) ?? '';
    const api: Api = {
      db,
      sources,
      keys,
      get logSigner() {
        return logKey.signer;
      },
      relays: nodes,
      recoveries,
      challenges: new DeviceChallenges(sources),
      log,
      issuer: openIssuer(settings, sources),
      tenantId: first.tenantId,
      ownOrigin: () => url,
      onEnrolled: async (tx, device) => {
        if (settings.embedded) await grantFirstOperator(tx, sources, first, device);
      },
      countRefusal: metrics.countRefusal,
      notReady,
    };
    const { server } = await createApiServer(api, settings, log);
    stops.push(async () => {
      // The framework closes only listeners that it opened itself.
      await unlisten(server.server);
      await server.close();
    });
    const port = await listen(server.server, settings.host, settings.port, { host: 'host', port: 'port' });
    const ownAddress = addressOf('http', settings, settings.host, port);
    if (url === '') url = ownAddress;

    const control = new ControlPlane({ db, sources, keys, heartbeats, nodes, recoveries, log });
    const controlListener = createListener(settings, metrics.handler);
    const link = serveControlLink(controlListener, settings.controlSecret, (socket) => control.accept(socket));
    stops.push(async () => {
      link.stop();
      await unlisten(controlListener);
    });
    const names = { host: 'controlHost', port: 'controlPort' };
    const controlPort = await listen(controlListener, settings.controlHost, settings.controlPort, names);
    const controlUrl = `${addressOf('ws', settings, settings.controlHost, controlPort)}/control`;

    stops.push(every(limits.heartbeatMs, log, () => control.beat()));
    const { dataFolder } = settings;
    // Each by itself: a file that cannot be read must not keep the other key from being renewed.
    for (const work of [
      async () => {
        await settleSigningKeys({ db, dataFolder });
        await retireLapsedKeys({ db, sources, dataFolder });
      },
      () => control.publishKeys(),
      async () => {
        await settleLogKey(db, dataFolder);
        logKey.refresh();
      },
    ]) {
      stops.push(every(servicesLimits.keyCheckMs, log, work));
    }
    const sweeping = { db, sources, relays: nodes };
    stops.push(every(servicesLimits.sweepMs, log, sweepInTurns(sweeping)));
    stops.push(every(servicesLimits.timedEndMs, log, timedEnds(sweeping)));
    const afterOutsideChanges = outsideChanges(db);
    stops.push(
      every(servicesLimits.outsideChangesMs, log, () =>
        afterOutsideChanges(async () => {
          await sweepSessions(sweeping);
          await withRelayRules(db, sources, nodes, (rules) => nodes.apply(rules));
        }),
      ),
    );
    stops.push(every(servicesLimits.sweepMs, log, () => watchCallStates(db, sources)));
    stops.push(every(servicesLimits.recoverySweepMs, log, () => forgetOldRecoveries(db, sources.nowMs())));
    stops.push(every(servicesLimits.signInSweepMs, log, () => forgetEndedSignIns(db, sources.nowMs())));
    stops.push(every(servicesLimits.idempotencySweepMs, log, () => forgetOldKeys(db, sources.nowMs())));
    stops.push(every(servicesLimits.checkpointMs, log, () => upkeep.checkpoint()));
    const { retentionCheckMs, selfCheckMs, selfCheckRestMs, firstLookMs } = servicesLimits;
    stops.push(every(retentionCheckMs, log, () => upkeep.retain(), firstLookMs));
    const stopping = new AbortController();
    const rest = () => sleep(selfCheckRestMs, undefined, { signal: stopping.signal });
    const verify = () =>
      upkeep.verify(rest).catch((error: unknown) => {
        if (!stopping.signal.aborted) throw error;
      });
    stops.push(every(selfCheckMs, log, verify, firstLookMs));
    // A long log is not read to its end before services stop.
    stops.push(() => stopping.abort());
    log.info({ url, controlUrl }, 'services are ready');

    return {
      url,
      controlUrl,
      tenantId: first.tenantId,
      firstOperatorId: first.operatorId,
      signInLink: async () => signInUrl(url, await createSignInLink(db, sources, first.operatorId)),
      enrolmentKey: async () => {
        const { tenantId } = first;
        const lifeMs = servicesLimits.handedOverKeyMs;
        const key = { tenantId, actor: { kind: 'services' }, name: 'first start', approval: 'automatic' } as const;
        return (await createEnrolmentKey(db, sources, { ...key, maxUses: 1, lifeMs })).secret;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function openIssuer(settings: ServicesSettings, sources: Sources): Issuer | undefined {
  const issuer = issuerSettings(settings);
  return issuer && new Issuer(issuer, sources);
}

/** The fragment stays in the browser: it reaches no server, log or referrer. The page POSTs it. */
export const signInUrl = (url: string, secret: string): string => `${url}/#sign-in=${secret}`;

/** Runs work at an interval, and for the first time after one of its own, never twice at once. */
function every(ms: number, log: Log, work: () => Promise<void>, firstMs?: number): () => Promise<void> {
  let running: Promise<void> | undefined;
  const run = () => {
    running ??= work()
      .catch((error: unknown) => log.error({ err: error }, 'periodic work failed'))
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(run, ms);
  const first = firstMs === undefined ? undefined : setTimeout(run, firstMs);
  return async () => {
    clearInterval(timer);
    clearTimeout(first);
    await running;
  };
}
