/**
 * Node's own SQLite under Kysely's dialect. Durability first: `synchronous=FULL`, because
 * "Saved" on the screen means that the words survive a power cut.
 */
import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';
import { makeFolder } from './folder.ts';

/** The statements that come again and again stay compiled. */
const keptStatements = 200;

export function openSqlite(path: string): SqliteDatabase {
  if (path !== ':memory:') makePrivateFile(path);
  const database = new DatabaseSync(path);
  database.exec(`
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma foreign_keys = on;
    pragma busy_timeout = 5000;
  `);
  const kept = new LRUCache<string, SqliteStatement>({ max: keptStatements });
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const known = kept.get(sql);
      if (known) return known;
      const prepared = statement(database, sql);
      kept.set(sql, prepared);
      return prepared;
    },
  };
}

/**
 * The file holds the hashes of passwords and private drafts, so it is its owner’s alone from the
 * beginning; SQLite gives what it keeps beside the file the same mode. One that is there stays as
 * it is.
 */
function makePrivateFile(path: string): void {
  makeFolder(dirname(path));
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function statement(database: DatabaseSync, sql: string): SqliteStatement {
  const prepared = database.prepare(sql);
  const values = (given: readonly unknown[]) => given.map(toSqlite);
  return {
    reader: prepared.columns().length > 0,
    all: (given) => prepared.all(...values(given)),
    run: (given) => prepared.run(...values(given)),
    // Two readings may be on their way at once, each from a statement of its own.
    iterate: (given) => database.prepare(sql).iterate(...values(given)),
  };
}

/** SQLite binds neither booleans nor dates; they are kept as 0 or 1 and as ISO text. */
function toSqlite(value: unknown): SQLInputValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString();
  if (value === undefined) return null;
  return value as SQLInputValue;
}
