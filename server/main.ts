/**
 * The only place where the parts are put together: configuration, database, accounts, API,
 * rooms, pages, and how all of them stop.
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { connect } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { createApi } from './api.ts';
import type { Configuration } from './configuration.ts';
import { type Application, nobody } from './context.ts';
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
  const api = createApi(app, async () => nobody);
  offerInProcess(api);
  const handlers = new Map([['/trpc', api], ...healthHandlers(connection.db, [])]);
  const middleware = apiMiddleware({
    handlers,
    origin: configuration.origin,
    bodyLimit: largestUpload,
  });
  return { app, middleware, close: () => connection.close() };
}

/**
 * Pages rendered on the server call the API without leaving the process. They are built on
 * their own and cannot import it, so it is left where both can find it (src/hooks.server.ts).
 */
function offerInProcess(api: (request: Request) => Promise<Response>): void {
  (globalThis as { trilogueApi?: typeof api }).trilogueApi = api;
}

export async function start(configuration: Configuration, pages: Middleware): Promise<Running> {
  const assembly = await assemble(configuration);
  const server = createHttpServer([assembly.middleware, pages]);
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
