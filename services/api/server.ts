/** Puts the HTTP API together: limits, authentication before every route, problems for every error, OpenAPI from the schemas. */
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import fastify, { type FastifyError, type FastifyReply, type FastifyServerOptions, LogController } from 'fastify';
import { actorOf, type Principal } from '../access/principal.ts';
import { appendEvent } from '../audit/event-log.ts';
import { servicesLimits } from '../limits.ts';
import { createListener } from '../listener.ts';
import type { Log } from '../monitoring/log.ts';
import type { ServicesSettings } from '../settings.ts';
import type { Api } from './api.ts';
import { authenticateRoutes, type DeclaredRoute, maybeCallerOf } from './authentication.ts';
import { describeMatches } from './changes.ts';
import { idempotentCreation } from './idempotency.ts';
import { portalFiles } from './portal-files.ts';
import { isDenial, type Problem, ProblemError, problemFrom, problemOf } from './problem.ts';
import { apiKeyRoutes } from './routes/api-key-routes.ts';
import { assignmentRoutes } from './routes/assignment-routes.ts';
import { deviceAccessRoutes } from './routes/device-access-routes.ts';
import { deviceRoutes } from './routes/device-routes.ts';
import { enrolmentKeyRoutes } from './routes/enrolment-key-routes.ts';
import { enrolmentRoutes } from './routes/enrolment-routes.ts';
import { groupRoutes } from './routes/group-routes.ts';
import { issuerRoutes } from './routes/issuer-routes.ts';
import { logRoutes } from './routes/log-routes.ts';
import { organisationRoutes } from './routes/organisation-routes.ts';
import { publicRoutes } from './routes/public-routes.ts';
import { reportRoutes } from './routes/report-routes.ts';
import { roleRoutes } from './routes/role-routes.ts';
import { sessionRoutes } from './routes/session-routes.ts';
import { signInRoutes } from './routes/sign-in-routes.ts';
import { userRoutes } from './routes/user-routes.ts';
import { securityHeaders } from './security-headers.ts';
import { refuseUndescribed } from './strictness.ts';
import type { TypedServer } from './typed-server.ts';

export interface ApiServer {
  readonly server: TypedServer;
  /** Every route there is, with who may use it. */
  readonly routes: readonly DeclaredRoute[];
}

export async function createApiServer(api: Api, settings: ServicesSettings, log: Log): Promise<ApiServer> {
  const { behindProxy, portalFolder } = settings;
  const options: FastifyServerOptions = {
    serverFactory: (handler) => createListener(settings, handler),
    loggerInstance: log,
    // The framework would log URLs and addresses; see the onResponse hook below.
    logController: new LogController({ disableRequestLogging: true }),
    // One proxy in front: its word on the address counts, what it was told by others does not.
    trustProxy: behindProxy ? (_, hop) => hop === 0 : false,
    bodyLimit: servicesLimits.bodyBytes,
    forceCloseConnections: true,
    // A URL that cannot be decoded: it reaches neither a route nor a hook.
    frameworkErrors: (error, _, reply) =>
      sendProblem(reply.header('x-content-type-options', 'nosniff'), problemFrom(error)),
  };
  const server: TypedServer = fastify(options)
    .withTypeProvider<TypeBoxTypeProvider>()
    .setValidatorCompiler(TypeBoxValidatorCompiler);

  server.setErrorHandler(async (error: FastifyError, request, reply) => {
    const problem = problemFrom(error);
    const route = `${request.method} ${request.routeOptions.url ?? ''}`;
    if (problem.status >= 500) log.error({ err: error, route }, problem.code);
    const caller = maybeCallerOf(request);
    if (caller === undefined) api.countRefusal(problem.code);
    else if (isDenial(problem.code) && !(error instanceof ProblemError && error.isLogged)) {
      await logDenial(api, caller.principal, problem.code, route);
    }
    return sendProblem(reply, problem);
  });
  server.setNotFoundHandler((_, reply) => sendProblem(reply, problemOf('not-found')));
  server.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime);
    request.log.debug({ method, route: routeOptions.url, status: reply.statusCode, ms }, 'answered');
  });

  securityHeaders(server, api);
  await server.register(cookie);
  await server.register(rateLimit, {
    max: servicesLimits.operatorRequestsPerMinute,
    timeWindow: 60_000,
    hook: 'onRequest',
    keyGenerator: (request) => maybeCallerOf(request)?.principal.operatorId ?? request.ip,
  });
  await server.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Ringside', version: '1' } },
  });
  const routes = authenticateRoutes(server, api);
  limitApiKeys(server);
  refuseUndescribed(server);
  describeMatches(server);
  idempotentCreation(server, api);
  signInRoutes(server, api);
  issuerRoutes(server, api);
  deviceRoutes(server, api);
  deviceAccessRoutes(server, api);
  sessionRoutes(server, api);
  roleRoutes(server, api);
  assignmentRoutes(server, api);
  userRoutes(server, api);
  groupRoutes(server, api);
  organisationRoutes(server, api);
  apiKeyRoutes(server, api);
  enrolmentKeyRoutes(server, api);
  enrolmentRoutes(server, api);
  logRoutes(server, api);
  reportRoutes(server, api);
  publicRoutes(server, api);
  if (portalFolder !== undefined) await portalFiles(server, portalFolder);
  await server.ready();
  return { server, routes };
}

/** Per operator alone a key would have as many requests as there are operators whom it may name. */
function limitApiKeys(server: TypedServer): void {
  const count = server.createRateLimit({
    max: servicesLimits.apiKeyRequestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => {
      const principal = maybeCallerOf(request)?.principal;
      return principal?.via === 'api-key' ? principal.apiKeyId : '';
    },
  });
  server.addHook('onRequest', async (request) => {
    if (maybeCallerOf(request)?.principal.via !== 'api-key') return;
    const counted = await count(request);
    if (!counted.isAllowed && counted.isExceeded) throw new ProblemError('too-many-requests');
  });
}

/** Every refusal of a signed-in party is in the log, wherever it came from (AUD-2). */
async function logDenial(api: Api, principal: Principal, reason: string, route: string): Promise<void> {
  const { tenantId, operatorId } = principal;
  const denial = { kind: 'access.refused', tenantId, operatorId, actor: actorOf(principal) } as const;
  try {
    await api.db.transaction().execute((tx) => appendEvent(tx, api.sources, { ...denial, detail: { reason, route } }));
  } catch (error) {
    // It stays refused.
    api.log.error({ err: error }, 'a refusal could not be logged');
  }
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).type('application/problem+json').send(problem);
}
