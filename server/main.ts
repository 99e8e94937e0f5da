/**
 * The only place where the parts are put together: configuration, database, accounts, API,
 * rooms, pages, and how all of them stop.
 */
import { createHmac } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import compression from 'compression';
import { Redis } from 'ioredis';
import { agreementRoots, isAgreementId } from '#document/agreement-text.ts';
import { amendmentRoots } from '#document/amendment-content.ts';
import { inspectText } from '#document/inspection.ts';
import { schemaVersion } from '#document/schema.ts';
import { type Attempts, createAttempts } from './accounts/attempts.ts';
import { type Auth, authHandler, createAuth } from './accounts/auth.ts';
import { demoIsOpen, ensureDemoPeople } from './accounts/demo.ts';
import { firstWorkspace } from './accounts/service.ts';
import { readVisitor, readVisitors } from './accounts/visitor.ts';
import { Afterwards } from './afterwards.ts';
import { createApi, type RequestHandler } from './api.ts';
import { clientAddress } from './client-address.ts';
import { Purging } from './coalitions/purging.ts';
import { type Collaboration, createCollaboration } from './collaboration/collaboration.ts';
import type { Configuration } from './configuration.ts';
import type { Application, Visitor } from './context.ts';
import { openDatabase } from './database.ts';
import { readDraftAccess, readDraftAccessAgain } from './drafts/access.ts';
import { AutomaticVersions } from './drafts/automatic-versions.ts';
import { securityHeaders } from './headers.ts';
import { healthHandlers } from './health.ts';
import { apiMiddleware, createHttpServer, type Middleware } from './http.ts';
import { listen } from './listening.ts';
import { createLog } from './log.ts';
import { MailSending } from './mail/sending.ts';
import { createMailTransport } from './mail/transport.ts';
import { seedDualUse } from './seeding/dual-use.ts';

const largestUpload = 25 * 1024 * 1024;

export interface Running {
  /** Where it listens, with the port that was given if 0 was asked for. */
  readonly address: string;
  stop(): Promise<void>;
}

export interface Assembly {
  readonly app: Application;
  /** Who asks, by the cookie among these headers; for upgrades as for requests. */
  readonly whoAsks: (headers: Headers) => Promise<Visitor>;
  /** Answers the API; everything else goes on to the pages. */
  readonly middleware: Middleware;
  /** Lets a socket into the room of a shared text, or refuses it. */
  readonly upgrade: Collaboration['upgrade'];
  /** First what uses the rooms; then the rooms, whose last words are still to be stored. */
  close(): Promise<void>;
}

/** The application before its rooms are open, which ask it for rights. */
type Foundation = Omit<Application, 'texts'>;

/** Puts the parts together without listening: the served program and the development server share it. */
export async function assemble(
  configuration: Configuration,
  isDevelopment = false,
): Promise<Assembly> {
  const { connection } = await openDatabase(configuration.databaseUrl);
  const counting = openAttempts(configuration);
  const { attempts } = counting;
  const foundation = layFoundation(configuration, { ...connection, attempts, isDevelopment });
  const auth = openAccounts(foundation, configuration);
  await prepareWorkspace(foundation);
  const whoAsks = (headers: Headers) => readVisitor(foundation, auth, headers);
  const rooms = openRooms(foundation, configuration, whoAsks);
  const app: Application = { ...foundation, texts: rooms };
  const versions = new AutomaticVersions(app);
  versions.start();
  const purging = new Purging(app);
  purging.start();
  const mail = openMail(foundation, configuration);
  const close = async () => {
    await foundation.afterwards.settle();
    await mail?.stop();
    counting.close();
    await versions.stop();
    await purging.stop();
    await rooms.close();
    await connection.close();
  };
  const middleware = serveApi(app, configuration, auth, whoAsks, rooms, mail);
  return { app, whoAsks, middleware, upgrade: rooms.upgrade, close };
}

type Opened = Pick<Foundation, 'db' | 'dialect' | 'attempts' | 'isDevelopment'>;

function layFoundation(
  configuration: Configuration,
  { db, dialect, attempts, isDevelopment }: Opened,
): Foundation {
  const log = createLog(configuration.logLevel);
  return {
    db,
    dialect,
    clock: { now: () => new Date() },
    log,
    demo: configuration.demo,
    origin: configuration.origin,
    mailIsConfigured: configuration.mail !== null,
    providerName: configuration.provider?.name ?? null,
    isDevelopment,
    attempts,
    afterwards: new Afterwards(log),
    linkKey: createHmac('sha256', configuration.authSecret).update('share links').digest(),
  };
}

