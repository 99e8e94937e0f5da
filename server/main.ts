/**
 * The only place where the parts are put together: configuration, database, accounts, API,
 * rooms, pages, and how all of them stop.
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { connect } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { type Auth, authHandler, createAuth } from './accounts/auth.ts';
import { demoIsOpen, ensureDemoPeople } from './accounts/demo.ts';
import { defaultWorkspace } from './accounts/service.ts';
import { readVisitor } from './accounts/visitor.ts';
import { createApi, type RequestHandler } from './api.ts';
import type { Configuration } from './configuration.ts';
import type { Application, Visitor } from './context.ts';
import { securityHeaders } from './headers.ts';
import { healthHandlers } from './health.ts';
import { apiMiddleware, createHttpServer, type Middleware } from './http.ts';

const largestUpload = 25 * 1024 * 1024;

export interface Running {
  /** The address it listens at, with the port that was given if 0 was asked for. */
  readonly address: string;
  readonly server: Server;
  stop(): Promise<void>;
}

export interface Assembly {
  readonly app: Application;
  /** Who asks, by the cookie among these headers; for upgrades as for requests. */
  readonly whoAsks: (headers: Headers) => Promise<Visitor>;
  /** Answers the API; everything else goes on to the pages. */
  readonly middleware: Middleware;
  close(): Promise<void>;
}

/** Puts the parts together without listening: the served program and the development server share it. */
export async function assemble(configuration: Configuration): Promise<Assembly> {
  const log = pino({ level: process.env['LOG_LEVEL'] ?? 'warn' });
  const connection = connect(configuration.databaseUrl);
  await migrateToLatest(connection.db);
  const app: Application = {
    db: connection.db,
    dialect: connection.dialect,
    clock: { now: () => new Date() },
    log,
    demo: configuration.demo,
  };
  const auth = openAccounts(app, configuration);
  await prepareAccounts(app);
  const whoAsks = (headers: Headers) => readVisitor(app, auth, headers);
  const api = createApi(app, whoAsks);
  const signIn = authHandler(auth);
  offerInProcess(api, signIn);
  const handlers = new Map([
    ['/trpc', api],
    ['/api/auth', signIn],
    ...healthHandlers(connection.db, []),
  ]);
  const middleware = apiMiddleware({
    handlers,
    origin: configuration.origin,
    bodyLimit: largestUpload,
  });
  return { app, whoAsks, middleware, close: () => connection.close() };
}

function openAccounts(app: Application, { origin, authSecret }: Configuration): Auth {
  const { db, dialect, log } = app;
  return createAuth({
    db,
    dialect,
    log,
    origin,
    secret: authSecret,
    demoIsOpen: () => demoIsOpen(app),
  });
}

/** What must be there before anybody asks: the workspace and, in a demo, its people. */
async function prepareAccounts(app: Application): Promise<void> {
  const workspace = await defaultWorkspace(app);
  if (await demoIsOpen(app)) await ensureDemoPeople(app.db, app.clock, workspace.id);
  else if (app.demo)
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
    assembly.middleware,
    pages,
  ]);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(configuration.port, configuration.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://${configuration.host}:${port}`,
    server,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await assembly.close();
    },
  };
}
