/**
 * The two databases Trilogue runs on: an embedded SQLite file, which is the default, and
 * PostgreSQL. Both sit under one Kysely schema; what differs between them stays in this folder.
 */
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { Pool } from 'pg';
import { openSqlite } from './node-sqlite.ts';
import type { Schema } from './schema/index.ts';

export type Db = Kysely<Schema>;
export type DialectName = 'sqlite' | 'postgres';

export interface Connection {
  readonly db: Db;
  readonly dialect: DialectName;
  close(): Promise<void>;
}

/**
 * Opens `file:./data/trilogue.db`, `file::memory:` or `postgres://…`. It does not migrate.
 * `schema` keeps a PostgreSQL connection inside one named schema; tests use it to be alone.
 */
export function connect(url: string, schema?: string): Connection {
  return /^postgres(ql)?:\/\//.test(url) ? connectPostgres(url, schema) : connectSqlite(url);
}

function connectSqlite(url: string): Connection {
  const db: Db = new Kysely({
    dialect: new SqliteDialect({ database: openSqlite(url.replace(/^file:/, '')) }),
  });
  return { db, dialect: 'sqlite', close: () => db.destroy() };
}

function connectPostgres(url: string, schema?: string): Connection {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    ...(schema === undefined ? {} : { options: `-c search_path=${schema}` }),
  });
  // An idle connection that the server ends is replaced by the pool at the next query.
  pool.on('error', () => {});
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return { db, dialect: 'postgres', close: () => db.destroy() };
}
