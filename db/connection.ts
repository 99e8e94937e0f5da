/**
 * The two databases Trilogue runs on: an embedded SQLite file, which is the default, and
 * PostgreSQL. Both sit under one Kysely schema; what differs between them stays in this folder.
 */
import { type Dialect, Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { Pool } from 'pg';
import { openSqlite } from './node-sqlite.ts';
import type { Schema } from './schema/index.ts';
import { sqliteFileDialect } from './sqlite-file-dialect.ts';

export type Db = Kysely<Schema>;
export type DialectName = 'sqlite' | 'postgres';

export interface Connection {
  readonly db: Db;
  readonly dialect: DialectName;
  close(): Promise<void>;
}

/**
 * Opens `file:./data/trilogue.db`, `file::memory:` or `postgres://…`. It does not migrate; a file
 * is opened with the first query.
 * `schema` keeps a PostgreSQL connection inside one named schema; tests use it to be alone.
 */
export function connect(url: string, schema?: string): Connection {
  return /^postgres(ql)?:\/\//.test(url) ? connectPostgres(url, schema) : connectSqlite(url);
}

function connectSqlite(url: string): Connection {
  const path = url.replace(/^file:/, '');
  const db: Db = new Kysely({ dialect: sqliteDialect(path) });
  return { db, dialect: 'sqlite', close: () => db.destroy() };
}

/** In memory nothing waits for a disk, and such a database belongs to the thread that opens it. */
function sqliteDialect(path: string): Dialect {
  return path === ':memory:'
    ? new SqliteDialect({ database: openSqlite(path) })
    : sqliteFileDialect(path);
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
