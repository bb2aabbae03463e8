import type { RequestListener } from 'node:http';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { AppError } from '../base/app-error.ts';
import type { Clock } from '../base/clock.ts';
import type { Configuration } from '../contracts/configuration.ts';
import type { CollectorStore } from '../storage/collector/collector-store.ts';
import type { Knowledge } from './advisories/knowledge.ts';
import { addGuard } from './access/guard.ts';
import { createViews } from './access/views.ts';
import { createIdentityProvider } from './auth/identity-provider.ts';
import { readProviderSettings } from './auth/provider-settings.ts';
import { createPasskeys } from './auth/passkeys.ts';
import { createConnectionGate, type ConnectionGate } from './connections/connection-gate.ts';
import { createPasswordHashing } from './auth/password-hash.ts';
import { createSignIn } from './auth/sign-in.ts';
import { publicUrl } from './collector-address.ts';
import type { CollectorMetrics } from './collector-metrics.ts';
import { answerError } from './error-answer.ts';
import { observeMethods } from './known-methods.ts';
import { addSmallJsonParser } from './ingest/json-parser.ts';
import { createSignedRequests } from './ingest/signed-requests.ts';
import { accountRoutes } from './routes/account.ts';
import { accountPasskeyRoutes } from './routes/account-passkeys.ts';
import { agentFeedRoutes } from './routes/agent-feed.ts';
import { agentIdentityRoutes } from './routes/agent-identity.ts';
import { agentUploadRoutes } from './routes/agent-uploads.ts';
import { auditRoutes } from './routes/audit.ts';
import { addConsole } from './routes/console.ts';
import { addDocumentation } from './routes/documentation.ts';
import { importedMachineChangeRoutes, importedMachineRoutes } from './routes/imported-machines.ts';
import { endpointLifeRoutes } from './routes/endpoint-life.ts';
import { enrolmentRoutes } from './routes/enrolment.ts';
import { operationsRoutes } from './routes/operations.ts';
import { peopleRoutes } from './routes/people.ts';
import { peopleChangeRoutes } from './routes/people-changes.ts';
import { readingRoutes } from './routes/reading.ts';
import { sessionRoutes } from './routes/session.ts';
import { sessionProviderRoutes } from './routes/session-provider.ts';
import { sessionPasskeyRoutes } from './routes/session-passkey.ts';
import { addWarningRoutes } from './routes/add-warning-routes.ts';
import { vulnerabilityDataRoutes } from './routes/vulnerability-data.ts';
import { applicationLimits } from './server-limits.ts';
import { createTlsServer } from './tls-server.ts';
import type { ServerCertificates } from './tls/server-certificates.ts';

export interface CollectorAppOptions {
  readonly store: CollectorStore;
  readonly knowledge: Knowledge;
  readonly metrics: CollectorMetrics;
  readonly configuration: Configuration['collector'];
  readonly consoleFolder: string | null;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  /** Null only where requests are injected. */
  readonly tls: ServerCertificates | null;
}