type WhoAsks = Assembly['whoAsks'];

function openRooms(
  foundation: Foundation,
  { origin, redisUrl, trustedProxies }: Configuration,
  whoAsks: WhoAsks,
): Collaboration {
  const { db, log, clock } = foundation;
  const whoIsIn = (sessionIds: readonly string[]) => readVisitors(foundation, sessionIds);
  return createCollaboration({
    db,
    log,
    clock,
    origin,
    redisUrl,
    clientAddress: (request) => clientAddress(request, trustedProxies),
    access: (headers, draftId) => readDraftAccess({ db, whoAsks }, headers, draftId),
    accessAgain: (inside) => readDraftAccessAgain({ db, whoIsIn }, inside),
    roots: (id) => (isAgreementId(id) ? agreementRoots : amendmentRoots),
    inspect: {
      file: new URL('../src/lib/document/inspection.ts', import.meta.url).href,
      name: inspectText.name,
    },
    schemaVersion,
  });
}

function serveApi(
  app: Application,
  { origin, trustedProxies }: Configuration,
  auth: Auth,
  whoAsks: WhoAsks,
  rooms: Collaboration,
  mail: MailSending | null,
): Middleware {
  const api = thenSending(createApi(app, whoAsks), app, mail);
  offerInProcess(api, authHandler(auth, 'pages'));
  const handlers = new Map([
    ['/trpc', api],
    ['/api/auth', authHandler(auth)],
    ...healthHandlers(app.db, [() => rooms.ready()]),
  ]);
  return apiMiddleware({
    handlers,
    origin,
    clientAddress: (request) => clientAddress(request, trustedProxies),
    bodyLimit: largestUpload,
  });
}

function openAccounts(app: Foundation, { authSecret, provider }: Configuration): Auth {
  return createAuth({ ...app, secret: authSecret, provider, demoIsOpen: () => demoIsOpen(app) });
}

/** Nodes that share a Redis count attempts together there. */
function openAttempts({ redisUrl }: Configuration): { attempts: Attempts; close(): void } {
  if (redisUrl === null) return { attempts: createAttempts(), close: () => {} };
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1, enableOfflineQueue: false });
  // While it is away each node counts for itself; the rooms tell of its absence.
  redis.on('error', () => {});
  return { attempts: createAttempts(redis), close: () => redis.disconnect() };
}

function openMail(app: Foundation, { mail }: Configuration): MailSending | null {
  if (!mail) return null;
  const sending = new MailSending(app, createMailTransport(mail));
  sending.start();
  return sending;
}

/** What a change has put into the outbox goes out right after the answer. */
function thenSending(
  api: RequestHandler,
  { afterwards }: Foundation,
  mail: MailSending | null,
): RequestHandler {
  if (!mail) return api;
  return async (request) => {
    const answer = await api(request);
    if (request.method === 'POST') void afterwards.settle().then(() => mail.look());
    return answer;
  };
}

/**
 * What must be there before anybody asks: the workspace with its first law and, in a demo, its
 * people; nothing of it once that workspace was deleted.
 */
async function prepareWorkspace(app: Foundation): Promise<void> {
  const workspace = await firstWorkspace(app);
  if (workspace) await seedDualUse(app, workspace.id);
  if (await demoIsOpen(app)) {
    if (workspace) await ensureDemoPeople(app.db, app.clock, workspace.id);
  } else if (app.demo)
    app.log.warn('The database holds real accounts, so the demo people are not offered');
}

/**
 * Pages rendered on the server call the API without leaving the process. They are built on
 * their own and cannot import it, so it is left where both can find it (src/hooks.server.ts).
 */
function offerInProcess(api: RequestHandler, signIn: RequestHandler): void {
  const handler: RequestHandler = (request) =>
    new URL(request.url).pathname.startsWith('/trpc/') ? api(request) : signIn(request);
  (globalThis as { trilogueApi?: RequestHandler }).trilogueApi = handler;
}

export async function start(configuration: Configuration, pages: Middleware): Promise<Running> {
  const assembly = await assemble(configuration);
  const server = createHttpServer([
    securityHeaders(configuration.origin),
    compression() as Middleware,
    assembly.middleware,
    pages,
  ]);
  server.on('upgrade', assembly.upgrade);
  await listen(server, configuration);
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://${configuration.host}:${port}`,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await assembly.close();
      await closed;
    },
  };
}
