/**
 * The command line's own way in: the same database as the server's, which may be running, and
 * the rights of an owner, as whoever has the machine has the data.
 */
import { randomBytes } from 'node:crypto';
import { createAttempts } from '../accounts/attempts.ts';
import { firstWorkspace } from '../accounts/service.ts';
import { Afterwards } from '../afterwards.ts';
import { listLiveWorkspaces } from '../coalitions/workspace-queries.ts';
import { readConfiguration } from '../configuration.ts';
import * as Y from 'yjs';
import type { Db } from '#db/connection.ts';
import { createSqlUpdateLog } from '../collaboration/sql-update-log.ts';
import { type Clock, type Context, nobody, type SharedTexts } from '../context.ts';
import { openDatabase, type OpenDatabase } from '../database.ts';
import { createLog } from '../log.ts';

export async function asOperator<T>(work: (ctx: Context) => Promise<T>): Promise<T> {
  return withDatabase(async ({ connection }) => {
    const clock = { now: () => new Date() };
    const { db } = connection;
    await firstWorkspace({ db, clock });
    const workspaces = await listLiveWorkspaces(db);
    const log = createLog('silent');
    const { origin } = readConfiguration(process.env, false);
    return work({
      db,
      dialect: connection.dialect,
      clock,
      log,
      texts: storedTexts(db, clock),
      demo: false,
      origin,
      // What a command does is told by mail to nobody.
      mailIsConfigured: false,
      providerName: null,
      isDevelopment: false,
      attempts: createAttempts(),
      afterwards: new Afterwards(log),
      visitor: { ...nobody, roles: new Map(workspaces.map(({ id }) => [id, 'owner'])) },
      linkKey: randomBytes(32),
    });
  });
}

/** Opens the database, brings it to the newest schema, does the work, and closes it again. */
export async function withDatabase<T>(work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const database = await openDatabase(readConfiguration(process.env, false).databaseUrl);
  try {
    return await work(database);
  } finally {
    await database.connection.close();
  }
}

/**
 * Shared texts live in the rooms of the running server. A command reads them as they are stored,
 * and changes none.
 */
function storedTexts(db: Db, clock: Clock): SharedTexts {
  const log = createSqlUpdateLog(db, clock);
  return {
    createDocument: refuse,
    read: async (id) => {
      const stored = await log.read(id, -1);
      if (!stored) throw new Error(`There is no shared text ${id}.`);
      const { snapshot, updates } = stored;
      const parts = [...(snapshot ? [snapshot.bytes] : []), ...updates.map(({ bytes }) => bytes)];
      return Y.mergeUpdates(parts);
    },
    readStored: refuse,
    change: refuse,
  };
}

function refuse(): Promise<never> {
  throw new Error('The command line changes no shared text.');
}
