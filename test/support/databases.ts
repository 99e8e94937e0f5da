/**
 * Both databases, one after the other: a suite written in `onEachDatabase` runs on SQLite always
 * and on PostgreSQL where TEST_POSTGRES_URL names one. Each suite has a database of its own.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe } from 'vitest';
import { connect, type Connection, type Db, type DialectName } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';

export const postgresUrl = process.env['TEST_POSTGRES_URL'];

export interface TestDatabase {
  readonly db: Db;
  readonly dialect: DialectName;
}

export function onEachDatabase(name: string, suite: (database: () => TestDatabase) => void): void {
  describe(`${name} [SQLite]`, () => suite(opened(() => openSqliteForTest())));
  describe.skipIf(!postgresUrl)(`${name} [PostgreSQL]`, () =>
    suite(opened(() => openPostgresForTest(postgresUrl ?? ''))),
  );
}

interface Opened {
  readonly connection: Connection;
  drop(): Promise<void>;
}

function opened(open: () => Promise<Opened>): () => TestDatabase {
  let current: Opened | undefined;
  beforeAll(async () => {
    current = await open();
    await migrateToLatest(current.connection.db);
  });
  afterAll(() => current?.drop());
  return () => {
    if (!current) throw new Error('The test database is opened before the suite runs.');
    return current.connection;
  };
}

async function openSqliteForTest(): Promise<Opened> {
  const connection = connect('file::memory:');
  return { connection, drop: () => connection.close() };
}

/** `schema` is the one in which everything is kept, for a process that connects by itself. */
export async function openPostgresForTest(
  url: string,
): Promise<Opened & { readonly schema: string }> {
  const schema = `test_${randomUUID().replaceAll('-', '')}`;
  const administration = connect(url);
  await sql`create schema ${sql.id(schema)}`.execute(administration.db);
  const connection = connect(url, schema);
  return {
    connection,
    schema,
    drop: async () => {
      await connection.close();
      await sql`drop schema ${sql.id(schema)} cascade`.execute(administration.db);
      await administration.close();
    },
  };
}