export async function createCollectorApp(options: CollectorAppOptions): Promise<FastifyInstance> {
  const { store, knowledge, configuration, clock, metrics } = options;
  const providerSettings = readProviderSettings(configuration);
  const logController = new LogController({ disableRequestLogging: true });
  const gate = createConnectionGate();
  const { tls } = options;
  const app: FastifyInstance = Fastify({
    ...applicationLimits,
    ...(tls === null ? {} : { serverFactory: (handler: RequestListener) => createTlsServer(handler, tls, gate) }),
    loggerInstance: options.log,
    logController,
    frameworkErrors: answerError,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  observeRequests(app, metrics);
  const methodsOf = observeMethods(app);
  watchGate(app, gate);
  await addProtection(app, options.tls !== null);
  const { access } = store;
  const guard = addGuard(app, { access, clock });
  const viewFor = createViews(store, guard);
  await guard.openToEverybody(() => addDocumentation(app));

  const maxBytes = configuration.max_body_mb * 1024 * 1024;
  const signed = createSignedRequests({ endpoints: store.endpoints, maxBytes });
  const { silent_after_minutes: silentAfterMinutes, approve_endpoints: needsApproval } = configuration;
  await app.register(operationsRoutes, { settings: store.settings, metrics });
  await app.register(
    async (api) => {
      addSmallJsonParser(api);
      api.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'));
      await api.register(enrolmentRoutes, { enrolments: store.enrolments, clock, needsApproval });
      const hashing = createPasswordHashing();
      const signIn = createSignIn({ access, hashing, clock });
      await api.register(sessionRoutes, { access, signIn, hashing, guard, clock });
      await api.register(accountRoutes, { access, signIn, hashing, guard, clock });
      const consoleUrl = async () => publicUrl(configuration, await store.settings.listeningAt());
      const provider = providerSettings && createIdentityProvider(providerSettings);
      await api.register(sessionProviderRoutes, { access, provider, consoleUrl, clock });
      const passkeys = createPasskeys(access.passkeys, clock);
      await api.register(sessionPasskeyRoutes, { access, passkeys, configuration, clock });
      await api.register(accountPasskeyRoutes, { access, passkeys, signIn, guard, configuration, clock });
      await api.register(peopleRoutes, { store, guard, configuration, clock });
      await api.register(peopleChangeRoutes, { store, guard, configuration, clock });
      await api.register(endpointLifeRoutes, { endpointLife: store.endpointLife, guard, viewFor, clock });
      await api.register(auditRoutes, { audit: access.audit });
      await api.register(readingRoutes, { viewFor, clock, silentAfterMinutes });
      await api.register(vulnerabilityDataRoutes, { advisories: knowledge.advisories });
      const { ingest, inventories, sections, summaries } = store;
      const { exposures, bundles } = knowledge;
      const { inventoryArrived } = await addWarningRoutes(api, { store, guard, viewFor, advisories: exposures, clock, silentAfterMinutes });
      const machineArrived = (isNew: boolean): void => {
        if (isNew) exposures.changed();
        inventoryArrived();
      };
      const machines = { store, guard, viewFor, clock, inventoryArrived: machineArrived };
      await api.register(importedMachineRoutes, machines);
      await api.register(importedMachineChangeRoutes, machines);
      const arrivals = { inventories, exposures, inventoryArrived };
      const { endpointLife } = store;
      const uploads = {
        signed,
        ingest,
        endpointLife,
        summaries,
        sections,
        clock,
        maxBytes,
        countSummary: metrics.countSummary,
        ...arrivals,
      };
      await api.register(agentUploadRoutes, { ...uploads, prefix: '/agent' });
      await api.register(agentIdentityRoutes, { signed, endpointLife, needsApproval, clock, prefix: '/agent' });
      await api.register(agentFeedRoutes, { signed, bundles, policies: store.policies, prefix: '/agent' });
    },
    { prefix: '/api/v1' },
  );
  await guard.openToEverybody(() => addConsole(app, options.consoleFolder, methodsOf));
  await app.ready();
  return app;
}

async function addProtection(app: FastifyInstance, isTls: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    strictTransportSecurity: isTls && { maxAge: 31_536_000, includeSubDomains: false },
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(cookie);
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, { after }) =>
      new AppError('RATE_LIMITED', `Too many requests from this address. Try again in ${after}.`),
  });
}

/** The gate learns from where somebody came who is known here. */
function watchGate(app: FastifyInstance, gate: ConnectionGate): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const rule = request.routeOptions.config.access?.for ?? 'everybody';
    if (rule !== 'everybody' && reply.statusCode < 400) gate.prove(request.ip);
    return payload;
  });
  app.addHook('preClose', async () => gate.close());
}

function observeRequests(app: FastifyInstance, metrics: CollectorMetrics): void {
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    metrics.observeRequest({ method, route: routeOptions.url ?? 'none', status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
  });
}
