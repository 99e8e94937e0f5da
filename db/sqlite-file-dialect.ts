/**
 * Kysely’s SQLite, with the one connection in a thread of its own (sqlite-thread.ts). Kysely lets
 * one at a time have the connection, for a query or for a whole transaction.
 */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Statement } from './sqlite-messages.ts';
import { SqliteThread } from './sqlite-thread.ts';

export function sqliteFileDialect(path: string): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ThreadDriver(path),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** How transactions and savepoints are said stays Kysely’s. */
class ThreadDriver extends SqliteDriver {
  readonly #path: string;
  #connection: ThreadConnection | undefined;

  constructor(path: string) {
    super({ database: () => Promise.reject(new Error('The database is in another thread.')) });
    this.#path = path;
  }

  override async init(): Promise<void> {
    await this.#usable().opened;
  }

  /** Waits for nothing: if this failed, Kysely would give the connection to nobody any more. */
  override async acquireConnection(): Promise<DatabaseConnection> {
    return this.#usable();
  }

  /** A transaction keeps the connection that it began on, and fails with it; the next has a new one. */
  #usable(): ThreadConnection {
    if (!this.#connection || this.#connection.isEnded)
      this.#connection = new ThreadConnection(this.#path);
    return this.#connection;
  }

  override async destroy(): Promise<void> {
    await this.#connection?.close();
  }
}

class ThreadConnection implements DatabaseConnection {
  readonly #thread = new SqliteThread();
  readonly opened: Promise<void>;
  #readings = 0;

  constructor(path: string) {
    this.opened = this.#open(path);
    // Whoever asks it something hears of a failure.
    this.opened.catch(() => {});
  }

  async #open(path: string): Promise<void> {
    try {
      await this.#thread.ask({ kind: 'open', path });
    } catch (error) {
      await this.#thread.close();
      throw error;
    }
  }

  get isEnded(): boolean {
    return this.#thread.isEnded;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    await this.opened;
    const result = await this.#thread.ask({ kind: 'execute', ...statementOf(query) });
    const { rows, changes, lastInsertRowid } = result;
    return {
      rows: rows as R[],
      ...(changes === undefined ? {} : { numAffectedRows: BigInt(changes) }),
      ...(lastInsertRowid === undefined ? {} : { insertId: BigInt(lastInsertRowid) }),
    };
  }

  async *streamQuery<R>(query: CompiledQuery, most: number): AsyncIterableIterator<QueryResult<R>> {
    await this.opened;
    const reading = ++this.#readings;
    await this.#thread.ask({ kind: 'read', reading, ...statementOf(query) });
    try {
      for (;;) {
        const { rows } = await this.#thread.ask({ kind: 'read-on', reading, most });
        if (rows.length === 0) return;
        yield { rows: rows as R[] };
      }
    } finally {
      await this.#thread.ask({ kind: 'leave-off', reading });
    }
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}

function statementOf({ sql, parameters }: CompiledQuery): Statement {
  return { sql, parameters: parameters.map(alone) };
}

/** Bytes that are a part of a larger buffer would take all of it with them. */
function alone(value: unknown): unknown {
  const isPart = value instanceof Uint8Array && value.length < value.buffer.byteLength;
  return isPart ? new Uint8Array(value) : value;
}
